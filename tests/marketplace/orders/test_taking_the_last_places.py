"""What there is only so much of is never sold twice, and who comes too late is told what is free; on both databases, with real threads."""

from dataclasses import replace
from datetime import time, timedelta
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from commons.journal import chores
from commons.journal.models import Entry
from commons.journal.refusals import Refused
from marketplace.catalog.actions import change_days
from marketplace.catalog.models import BlockedDay, DayCapacity, Slot
from marketplace.orders.actions import Wish, place_order, transition
from marketplace.orders.actions.capacity import NoRoom, needs_of, take
from marketplace.orders.models import Claim, Order
from marketplace.orders.refusals import Conflict, Full
from tests.racing import at_once, committing

from .steps import bring, step

pytestmark = pytest.mark.both_databases
both = pytest.mark.django_db


@committing
def test_two_hundred_at_once_for_fifty_places(trip, departs, visitor):
    slot = departs(capacity=50)
    guests = [visitor() for _ in range(200)]
    answers = at_once(*[lambda guest=guest: place_order(trip, guest, Wish(slot=slot.pk), uuid4()) for guest in guests])
    refused = [answer for answer in answers if isinstance(answer, Exception)]
    assert {type(answer) for answer in refused} == {Full}
    assert len(refused) == 150
    assert Order.objects.filter(state="confirmed").count() == Claim.objects.active().count() == 50
    assert Slot.objects.get(pk=slot.pk).taken == 50


@committing
def test_parties_of_several_fill_it_to_the_last_place_that_fits(trip, departs, visitor):
    slot = departs(capacity=10)
    at_once(*[lambda n=n: place_order(trip, visitor(), Wish(slot=slot.pk, n=n), uuid4()) for n in (3, 4, 3, 4, 2, 3, 1, 4)])
    slot.refresh_from_db()
    taken = sum(Claim.objects.active().values_list("n", flat=True))
    assert slot.taken == taken <= 10
    assert taken >= 8


@committing
def test_prices_accepted_at_once_take_no_more_than_a_week_holds(dress, place, walk):
    dress.shop.capacities = {**dress.shop.capacities, "sewing": 3}
    dress.shop.save()
    orders = [walk(place(), "quote") for _ in range(8)]
    answers = at_once(*[lambda order=order: step(order, "accept") for order in orders])
    assert sum(isinstance(answer, Order) for answer in answers) == 3
    assert {type(answer) for answer in answers} == {Order, Full}
    assert DayCapacity.objects.get().taken == 3
    assert Order.objects.filter(state="quoted").count() == 5


@committing
def test_accepted_and_withdrawn_at_once_is_one_of_both(place, walk):
    for _ in range(6):
        order = walk(place(), "quote")
        answers = at_once(lambda order=order: step(order, "accept"), lambda order=order: step(order, "withdraw"))
        assert {type(answer) for answer in answers} == {Order, Conflict}
        order.refresh_from_db()
        assert order.claims.active().count() == (order.state == "confirmed")


@committing
def test_cancelled_twice_at_once_is_released_once(trip, departs, place, aizada):
    slot = departs(capacity=5)
    for _ in range(5):
        order = place(trip, n=3, slot=slot.pk)
        answers = at_once(*[lambda who=who, order=order: step(order, "cancel", who) for who in (order.customer, aizada, order.customer)])
        assert sum(isinstance(answer, Order) for answer in answers) == 1
        slot.refresh_from_db()
        assert slot.taken == 0


@committing
def test_the_same_key_by_two_ways_at_once_is_one_order(trip, departs, visitor):
    slot = departs(capacity=2)
    guest, key = visitor(), uuid4()
    placed = at_once(*[lambda: place_order(trip, guest, Wish(slot=slot.pk, n=2), key)] * 4)
    assert len({one.order.pk for one in placed}) == 1
    assert len({one.link.pk for one in placed}) == 1
    slot.refresh_from_db()
    assert (slot.taken, Order.objects.count(), Entry.objects.filter(fact="marketplace.order.placed").count()) == (2, 1, 1)


