"""A trip that is agreed upon, its maker, and a woman who knows her."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.marketplace.orders.conftest import asks_advance, departs, dinner, dress, place, trip, visitor, walk
from tests.marketplace.orders_pages.conftest import hers, order_by_pages
from tests.marketplace.selling.conftest import hear, told

__all__ = ["asks_advance", "departs", "dinner", "dress", "hear", "hers", "order_by_pages", "place", "told", "trip", "visitor", "walk"]


@pytest.fixture
def friend(make_member, aizada):
    """She has said of Aizada that she knows her."""
    from commons.people.models import Vouch

    woman = make_member("Нурзат")
    Vouch.objects.create(member=aizada, by=woman)
    return woman


@pytest.fixture
def agreed(place, walk):
    """An order of a dress that is agreed upon; a guest's, unless `customer` is said."""
    return lambda **given: walk(place(**given), "quote", "accept")


@pytest.fixture
def goes(aizada, friend, agreed):
    """Aizada goes to meet a guest, and Nurzat looks after her way home: `goes(hours=3)`."""
    from marketplace.orders.actions import arrange_homecoming

    def give(order=None, member=aizada, by=friend, hours=3):
        at = timezone.now() + timedelta(hours=hours)
        return arrange_homecoming(order or agreed(), member, by.pk, "Ош, Көк базар", "0555 111 222", at)

    return give
