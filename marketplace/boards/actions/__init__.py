"""Everything that is done with ventures. Each verb is one transaction; each raises Refused where it may not be done."""

from .coming import accept_offer, answer_invite, decline_offer, invite_partner, make_offer, withdraw_offer
from .partners import change_role, leave_venture, show_out
from .ventures import begin_venture, change_venture, close_venture, found_venture, hide_venture, reopen_venture, show_venture

__all__ = [
    "accept_offer",
    "answer_invite",
    "begin_venture",
    "change_role",
    "change_venture",
    "close_venture",
    "decline_offer",
    "found_venture",
    "hide_venture",
    "invite_partner",
    "leave_venture",
    "make_offer",
    "reopen_venture",
    "show_out",
    "show_venture",
    "withdraw_offer",
]
