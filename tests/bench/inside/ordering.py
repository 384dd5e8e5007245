"""Have guests order at the same departure at once: as the product does, and under a lock that is held from the first look to the end."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import count
from uuid import uuid4

from django.db import connection
from django.utils import timezone

from commons.journal.writing import atomic, record
from commons.people.details import GuestDetails
from commons.people.models import Member
from marketplace.catalog.actions.showing import set_up
from marketplace.catalog.kinds import kind_of
from marketplace.catalog.kinds.details import defaults_of
from marketplace.catalog.models import Listing, Shop, Slot
from marketplace.orders.actions import Wish, place_order, placing, wishing
from marketplace.orders.actions.capacity import Need

GUESTS = 16
PLACES = 1_000_000

numbers = count(700_000_001)


def do(maker: float, seconds: float) -> dict[str, float]:
    """Orders a second, either way, and what is taken beside what was ordered."""
    wishing.PER_CUSTOMER = wishing.OVER_ALL = wishing.Limit("bench", 10**9, timedelta(hours=1))
    trip = offered(Member.objects.get(pk=int(maker)))
    rates = {}
    for name, order in (("naive", locked), ("ours", guarded)):
        slot = trip.slots.create(starts_at=timezone.now() + timedelta(days=9 + len(rates)), capacity=PLACES)
        rates[name], placed = at_once(lambda order=order, slot=slot: order(trip, slot), seconds)
        slot.refresh_from_db()
        rates[f"{name}_wrong"] = slot.taken - placed
    return rates


def offered(maker: Member) -> Listing:
    """A guided day with places for a town."""
    shop, _ = Shop.objects.get_or_create(member=maker, venture="", defaults={"lab": maker.lab, "opened_at": timezone.now()})
    kind = kind_of("guiding")
    fields = {
        "kind": kind.name,
        "names": {"ky": "Арстанбап"},
        "price_from": 180_000,
        "unit": kind.unit,
        "details": {**defaults_of(kind), "who": "everyone"},
    }
    listing = Listing.objects.create(shop=shop, lab=maker.lab, published_at=timezone.now(), **fields)
    set_up(shop)
    return listing


def guarded(trip: Listing, slot: Slot) -> None:
    """The product's own action."""
    place_order(trip, visitor(), Wish(slot=slot.pk), uuid4())


def locked(trip: Listing, slot: Slot) -> None:
    """As it is written without much thought: lock the row, look, count in Python, save; the same rows, fact and link otherwise."""
    customer, wish = visitor(), Wish(slot=slot.pk)
    wishing.count(customer, None)
    with atomic():
        held = Slot.objects.select_for_update().get(pk=slot.pk)
        listing = wishing.find(trip)
        customer = wishing.check_customer(listing, customer)
        order = placing._drafted(listing, wish, wishing.check_wish(listing, wish, True), uuid4(), None)
        price = placing.price_of(listing, n=1, days=1, alone=False)
        if held.taken + 1 > held.capacity:
            raise RuntimeError("full")
        held.taken += 1
        held.save()
        known = placing._known(customer)
        placing._write(order, known, wish, price)
        record(*placing._begin(order, known, [Need(Slot, held.pk, 1)], price))


def visitor() -> GuestDetails:
    return GuestDetails("Айнура", f"+996{next(numbers)}")


def at_once(order: Callable[[], None], seconds: float) -> tuple[float, int]:
    """Guests who order one after the other, all of them at the same time. Returns the rate and the count."""
    ends = time.perf_counter() + seconds

    def keep_ordering() -> int:
        placed = 0
        try:
            while time.perf_counter() < ends:
                order()
                placed += 1
        finally:
            connection.close()
        return placed

    began = time.perf_counter()
    with ThreadPoolExecutor(GUESTS) as pool:
        placed = sum(future.result() for future in [pool.submit(keep_ordering) for _ in range(GUESTS)])
    return placed / (time.perf_counter() - began), placed
