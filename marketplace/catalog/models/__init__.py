"""What is sold: shops, what they offer, and how much of it there is."""

from .capacity import BlockedDay, CounterQuerySet, DayCapacity, Slot
from .listings import Listing
from .pictures import ListingPicture, PlacedPicture, ShopPicture
from .shops import Shop
from .stalls import Stall

__all__ = [
    "BlockedDay",
    "CounterQuerySet",
    "DayCapacity",
    "Listing",
    "ListingPicture",
    "PlacedPicture",
    "Shop",
    "ShopPicture",
    "Slot",
    "Stall",
]
