"""What is sold: shops, what they offer, and how much of it there is."""

from .capacity import BlockedDay, DayCapacity, Slot
from .listings import Listing
from .shops import Shop

__all__ = ["BlockedDay", "DayCapacity", "Listing", "Shop", "Slot"]
