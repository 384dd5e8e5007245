"""A departure is taken away while nobody has a place on it or has asked for one; and what is gone isn't agreed to. With real threads."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from commons.journal.refusals import Refused
from marketplace.catalog.actions import block_day, remove_departure, remove_listing
from marketplace.catalog.models import Slot
from marketplace.orders.models import Claim, Order
from marketplace.orders.refusals import Full
from tests.racing import at_once, committing

from .steps import step

pytestmark = pytest.mark.both_databases
both = pytest.mark.django_db


@pytest.fixture
def tour(trip):
    """The trip, of which the price is to be agreed upon."""
    trip.price_to = 300_000
    trip.save()
    return trip


@committing
@pytest.mark.parametrize("asks", [False, True])
@pytest.mark.parametrize("whole", [False, True])
def test_ordered_and_taken_away_at_once_is_one_of_both(trip, departs, place, aizada, offer, asks, whole):
    for _ in range(12):
        listing = offer(aizada, "guiding", "Арстанбап", som=1_800, **({"price_to": 300_000} if asks else {}))
        slot = departs(of=listing)

        def take_away(listing=listing, slot=slot):
            return remove_listing(aizada, listing.pk) if whole else remove_departure(aizada, listing.pk, slot.pk)

        placed, removed = at_once(lambda listing=listing, slot=slot: place(listing, n=2, slot=slot.pk), take_away)
        order = Order.objects.filter(listing=listing).first()
        if isinstance(placed, Order):
            assert whole or (isinstance(removed, Refused) and removed.code == "invalid" and str(removed.message))
            assert order.slot == slot
            assert Slot.objects.get(pk=slot.pk).taken == sum(Claim.objects.filter(order=order).values_list("n", flat=True)) == 2 - 2 * asks
            assert Slot.objects.get(pk=slot.pk).capacity == 8
        else:
            assert isinstance(placed, Refused), placed
            assert (removed, order) == (None, None)
            assert not Slot.objects.filter(pk=slot.pk).exists()


@both
def test_a_departure_somebody_asked_for_stays_until_she_has_her_answer(tour, departs, place, aizada, walk):
    slot = departs()
    order = walk(place(tour, n=3, slot=slot.pk), "quote")
    with pytest.raises(Refused, match="invalid") as refused:
        remove_departure(aizada, tour.pk, slot.pk)
    assert str(refused.value.message)
    assert Slot.objects.get(pk=slot.pk).capacity == 8
    walk(order, "decline")
    remove_departure(aizada, tour.pk, slot.pk)
    order.refresh_from_db()
    assert (order.slot, order.state, Slot.objects.count()) == (None, "declined", 0)


@both
def test_what_has_gone_or_left_meanwhile_is_not_agreed_to(tour, departs, place, walk):
    order = walk(place(tour, n=3, slot=departs(ahead=12).pk), "quote")
    Order.objects.update(slot=None)  # as it was before departures stayed
    with pytest.raises(Refused, match="invalid") as refused:
        step(Order.objects.whole().get(pk=order.pk), "accept")
    assert str(refused.value.message)
    slot = departs(ahead=13)
    Order.objects.update(slot=slot, starts_at=timezone.now() - timedelta(minutes=1))
    with pytest.raises(Refused, match="invalid"):
        step(Order.objects.whole().get(pk=order.pk), "accept")
    Order.objects.update(starts_at=slot.starts_at)
    assert step(Order.objects.whole().get(pk=order.pk), "accept").state == "confirmed"
    slot.refresh_from_db()
    assert slot.taken == 3


@both
def test_a_day_that_was_blocked_after_the_price_is_not_agreed_to(dinner, place, in_days, aizada, walk):
    dinner.price_to = 90_000
    dinner.save()
    order = walk(place(dinner, n=20, day=in_days(9)), "quote", due_on=in_days(9))
    block_day(aizada, in_days(9))
    with pytest.raises(Full) as full:
        step(order, "accept")
    assert full.value.days
    assert in_days(9) not in full.value.days
    assert not Claim.objects.exists()


@both
def test_where_she_offers_another_day_that_one_is_claimed_and_the_first_may_be_blocked(dinner, place, in_days, aizada, walk):
    dinner.price_to = 90_000
    dinner.save()
    order = walk(place(dinner, n=20, day=in_days(9)), "quote", due_on=in_days(11))
    block_day(aizada, in_days(9))
    assert step(order, "accept").state == "confirmed"
    assert Claim.objects.get().day.day == in_days(11)
    order.refresh_from_db()
    assert (order.day, order.begins_on) == (in_days(11), in_days(11))


@both
def test_who_deletes_a_service_keeps_the_departures_that_are_asked_for(tour, departs, place, aizada, walk):
    asked, free = departs(ahead=10), departs(ahead=11)
    order = walk(place(tour, n=3, slot=asked.pk), "quote")
    remove_listing(aizada, tour.pk)
    assert [(slot, slot.capacity) for slot in tour.slots.all()] == [(asked, 8)]
    assert not Slot.objects.filter(pk=free.pk).exists()
    assert step(order, "accept").state == "confirmed"


@both
def test_to_delete_a_service_asks_as_little_with_many_departures_as_with_few(trip, offer, departs, place, aizada):
    counted = []
    for many in (2, 20):
        listing = offer(aizada, "guiding", "Арстанбап", som=1_800, price_to=300_000)
        slots = [departs(ahead=10 + n, of=listing) for n in range(many)]
        place(listing, n=3, slot=slots[0].pk)
        with CaptureQueriesContext(connection) as queries:
            remove_listing(aizada, listing.pk)
        counted.append(len(queries))
        assert [(slot, slot.capacity) for slot in listing.slots.all()] == [(slots[0], 8)]
    assert counted[0] == counted[1]


@both
def test_a_departure_of_a_deleted_service_stays_with_its_orders_and_takes_nobody_more(trip, departs, place, aizada, stranger):
    slot = departs()
    order = place(trip, n=3, slot=slot.pk)
    remove_listing(aizada, trip.pk)
    assert (slot.orders.get(), slot.claims.get().n, trip.slots.get()) == (order, 3, slot)
    with pytest.raises(Refused):
        place(trip, n=1, slot=slot.pk)
    assert stranger.get(f"/market/orders/new/{trip.code}/").status_code == 404
    step(Order.objects.whole().get(pk=order.pk), "cancel", order.guest, reason="changed_mind")
    with pytest.raises(Refused):
        place(trip, n=1, slot=slot.pk)
    slot.refresh_from_db()
    assert (slot.taken, slot.capacity, Claim.objects.get().slot) == (0, 8, slot)
