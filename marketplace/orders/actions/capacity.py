"""Claiming and releasing what there is only so much of. The guarded write of a claim is the first statement of its transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.translation import gettext as _

from commons.journal.refusals import Refused
from marketplace.catalog.actions import open_day
from marketplace.catalog.capacity import next_free_days, span_of, stock_of, works_on
from marketplace.catalog.kinds import Counted
from marketplace.catalog.models import BlockedDay, CounterQuerySet, DayCapacity, Listing, Slot

from ..models import Claim, Order
from ..reasons import few_left, nothing_then, notice_needed
from ..refusals import Full


class NoRoom(Exception):
    """A guarded write found too little left; the transaction is rolled back, then it is said kindly."""


@dataclass(frozen=True)
class Need:
    """So many of one counter row; `alone`, all that it holds."""

    counter: type[Slot] | type[DayCapacity]
    pk: int
    n: int
    alone: bool = False

    @classmethod
    def of(cls, row: Slot | DayCapacity, n: int, alone: bool) -> "Need":
        return cls(type(row), row.pk, max(row.capacity, n) if alone else n, alone)

    @property
    def room(self) -> CounterQuerySet:
        """The row, while it has room for this: one that is to be had alone holds no more than this, and nobody has any of it."""
        row = self.counter.objects.with_room(self.n).filter(pk=self.pk)
        return row.filter(capacity=self.n) if self.alone else row


def needs_of(listing: Listing, *, n: int, day: date | None, days: int = 1, slot: Slot | None = None, alone: bool = False) -> list[Need]:
    """What an order of this takes, in date order; rows that count a day are there afterwards. Nothing where all is agreed upon.

    Raises Full where nobody has said how many there are.
    """
    counted = listing.declared.counted
    if counted in (Counted.SLOT, Counted.PIECES):
        places = slot if counted == Counted.SLOT else stock_of(listing)
        if places is None:
            raise Full(next_free_days(listing, n, alone=alone), few_left(listing, 0))
        return [Need.of(places, n, alone)]
    if counted == Counted.NOTHING or day is None:
        return []
    rows = [row for ahead in range(span_of(listing, days)) if (row := open_day(listing, day + timedelta(days=ahead)))]
    return [Need.of(row, n, alone) for row in rows]


def check_days(listing: Listing, day: date, days: int, n: int, alone: bool = False) -> None:
    """Whether it is asked for in time, and the shop works on all of these days. Raises Full with the next that are free."""
    if (day - timezone.localdate()).days < listing.lead_days:
        raise Full(next_free_days(listing, n, days=days, alone=alone), notice_needed(listing))
    check_unblocked(listing, day, days, n, alone)
    if not all(works_on(listing, day + timedelta(days=ahead)) for ahead in range(days)):
        raise Full(next_free_days(listing, n, days=days, alone=alone), nothing_then(days))


def check_unblocked(listing: Listing, day: date, days: int, n: int, alone: bool = False) -> None:
    """Whether its maker has blocked none of these days; on which of the week she works is left to her. Raises Full likewise."""
    if BlockedDay.objects.filter(shop=listing.shop_id, day__range=(day, day + timedelta(days=days - 1))).exists():
        raise Full(next_free_days(listing, n, days=days, alone=alone), nothing_then(days))


def check_slot(listing: Listing, slot_id: int | None) -> Slot:
    """A departure of this service that hasn't left. Raises Refused `invalid`."""
    slot = listing.slots.filter(pk=slot_id or 0, starts_at__gt=timezone.now()).first()
    if slot is None:
        raise Refused("invalid", _("Choose one of the days that are offered."))
    return slot


def have_room(needs: Sequence[Need]) -> bool:
    """Whether there is room just now: who comes too late learns it without a transaction."""
    return all(need.room.exists() for need in needs)


def take(needs: Sequence[Need]) -> None:
    """Inside the transaction, first: all of them, or NoRoom."""
    for need in needs:
        marked = {"alone": True} if need.alone and need.counter is DayCapacity else {}
        if not need.room.update(taken=F("taken") + need.n, **marked):
            raise NoRoom


def keep(slot: Slot | None) -> None:
    """Inside the transaction, first: a departure that is only asked for stays until the order stands. NoRoom where it is gone."""
    if slot is not None and not Slot.objects.filter(pk=slot.pk).update(taken=F("taken")):
        raise NoRoom


def write_claims(order: Order, needs: Sequence[Need]) -> None:
    """What was taken, and for whom."""
    for need in needs:
        row = {"slot_id": need.pk} if need.counter is Slot else {"day_id": need.pk}
        Claim.objects.create(order=order, n=need.n, **row)


def release(order: Order) -> None:
    """Inside the transaction of a move that matched its row: what the order took is free again."""
    now = timezone.now()
    for claim in Claim.objects.active().filter(order=order).order_by("day__day", "pk"):
        if Claim.objects.active().filter(pk=claim.pk).update(released_at=now):
            counter = Slot.objects.filter(claims=claim) if claim.slot_id else DayCapacity.objects.filter(claims=claim)
            counter.update(taken=F("taken") - claim.n)
            if order.alone and claim.day_id:
                _follow(order, claim)


def _follow(order: Order, claim: Claim) -> None:
    """A day that a party had alone holds as many as the shop takes by now."""
    takes = order.shop.takes(order.declared.trade)
    DayCapacity.objects.filter(claims=claim).update(alone=False, capacity=Greatest(F("taken"), takes))


def full(listing: Listing, n: int, needs: Sequence[Need], days: int) -> Full:
    """The refusal: how few are left, and the next days on which it could be had."""
    free = next_free_days(listing, n, days=days, alone=any(need.alone for need in needs))
    return Full(free, few_left(listing, _left(needs), any(need.n > n for need in needs)))


def _left(needs: Sequence[Need]) -> int:
    return min((row.left for need in needs for row in need.counter.objects.filter(pk=need.pk)), default=0)
