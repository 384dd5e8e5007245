"""The ways an order says no beyond those of the house."""

from collections.abc import Sequence
from datetime import date

from django.utils import formats
from django.utils.translation import gettext as _

from commons.journal.refusals import Refused

from .models import Order


class Conflict(Refused):
    """The order has moved meanwhile; `order` is how it is now. Answered 409."""

    def __init__(self, order: Order) -> None:
        super().__init__("conflict")
        self.order = order


class Full(Refused):
    """It can't be had then; `days` are the next on which it can. Says `why`, unless it is all taken. Answered 409."""

    def __init__(self, days: Sequence[date], why: str = "") -> None:
        self.days, self.why = list(days), why or _("It is all taken that day.")
        super().__init__("conflict", f"{self.why} {next_free(days) or _('Ask the maker for another day.')}")


class Soon(Full):
    """Sooner than she usually makes it. Who asks for it all the same may."""


class NotMet(Refused):
    """Of this guest her maker takes no orders; it isn't said why."""

    def __init__(self) -> None:
        super().__init__("forbidden", _("She takes no orders from this number. In the market are others who make such things."))


class PriceMoved(Refused):
    """What she saw isn't the price any more. Answered 409, with the price as it is."""

    def __init__(self) -> None:
        super().__init__("conflict", _("The price has changed just now. Look at it, and order if you still like."))


def next_free(days: Sequence[date]) -> str:
    """Which days could be had instead; "" where none is in sight."""
    if not days:
        return ""
    named = ", ".join(formats.date_format(day, "MONTH_DAY_FORMAT") for day in days)
    return _("The next free: %(days)s.") % {"days": named}
