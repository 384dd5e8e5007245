"""A stay of several nights counts from its first day: until when it is cancelled freely, and on which evening the two are reminded."""

from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone

from commons.journal.models import Delivery
from commons.journal.refusals import Refused
from marketplace.orders.actions import confirm_payment
from marketplace.orders.actions.preparing.ending import free_until
from marketplace.orders.makers_forms import PriceForm
from marketplace.orders.models import Order

from .steps import line, step

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db]
DAY = timedelta(days=1)


@pytest.fixture
def house(offer, aizada):
    """A guest house that is open every day."""
    house = offer(aizada, "homestay", "Үйүмдө түнөө", som=900)
    house.shop.workdays = "1234567"
    house.shop.save()
    return house


def evenings(order):
    """When the two are reminded of it, where the labs are."""
    clocks = Delivery.objects.filter(entry__stream=order.stream, listener__endswith="remind_that_it_is_due")
    return [timezone.localtime(at).replace(tzinfo=None) for at in clocks.values_list("due_at", flat=True)]


@pytest.mark.parametrize("nights", [1, 3])
def test_the_two_are_reminded_on_the_evening_before_she_comes_and_on_no_other(house, place, in_days, nights):
    first = in_days(8)
    order = place(house, n=2, day=first, days=nights)
    assert (order.state, order.due_on) == ("confirmed", first + (nights - 1) * DAY)
    assert evenings(order) == [datetime.combine(first - DAY, time(17))]
    Order.objects.update(day=timezone.localdate() - DAY, due_on=timezone.localdate() + DAY)  # she came yesterday
    step(Order.objects.whole().get(pk=order.pk), "start")
    assert len(evenings(order)) == 1


def test_it_is_cancelled_freely_until_a_day_before_she_comes(house, place, in_days, asks_advance, aizada):
    asks_advance(50)
    order = place(house, n=2, day=in_days(8), days=3)
    confirm_payment(line(order, "deposit"), aizada, "cash")
    assert free_until(order, order.quotes.get()) == order.begins_at - DAY
    today = timezone.localdate()
    Order.objects.update(day=today, due_on=today + 2 * DAY)
    order = step(Order.objects.whole().get(pk=order.pk), "cancel", order.customer)
    assert order.kept == order.quotes.get().deposit > 0


def test_other_nights_that_were_offered_are_the_ones_it_is_for(house, place, walk, in_days):
    house.price_to = 200_000
    house.save()
    last = in_days(12)
    first = last - 2 * DAY
    order = walk(place(house, n=2, day=in_days(3), days=3), "quote", due_on=last)
    Order.objects.update(day=timezone.localdate() - DAY)  # what she asked for first is over meanwhile
    order = walk(order, "accept")
    assert (order.state, order.day, order.begins_on, order.due_on) == ("confirmed", first, first, last)
    assert evenings(order) == [datetime.combine(first - DAY, time(17))]


def test_what_is_cooked_for_several_days_begins_on_the_first(dinner, place, in_days):
    dinner.shop.workdays = "1234567"
    dinner.shop.save()
    order = place(dinner, n=20, day=in_days(8), days=3)
    assert (order.begins_on, order.due_on) == (in_days(8), in_days(8) + 2 * DAY)
    assert evenings(order) == [datetime.combine(in_days(8) - DAY, time(17))]


def test_a_price_for_several_nights_is_for_all_of_them(house, place, in_days):
    house.price_to = 200_000
    house.save()
    order = place(house, n=2, day=in_days(8), days=3)
    form = PriceForm.of(order)
    assert form.initial["due_on"] == in_days(8), "she names the day on which they come"
    given = {"version": order.version, "key": order.key, "price": "4800", "due_on": in_days(8).isoformat()}
    form = PriceForm.of(order, {**given, "deposit_percent": 0, "free_hours": 24})
    assert form.is_valid(), form.errors
    assert form.details()["due_on"] == in_days(8) + 2 * DAY, "and it is for all of the nights"


def test_a_price_for_nights_that_would_have_begun_is_refused(house, place, in_days):
    house.price_to = 200_000
    house.save()
    order = place(house, n=2, day=in_days(8), days=3)
    tomorrow = timezone.localdate() + DAY
    with pytest.raises(Refused):
        step(order, "quote", due_on=tomorrow)
    order = step(order, "quote", due_on=tomorrow + 2 * DAY)
    assert step(order, "accept").state == "confirmed"
