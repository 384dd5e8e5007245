"""The ways the ledger says no beyond those of the house."""

from django.utils.translation import gettext as _

from commons.journal.refusals import Refused
from commons.ui.money import som

from .models import Agreement, Posting


class AgreementReplaced(Refused):
    """Another was offered meanwhile; `agreement` is that one. Answered 409."""

    def __init__(self, agreement: Agreement) -> None:
        super().__init__("conflict", _("Another agreement has been offered meanwhile. Look at that one."))
        self.agreement = agreement


class PartnersChanged(Refused):
    """Who is in the venture isn't who would share by it. Answered 409."""

    def __init__(self) -> None:
        super().__init__("conflict", _("Somebody has come or gone since this was offered. Offer a new agreement to all who are in it now."))


class PostingMoved(Refused):
    """It was answered or reversed meanwhile; `posting` is as it is now. Answered 409."""

    def __init__(self, posting: Posting) -> None:
        super().__init__("conflict")
        self.posting = posting


class HoldsLess(Refused):
    """She doesn't hold so much of the venture's money."""

    def __init__(self, holds: int) -> None:
        super().__init__("invalid", _("So much isn't held: it is %(amount)s.") % {"amount": som(max(holds, 0))})


class SentOtherwise(Refused):
    """The key of this page wrote something else before."""

    def __init__(self) -> None:
        super().__init__(
            "invalid", _("You have sent this page before, otherwise. Look at what is written; if this is one thing more, send it again.")
        )


class OwesLess(Refused):
    """So much isn't hers to give back."""

    def __init__(self, owes: int) -> None:
        super().__init__("invalid", _("So much isn't to be given back: it is %(amount)s.") % {"amount": som(max(owes, 0))})


class HersIsLess(Refused):
    """So much isn't hers."""

    def __init__(self, hers: int) -> None:
        super().__init__("invalid", _("So much isn't hers yet: it is %(amount)s.") % {"amount": som(max(hers, 0))})
