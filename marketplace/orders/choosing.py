"""The days she may choose from: which are free, which are full, and the departures with what is left of them."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from marketplace.catalog.capacity import has_room, next_free_days, pieces_left
from marketplace.catalog.kinds import Counted
from marketplace.catalog.models import BlockedDay, Listing, Slot

from .models import Order

FREE, SHOWN = 8, 16
DEPARTURES = 20


@dataclass(frozen=True)
class Day:
    """A day on the page, and whether it is free."""

    day: date
    is_free: bool


@dataclass(frozen=True)
class Departure:
    """A departure, and how many places are left: fewer than she needs, and she sees that."""

    slot: Slot
    fits: bool


def days_of(listing: Listing, n: int, days: int = 1, alone: bool = False) -> list[Day]:
    """The next free ones, of several days the first, and between them those that are taken, so that nobody wonders where a day went."""
    free = next_free_days(listing, n, most=FREE, days=days, alone=alone)
    if not free:
        return []
    first, known = free[0], set(free)
    span = min(SHOWN, (free[-1] - first).days + 1)
    return [Day(day, day in known) for ahead in range(span) if (day := first + timedelta(days=ahead))]


def day_for_price(order: Order, named: date | None) -> date:
    """The day that stands in a price offer at first: `named` before, or wished for, while there is room; else the next that is free."""
    listing, today, more = order.listing, timezone.localdate(), timedelta(days=order.days - 1)
    asked = named - more if named else order.day
    first = max(asked or today + timedelta(days=max(1, listing.lead_days)), today)
    if asked and has_room(listing, first, order.n, order.days, order.alone):
        return first + more
    free = next_free_days(listing, order.n, after=first - timedelta(days=1), most=1, days=order.days, alone=order.alone)
    return (free[0] if free else first) + more


def has_room_still(order: Order, first: date | None) -> bool:
    """Whether what an order takes could be had just now, from this day on where it is for a day; never what is over."""
    listing, counted = order.listing, order.declared.counted
    if counted == Counted.SLOT:
        slot = listing.slots.to_come().filter(pk=order.slot_id or 0).first()
        return slot is not None and _fits(slot, order.n, order.alone)
    if counted == Counted.PIECES:
        return pieces_left(listing) >= order.n
    if counted == Counted.NOTHING or first is None:
        return True
    if first < timezone.localdate():
        return False
    last = first + timedelta(days=order.days - 1)
    is_blocked = counted == Counted.DAY and BlockedDay.objects.filter(shop=order.shop_id, day__range=(first, last)).exists()
    return not is_blocked and has_room(listing, first, order.n, order.days, order.alone)


def departures_of(listing: Listing, n: int, alone: bool = False) -> list[Departure]:
    slots = listing.slots.to_come().filter(starts_at__isnull=False)[:DEPARTURES]
    return [Departure(slot, _fits(slot, n, alone)) for slot in slots]


def _fits(slot: Slot, n: int, alone: bool) -> bool:
    return slot.left >= n and not (alone and slot.taken)


def needs_day(listing: Listing) -> bool:
    """Whether it can't be sent without a day."""
    return listing.declared.counted in (Counted.DAY, Counted.SLOT)
