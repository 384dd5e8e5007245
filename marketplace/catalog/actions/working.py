"""When a shop works, how much it takes, and when its tours leave."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta

from django.db import IntegrityError
from django.db.models import F, ProtectedError
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.journal.refusals import Refused
from commons.journal.writing import atomic, record
from commons.people.models import Member

from ..capacity import capacity_key
from ..facts import ListingChanged, ShopChanged
from ..kinds import KINDS, Counted
from ..models import BlockedDay, DayCapacity, Listing, Shop, Slot
from .hers import listing_of, shop_of
from .showing import set_up

FARTHEST = 730  # days
MOST_DEPARTURES = 52
PAST = _("That day is over. Choose one that is still to come.")
TAKEN = _("Someone has a place on it. Talk with her first.")
ASKED_FOR = _("Somebody has asked for a place on it. Answer her first.")
TWICE = _("There is one at that hour already.")


def open_day(listing: Listing, day: date) -> DayCapacity | None:
    """The row that counts this day, made the first time somebody asks for it: to be had before the guarded write of a claim.

    None for what is counted by slots, or not at all.
    """
    key = capacity_key(listing, day)
    if key is None:
        return None
    with atomic():
        row, _made = DayCapacity.objects.get_or_create(shop_id=key.shop, kind=key.kind, day=key.day, defaults={"capacity": key.capacity})
    return row


def change_days(
    member: Member, workdays: str, works_from: time, works_until: time, capacities: Mapping[str, int], shop_id: int | None = None
) -> None:
    """Its weekdays and hours, and how much it takes; days that are counted already follow, but never below what is taken, and not those
    that one party has alone.

    Raises Refused: `forbidden`, `invalid`.
    """
    if (
        not workdays
        or set(workdays) - set("1234567")
        or works_from >= works_until
        or any(not 0 <= n <= 10_000 for n in capacities.values())
    ):
        raise Refused("invalid")
    with atomic():
        shop = shop_of(member, shop_id)
        shop.workdays, shop.works_from, shop.works_until = "".join(sorted(set(workdays))), works_from, works_until
        shop.capacities = {**shop.capacities, **capacities}
        shop.save()
        for name, trade in {
            kind.capacity_name: kind.trade for kind in KINDS.values() if kind.counted in (Counted.DAY, Counted.WEEK)
        }.items():
            counted = DayCapacity.objects.filter(shop=shop, kind=name, day__gte=timezone.localdate() - timedelta(days=6))
            counted.filter(alone=False).update(capacity=Greatest(F("taken"), shop.takes(trade)))
        set_up(shop)
        record(_changed(member, shop))


def block_day(member: Member, day: date, shop_id: int | None = None) -> None:
    """She takes nothing on that day; what is agreed upon stays. Raises Refused: `forbidden`, `invalid` for a day that is over."""
    _hold_to_come(day)
    with atomic():
        shop = shop_of(member, shop_id)
        _row, made = BlockedDay.objects.get_or_create(shop=shop, day=day)
        if made:
            record(_changed(member, shop))


def unblock_day(member: Member, day: date, shop_id: int | None = None) -> None:
    """Raises Refused `forbidden`."""
    with atomic():
        shop = shop_of(member, shop_id)
        gone, _rows = BlockedDay.objects.filter(shop=shop, day=day).delete()
        if gone:
            record(_changed(member, shop))


def add_departures(member: Member, listing_id: int, starts: Sequence[datetime], places: int) -> None:
    """Let it leave at these moments with so many places. Raises Refused: `forbidden`; `invalid` with a sentence."""
    if not starts or len(starts) > MOST_DEPARTURES or not 1 <= places <= 1_000:
        raise Refused("invalid")
    if min(starts) <= timezone.now():
        raise Refused("invalid", PAST)
    _hold_to_come(timezone.localdate(max(starts)))
    try:
        with atomic():
            listing = listing_of(member, listing_id)
            if listing.declared.counted != Counted.SLOT:
                raise Refused("invalid")
            Slot.objects.bulk_create([Slot(listing=listing, starts_at=at, capacity=places) for at in starts])
            record(ListingChanged(stream=listing.stream, actor=member.actor, listing=listing.pk))
    except IntegrityError as error:
        raise Refused("invalid", TWICE) from error


def remove_departure(member: Member, listing_id: int, slot_id: int) -> None:
    """Raises Refused: `forbidden`; `invalid` where somebody has a place, or has asked for one."""
    with atomic():
        listing = listing_of(member, listing_id)
        slot = listing.slots.filter(pk=slot_id, starts_at__isnull=False).first()
        if slot is None:
            return
        try:
            if not drop(slot):
                raise Refused("invalid", TAKEN)
        except ProtectedError as error:
            raise Refused("invalid", ASKED_FOR) from error
        record(ListingChanged(stream=listing.stream, actor=member.actor, listing=listing.pk))


def drop(slot: Slot) -> bool:
    """Inside the transaction: whether it is gone, since nobody has a place on it. Raises ProtectedError where somebody has asked for one.

    The guarded write first: it waits for a claim that is made at this moment, and the next finds no room.
    """
    if not Slot.objects.filter(pk=slot.pk, taken=0).update(capacity=0):
        return False
    slot.delete()
    return True


def drop_all(listing: Listing) -> None:
    """The same of all departures of a service that is deleted, however many.

    Those somebody has a place on, or has asked for one, stay as they are with her order, also once it is over, as those do that have
    left. Nobody comes onto them any more: the service isn't on the market.
    """
    free = {slot.pk: slot for slot in listing.slots.filter(taken=0)}
    listing.slots.filter(pk__in=free, taken=0).update(capacity=0)
    dropped = listing.slots.filter(taken=0, capacity=0)
    try:
        dropped.delete()
    except ProtectedError as error:
        asked_for = {getattr(order, "slot_id", None) for order in error.protected_objects}
        Slot.objects.bulk_update([slot for pk, slot in free.items() if pk in asked_for], ["capacity"])
        dropped.delete()


def _hold_to_come(day: date) -> None:
    if day < timezone.localdate():
        raise Refused("invalid", PAST)
    if day > timezone.localdate() + timedelta(days=FARTHEST):
        raise Refused("invalid", _("That is too far ahead."))


def _changed(member: Member, shop: Shop) -> ShopChanged:
    return ShopChanged(stream=shop.stream, actor=member.actor, shop=shop.pk)
