"""When a shop works, and how much it takes."""

from datetime import date

from commons.journal.writing import atomic

from ..capacity import capacity_key
from ..models import DayCapacity, Listing


def open_day(listing: Listing, day: date) -> DayCapacity | None:
    """The row that counts this day, made the first time somebody asks for it: to be had before the guarded write of a claim.

    None for what is counted by slots, or not at all.
    """
    key = capacity_key(listing, day)
    if key is None:
        return None
    with atomic():
        row, _ = DayCapacity.objects.get_or_create(shop_id=key.shop, kind=key.kind, day=key.day, defaults={"capacity": key.capacity})
    return row
