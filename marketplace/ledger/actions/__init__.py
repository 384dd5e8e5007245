"""Everything that is done with a venture's money. Each verb is one transaction; each raises Refused where it may not be done."""

from .agreeing import agree, newest_of, offer_agreement
from .answering import confirm, deny
from .giving import record_handover, record_payback, record_payout
from .leaving import end_following
from .reversing import reverse
from .selling import divide_what_waits, record_again, record_sale
from .spending import record_cost

__all__ = [
    "agree",
    "confirm",
    "deny",
    "divide_what_waits",
    "end_following",
    "newest_of",
    "offer_agreement",
    "record_again",
    "record_cost",
    "record_handover",
    "record_payback",
    "record_payout",
    "record_sale",
    "reverse",
]
