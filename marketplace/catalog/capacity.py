"""How much there is of one service: the row that counts a day, and the next days that are free."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from .free import counted_day
from .kinds import Counted
from .models import BlockedDay, DayCapacity, Listing, Slot

FAR = 120  # days; whoever asks for later talks with her first


@dataclass(frozen=True)
class CapacityKey:
    """The DayCapacity row that counts one day of one shop, and what it holds before anything is taken."""

    shop: int
    kind: str
    day: date
    capacity: int


def capacity_key(listing: Listing, day: date) -> CapacityKey | None:
    """Where a claim on this day is counted; None for what is counted by slots, or not at all."""
    kind = listing.declared
    if kind.counted not in (Counted.DAY, Counted.WEEK):
        return None
    return CapacityKey(listing.shop_id, kind.capacity_name, counted_day(kind, day), listing.shop.takes(kind.trade))


def works_on(listing: Listing, day: date) -> bool:
    """Whether its shop works on that weekday; blocked days are asked for apart."""
    return str(day.isoweekday()) in listing.shop.workdays


def next_free_days(listing: Listing, n: int = 1, after: date | None = None, most: int = 3) -> list[date]:
    """The next days on which `n` could be had, from the day after `after` (today) on; none where there is none in sight."""
    days = _departures(listing, n, after) if listing.declared.counted == Counted.SLOT else _workdays(listing, n, after)
    found: list[date] = []
    for day in days:
        if day not in found:
            found.append(day)
        if len(found) == most:
            break
    return found


def stock_of(listing: Listing) -> Slot | None:
    """What is ready now of it."""
    return listing.slots.filter(starts_at=None).first()


def pieces_left(listing: Listing) -> int:
    """How many are ready now; none where nobody has said how many there are."""
    stock = stock_of(listing)
    return stock.left if stock else 0


def _departures(listing: Listing, n: int, after: date | None) -> Iterator[date]:
    for starts_at in listing.slots.to_come().with_room(n).filter(starts_at__isnull=False).values_list("starts_at", flat=True)[:FAR]:
        day = timezone.localdate(starts_at)
        if after is None or day > after:
            yield day


def _workdays(listing: Listing, n: int, after: date | None) -> Iterator[date]:
    kind, shop, today = listing.declared, listing.shop, timezone.localdate()
    if kind.counted == Counted.PIECES and not listing.slots.with_room(n).filter(starts_at=None).exists():
        return
    first = max(today + timedelta(days=listing.lead_days), (after or today - timedelta(days=1)) + timedelta(days=1))
    last = first + timedelta(days=FAR)
    blocked = set(BlockedDay.objects.filter(shop=shop, day__range=(first, last)).values_list("day", flat=True))
    left = _left(listing, first, last)
    for ahead in range(FAR):
        day = first + timedelta(days=ahead)
        key = capacity_key(listing, day)
        room = n if key is None else left.get(key.day, key.capacity)
        if works_on(listing, day) and day not in blocked and room >= n:
            yield day


def _left(listing: Listing, first: date, last: date) -> dict[date, int]:
    """What is left of the days that are counted already."""
    if listing.declared.counted not in (Counted.DAY, Counted.WEEK):
        return {}
    from_monday = first - timedelta(days=6)
    counted = DayCapacity.objects.filter(shop=listing.shop, kind=listing.declared.capacity_name, day__range=(from_monday, last))
    return {row.day: row.left for row in counted}