@committing
def test_the_same_tap_twice_at_once_is_answered_alike(place, walk):
    order = walk(place(), "quote")
    key = uuid4()
    answers = at_once(*[lambda: transition(order, "accept", order.customer, order.version, key=key, revision=1)] * 3)
    assert [answer.state for answer in answers] == ["confirmed"] * 3
    assert order.steps.filter(name="accept").count() == 1


@both
def test_who_comes_too_late_is_told_the_next_free_days(trip, departs, place):
    place(trip, n=8, slot=departs(capacity=8, ahead=3).pk)
    departs(capacity=8, ahead=5)
    with pytest.raises(Full) as full:
        place(trip, n=1, slot=trip.slots.earliest("starts_at").pk)
    assert full.value.days == [timezone.localdate(timezone.now() + timedelta(days=5))]
    assert full.value.code == "conflict"
    assert str(full.value.message)


@both
def test_a_stay_of_several_nights_takes_each_of_them_or_none(offer, aizada, place):
    house = offer(aizada, "homestay", "Үйүмдө түнөө", som=900)
    house.shop.workdays, house.shop.capacities = "1234567", {**house.shop.capacities, "tourism": 4}
    house.shop.save()
    monday = timezone.localdate() + timedelta(days=8)
    order = place(house, n=3, day=monday, days=3)
    assert order.quotes.get().total == 3 * 3 * 90_000
    assert sorted(DayCapacity.objects.values_list("taken", flat=True)) == [3, 3, 3]
    with pytest.raises(Full):
        place(house, n=2, day=monday - timedelta(days=1), days=2)
    assert sum(DayCapacity.objects.values_list("taken", flat=True)) == 9
    step(order, "cancel", order.customer)
    assert sum(DayCapacity.objects.values_list("taken", flat=True)) == 0


@both
def test_a_group_of_its_own_takes_all_there_is(trip, departs, place):
    trip.details["private_price"] = 900_000
    trip.save()
    slot = departs(capacity=8)
    order = place(trip, n=3, slot=slot.pk, alone=True)
    slot.refresh_from_db()
    assert (slot.taken, order.quotes.get().total) == (8, 900_000)
    with pytest.raises(Full):
        place(trip, n=1, slot=slot.pk)


@pytest.fixture
def house(offer, aizada):
    """A house for six guests, open every day, which a party may have for itself."""
    house = offer(aizada, "homestay", "Үйүмдө түнөө", som=900, details={"private_price": 500_000, "most": 12})
    work(aizada, 6)
    return house


def work(maker, guests):
    change_days(maker, "1234567", time(8), time(19), {"tourism": guests})


@both
def test_nights_of_ones_own_are_sold_to_nobody_else_however_many_she_takes_from_then_on(house, aizada, place, in_days):
    order = place(house, n=2, day=in_days(9), days=2, alone=True)
    work(aizada, 10)
    with pytest.raises(Full):
        place(house, n=1, day=in_days(9))
    assert list(DayCapacity.objects.values_list("taken", "capacity", "alone")) == [(6, 6, True)] * 2
    step(order, "cancel", order.customer)
    assert list(DayCapacity.objects.values_list("taken", "capacity", "alone")) == [(0, 10, False)] * 2
    assert place(house, n=10, day=in_days(9)).state == "confirmed"


@both
def test_where_more_are_taken_at_the_last_moment_nobody_has_a_night_alone_that_holds_others(house, aizada, in_days):
    needs = needs_of(house, n=2, day=in_days(9), alone=True)
    work(aizada, 10)
    with pytest.raises(NoRoom):
        take(needs)


@both
@pytest.mark.parametrize(("guests", "n"), [(0, 1), (0, 4), (3, 4)])
def test_a_house_that_takes_none_or_too_few_is_no_house_of_ones_own(house, aizada, place, in_days, guests, n):
    work(aizada, guests)
    with pytest.raises(Full):
        place(house, n=n, day=in_days(9), alone=True)
    assert not Claim.objects.exists()


