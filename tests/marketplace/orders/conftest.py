"""Orders of the cast: a dress to be sewn, a dinner for forty, a day in the mountains with the last places."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

NUMBERS = iter(range(700_000_001, 799_999_999))


@pytest.fixture
def visitor():
    """Somebody without an account, as she types it; each time another."""
    from commons.people.details import GuestDetails

    def give(name="Айнура", **fields):
        return GuestDetails(name, f"+996{next(NUMBERS)}", **fields)

    return give


@pytest.fixture
def dress(offer, aizada):
    """A dress to measure, of Aizada's shop: agreed upon by a price offer."""
    return offer(aizada, "tailoring", "Көйнөк", som=3_500)


@pytest.fixture
def dinner(offer, aizada):
    """A dinner by the head, which has its price."""
    return offer(aizada, "catering", "Палоо", som=350)


@pytest.fixture
def trip(offer, aizada):
    """A guided day in the mountains."""
    return offer(aizada, "guiding", "Арстанбап", som=1_800)


@pytest.fixture
def departs(trip):
    """A departure of the trip: `departs(capacity=8)`."""

    def give(capacity=8, ahead=10, of=trip):
        return of.slots.create(starts_at=timezone.now() + timedelta(days=ahead), capacity=capacity)

    return give


@pytest.fixture
def place(dress, visitor):
    """Place one: `place()` is a guest's wish for a dress; returns the order as it stands then."""
    from marketplace.orders.actions import Wish, place_order
    from marketplace.orders.models import Order

    def give(listing=dress, customer=None, helper=None, key=None, **wish):
        wish.setdefault("brief", "Кызыл көйнөк, узун жең")
        placed = place_order(listing, customer or visitor(), Wish(**wish), key or uuid4(), helper=helper)
        return Order.objects.whole().get(pk=placed.order.pk)

    return give


@pytest.fixture
def walk():
    """Go lines of the table with what they need: `walk(order, "quote", "accept")`; each by the one who usually does."""
    from .steps import step

    def go(order, *names, **details):
        for name in names:
            order = step(order, name, **details)
        return order

    return go


@pytest.fixture
def asks_advance(aizada, open_shop):
    """Aizada asks an advance of so many per cent."""
    from marketplace.orders.models import Terms

    def ask(percent=30):
        Terms.objects.update_or_create(shop=open_shop(aizada), defaults={"deposit_percent": percent})

    return ask
