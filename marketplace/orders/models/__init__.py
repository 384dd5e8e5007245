"""What was asked for, what was agreed upon, what was taken, and what was paid."""

from .claims import Claim
from .codes import BusinessCode
from .customers import GuestBlock, MeasurementCard
from .drafts import Draft
from .earnings import Earning
from .homecomings import Homecoming
from .orders import Order
from .payments import PaymentLine
from .pictures import OrderPicture
from .quotes import Quote, QuoteLine, Terms
from .reviews import Review
from .steps import Proposal, Step

__all__ = [
    "BusinessCode",
    "Claim",
    "Draft",
    "Earning",
    "GuestBlock",
    "Homecoming",
    "MeasurementCard",
    "Order",
    "OrderPicture",
    "PaymentLine",
    "Proposal",
    "Quote",
    "QuoteLine",
    "Review",
    "Step",
    "Terms",
]
