"""The maker's side: orders of the cast, and what follows from them delivered as if its time had come."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.marketplace.orders.conftest import asks_advance, departs, dinner, place, trip, visitor, walk

__all__ = ["asks_advance", "departs", "dinner", "dress", "place", "trip", "visitor", "walk"]


@pytest.fixture
def dress(offer, open_shop, aizada):
    """A dress to measure, of Aizada's shop, who has many hands."""
    open_shop(aizada, capacities={"sewing": 1_000, "catering": 1_000, "tourism": 1_000})
    return offer(aizada, "tailoring", "Көйнөк", som=3_500)


@pytest.fixture(autouse=True)
def broad_day(monkeypatch):
    """Nobody's quiet hours, whenever the tests run."""
    monkeypatch.setattr("commons.notify.ways.after_quiet", lambda moment, *_: moment)


@pytest.fixture
def hear():
    """Deliver what is due by now: `hear()`; timers too, up to so many hours ahead: `hear(hours=25)`."""
    from commons.journal.models import Delivery
    from commons.journal.worker import Worker

    def run(hours=0):
        Delivery.objects.filter(due_at__lte=timezone.now() + timedelta(hours=hours)).update(due_at=timezone.now() - timedelta(seconds=1))
        while Worker().run_due():
            pass

    return run


@pytest.fixture
def told():
    """The kinds that somebody was told of: `told(aizada)`."""
    from commons.notify.models import Notice

    return lambda who: set(Notice.objects.filter(to=who.actor).values_list("kind", flat=True))
