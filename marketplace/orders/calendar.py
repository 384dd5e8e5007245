"""A maker's month: what is taken of each day, what is due, and when she takes nothing. Four queries, however much there is."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.functional import Promise

from commons.ui.addresses import month_in
from marketplace.catalog.kinds import KINDS, TRADES
from marketplace.catalog.models import DayCapacity, Shop, Slot

from .fulfilment import State
from .models import Order

HELD = (State.ACCEPTED, State.CONFIRMED, State.IN_PROGRESS, State.DISPUTED)
BACK, AHEAD = 12, 24  # months that she may look


@dataclass(frozen=True)
class Taken:
    """How much of what is taken; `word` is the kind's or the trade's, or a trip's own name."""

    word: str | Promise
    taken: int
    capacity: int

    @property
    def is_full(self) -> bool:
        return self.taken >= self.capacity


@dataclass(frozen=True)
class Day:
    day: date
    in_month: bool
    is_over: bool
    works: bool
    blocked: bool
    due: int
    taken: tuple[Taken, ...]

    @property
    def is_full(self) -> bool:
        return bool(self.taken) and all(one.is_full for one in self.taken)


def month_asked(words: str) -> date:
    """The first of the month in "2026-11"; of this month for anything else, or what is too far away."""
    now, first = timezone.localdate().replace(day=1), month_in(words)
    return first if first and -BACK <= months_between(now, first) <= AHEAD else now


def months_between(one: date, other: date) -> int:
    return (other.year - one.year) * 12 + other.month - one.month


def weeks_of(shop: Shop, first: date) -> list[list[Day]]:
    """The weeks of the month that begins on `first`, from Monday on. What is counted by weeks stands on each day of its week."""
    begin, last = first - timedelta(days=first.weekday()), (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    end, today = last + timedelta(days=6 - last.weekday()), timezone.localdate()
    days = [begin + timedelta(days=ahead) for ahead in range((end - begin).days + 1)]
    blocked = set(shop.blocked_days.filter(day__range=(begin, end)).values_list("day", flat=True))
    orders = Order.objects.filter(shop=shop, state__in=HELD).beginning(begin, end)
    due, taken = Counter(order.first_on for order in orders), _taken(shop, begin, end)
    drawn = [
        Day(day, day.month == first.month, day < today, str(day.isoweekday()) in shop.workdays, day in blocked, due[day], tuple(taken[day]))
        for day in days
    ]
    return [drawn[at : at + 7] for at in range(0, len(drawn), 7)]


def due_on(shop: Shop, day: date) -> list[Order]:
    """What is to be ready on that day, or begins on it."""
    orders = Order.objects.filter(shop=shop, state__in=HELD).beginning(day, day)
    return list(orders.select_related("listing", "guest", "member").order_by("pk")[:40])


def _taken(shop: Shop, begin: date, end: date) -> dict[date, list[Taken]]:
    found: dict[date, list[Taken]] = defaultdict(list)
    for row in DayCapacity.objects.filter(shop=shop, day__range=(begin, end), taken__gt=0).order_by("day", "kind"):
        by_week = row.kind in TRADES and row.kind not in KINDS
        word = TRADES[row.kind].label if by_week else KINDS[row.kind].label
        for ahead in range(7 if by_week else 1):
            found[row.day + timedelta(days=ahead)].append(Taken(word, row.taken, row.capacity))
    leaving = (timezone.make_aware(datetime.combine(begin, time.min)), timezone.make_aware(datetime.combine(end, time.max)))
    for slot in Slot.objects.filter(listing__shop=shop, starts_at__range=leaving).select_related("listing").order_by("starts_at", "pk"):
        found[timezone.localdate(slot.starts_at)].append(Taken(slot.listing.title, slot.taken, slot.capacity))
    return found
