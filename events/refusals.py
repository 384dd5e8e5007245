"""The ways a gathering says no beyond those of the house."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from commons.journal.refusals import Refused

if TYPE_CHECKING:
    from .models import Gathering, Seat


class Full(Refused):
    """Not so many places are left, or the waiting list is full, too. Answered 409."""

    def __init__(self, left: int = 0) -> None:
        few = ngettext("%(n)s place is left.", "%(n)s places are left.", left) % {"n": left} if left else _("There is no place left.")
        super().__init__("conflict", few)
        self.left = left


class Over(Refused):
    """It is over, or was cancelled: nobody can come any more."""

    def __init__(self) -> None:
        super().__init__("conflict", _("This event is over, or was cancelled."))


class HasSeat(Refused):
    """She has a seat, or waits for one; nobody holds two. Said to her who had one here; who typed a number isn't told."""

    def __init__(self) -> None:
        super().__init__("conflict", _("You have another seat here already. Open that one by its link."))


class NoPlace(Refused):
    """She stands at the door without a place: she waits in line, or has given hers up."""

    def __init__(self, seat: "Seat") -> None:
        if seat.state == "waiting":
            words = _("She waits in line. Free the place of someone who doesn't come, or count her as one without a seat.")
        else:
            words = _("This place was given up. She can take one again by the QR of the room.")
        super().__init__("conflict", words)


class NoCode(Refused):
    """What was typed or scanned is no code of a seat."""

    def __init__(self) -> None:
        super().__init__("invalid", _("This is no code of a seat: it has six letters and digits. Look for it under her QR."))


class NoSeat(Refused):
    """The code, or the number, is nobody's at this gathering."""

    def __init__(self) -> None:
        super().__init__("invalid", _("Nobody has this code here. Look at it once more; it may be of another event."))


class OfferOver(Refused):
    """The offer isn't good any more: the next in line has it."""

    def __init__(self) -> None:
        super().__init__("conflict", _("The time for this offer is over. You can ask for a seat again."))


class RoomTaken(Refused):
    """Another gathering is in the lab's room then; `other` says which."""

    def __init__(self, other: str) -> None:
        super().__init__("conflict", _("The lab's room is taken then: %(other)s. Choose another hour or another place.") % {"other": other})


class NotLive(Refused):
    """It didn't begin yet, or is over. Lazy: many vote in one transaction, each in her language."""

    def __init__(self) -> None:
        super().__init__("read_only", gettext_lazy("This event isn't live now."))


class PollClosed(Refused):
    """The poll was closed meanwhile; what she chose wasn't counted."""

    def __init__(self) -> None:
        super().__init__("conflict", _("The poll is closed. Your answer came too late to be counted."))


class ShownOut(Refused):
    """A host has shown her out of the live room."""

    def __init__(self) -> None:
        super().__init__("forbidden", _("A host has shown you out of this live page."))


class NoSeatHere(Refused):
    """What is in it is for those who have a seat."""

    def __init__(self) -> None:
        super().__init__("forbidden", _("Take a seat, and open this page from it."))


class NotLetIn(Refused):
    """It is for women only, and nobody has vouched for her yet."""

    def __init__(self) -> None:
        super().__init__("forbidden", _("It opens to you once someone who met you says “I know her”, or the host has checked you in."))


class ByLink(Refused):
    """It is for women only, and guests come by the link that the host sends them."""

    def __init__(self) -> None:
        super().__init__("forbidden", _("Open the private link that the host has sent you, and come in from there."))


class PlanMoved(Refused):
    """Another host has changed it meanwhile; `gathering` is as it is now. Answered 409."""

    def __init__(self, gathering: "Gathering") -> None:
        super().__init__("conflict")
        self.gathering = gathering


class TooFew(Refused):
    """More come already than there would be places, or somebody waits for more of them."""

    def __init__(self, needed: int) -> None:
        few = ngettext("%(n)s place is needed at least.", "%(n)s places are needed at least.", needed) % {"n": needed}
        super().__init__("invalid", few)