@both
def test_nothing_is_taken_on_a_day_she_does_not_work(dinner, place, in_days):
    day = in_days(6)
    BlockedDay.objects.create(shop=dinner.shop, day=day)
    with pytest.raises(Full) as full:
        place(dinner, n=20, day=day)
    assert day not in full.value.days
    with pytest.raises(Full):
        place(dinner, n=20, day=timezone.localdate())  # asked for two days ahead


@both
def test_what_is_ready_is_sold_until_none_is_left(offer, aizada, place):
    felt = offer(aizada, "goods", "Кийиз баштык", som=600)
    stock = felt.slots.create(capacity=2)
    place(felt, n=2)
    with pytest.raises(Full) as full:
        place(felt)
    assert full.value.days == []
    stock.refresh_from_db()
    assert stock.taken == 2


@both
def test_where_nobody_has_said_how_many_are_ready_none_is_sold(offer, aizada, place):
    felt, priced = (offer(aizada, "goods", "Кийиз баштык", som=600, price_to=most) for most in (None, 90_000))
    with pytest.raises(Full):
        place(felt)
    order = place(priced)
    with pytest.raises(Refused, match="invalid"):
        step(order, "quote")
    stock = priced.slots.create(starts_at=None, capacity=1)
    order = step(order, "quote")
    stock.delete()
    with pytest.raises(Full):
        step(order, "accept")
    assert not Claim.objects.exists()


@both
@pytest.mark.parametrize(
    "wish",
    [{"n": 0}, {"n": -1}, {"n": 10**9}, {"n": 5}, {"n": 61}, {"day": None}, {"days": 0}, {"days": 31}, {"n": True}],
)
def test_what_cannot_be_is_refused_and_nothing_is_taken(dinner, place, in_days, wish):
    with pytest.raises(Refused, match="invalid") as refused:
        place(dinner, **{"n": 20, "day": in_days(6), **wish})
    assert str(refused.value.message)
    assert not DayCapacity.objects.filter(taken__gt=0).exists()


@both
def test_a_departure_that_left_or_is_of_another_service_is_refused(trip, departs, offer, aizada, place):
    gone = trip.slots.create(starts_at=timezone.now() - timedelta(hours=1), capacity=8)
    others = departs(of=offer(aizada, "masterclass", "Кийиз басуу", som=700))
    for slot in (gone.pk, others.pk, 0, None):
        with pytest.raises(Refused, match="invalid"):
            place(trip, slot=slot)


@both
def test_the_job_finds_a_counter_that_is_off(trip, departs, place, capsys):
    slot = departs()
    bring(place(), "confirmed")
    place(trip, n=2, slot=slot.pk)
    call_command("orders", "check")
    Slot.objects.filter(pk=slot.pk).update(taken=5)
    with pytest.raises(CommandError, match="1"):
        call_command("orders", "check")
    assert f"slot {slot.pk}: 5 taken, 2 claimed" in capsys.readouterr().out


@both
def test_a_worker_logs_every_day_which_counters_are_off(trip, departs, place, caplog, monkeypatch):
    chore = next(one for one in chores._chores if one.do.__name__ == "check_counters")
    monkeypatch.setattr(chores, "_chores", [replace(chore, due=0.0)])
    slot, day = departs(), timedelta(days=1).total_seconds()
    place(trip, n=2, slot=slot.pk)
    clock = iter([1.0, 2.0, 1.0 + day])
    monkeypatch.setattr(chores.time, "monotonic", lambda: next(clock))
    chores.do_what_is_due()
    assert caplog.messages == []
    Slot.objects.filter(pk=slot.pk).update(taken=5)
    chores.do_what_is_due()
    assert caplog.messages == []
    chores.do_what_is_due()
    assert caplog.messages == [f"Counter off: slot {slot.pk}: 5 taken, 2 claimed"]
