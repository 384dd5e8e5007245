"""What is sold: shops, what they offer, and how much of it there is."""

from .capacity import BlockedDay, CounterQuerySet, DayCapacity, Slot
from .listings import Listing
from .pictures import ListingPicture, PlacedPicture
from .shops import Shop
from .stalls import Stall

__all__ = ["BlockedDay", "CounterQuerySet", "DayCapacity", "Listing", "ListingPicture", "PlacedPicture", "Shop", "Slot", "Stall"]
