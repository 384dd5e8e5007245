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


def next_free_days(
    listing: Listing, n: int = 1, after: date | None = None, most: int = 3, days: int = 1, alone: bool = False
) -> list[date]:
    """The next days on which `n` could be had, from the day after `after` (today) on; none where there is none in sight.

    What goes on for several `days` is free on its first where it is on all of them; to be had `alone`, where nobody has any of it.
    """
    by_slot = listing.declared.counted == Counted.SLOT
    found: list[date] = []
    for day in _departures(listing, n, after, alone) if by_slot else _first_days(listing, n, after, span_of(listing, days), alone):
        if day not in found:
            found.append(day)
        if len(found) == most:
            break
    return found


def has_room(listing: Listing, day: date, n: int = 1, days: int = 1, alone: bool = False) -> bool:
    """Whether `n` are left of that day, and of those after it where it goes on; `alone`, all of it. Whether she works then isn't asked."""
    span = span_of(listing, days)
    left = _left(listing, day, day + timedelta(days=span), alone)
    keys = [capacity_key(listing, day + timedelta(days=ahead)) for ahead in range(span)]
    return all(key is None or left.get(key.day, key.capacity) >= n for key in keys)


def span_of(listing: Listing, days: int) -> int:
    """On how many days in a row it takes something: all of its own where it is counted by days, else one."""
    return days if listing.declared.counted == Counted.DAY else 1


def stock_of(listing: Listing) -> Slot | None:
    """What is ready now of it."""
    return listing.slots.filter(starts_at=None).first()


def pieces_left(listing: Listing) -> int:
    """How many are ready now; none where nobody has said how many there are."""
    stock = stock_of(listing)
    return stock.left if stock else 0


def _departures(listing: Listing, n: int, after: date | None, alone: bool) -> Iterator[date]:
    slots = listing.slots.to_come().with_room(n).filter(starts_at__isnull=False, **({"taken": 0} if alone else {}))
    for starts_at in slots.values_list("starts_at", flat=True)[:FAR]:
        day = timezone.localdate(starts_at)
        if after is None or day > after:
            yield day


def _first_days(listing: Listing, n: int, after: date | None, span: int, alone: bool) -> Iterator[date]:
    """The first of so many days in a row that are free."""
    in_a_row = 0
    for day, is_free in _days(listing, n, after, FAR + span - 1, alone):
        in_a_row = in_a_row + 1 if is_free else 0
        if in_a_row >= span:
            yield day - timedelta(days=span - 1)


def _days(listing: Listing, n: int, after: date | None, far: int, alone: bool) -> Iterator[tuple[date, bool]]:
    """Each day from the first that could be asked for on, and whether it is free."""
    kind, shop, today = listing.declared, listing.shop, timezone.localdate()
    if kind.counted == Counted.PIECES and not listing.slots.with_room(n).filter(starts_at=None).exists():
        return
    first = max(today + timedelta(days=listing.lead_days), (after or today - timedelta(days=1)) + timedelta(days=1))
    last = first + timedelta(days=far)
    blocked = set(BlockedDay.objects.filter(shop=shop, day__range=(first, last)).values_list("day", flat=True))
    left = _left(listing, first, last, alone)
    for ahead in range(far):
        day = first + timedelta(days=ahead)
        key = capacity_key(listing, day)
        room = n if key is None else left.get(key.day, key.capacity)
        yield day, works_on(listing, day) and day not in blocked and room >= n


def _left(listing: Listing, first: date, last: date, alone: bool) -> dict[date, int]:
    """What is left of the days that are counted already; for who would have one `alone`, nothing once somebody has some of it."""
    if listing.declared.counted not in (Counted.DAY, Counted.WEEK):
        return {}
    from_monday = first - timedelta(days=6)
    counted = DayCapacity.objects.filter(shop=listing.shop, kind=listing.declared.capacity_name, day__range=(from_monday, last))
    return {row.day: 0 if alone and row.taken else row.left for row in counted}
