"""A maker's month: what is taken, what is due, and the days on which she takes nothing."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from marketplace.catalog.actions import block_day
from marketplace.orders.calendar import weeks_of
from marketplace.orders.makers_day import when_due
from marketplace.orders.models import Order

pytestmark = pytest.mark.django_db
MONTH = "/market/orders/selling/calendar/"


@pytest.fixture
def hers(aizada, signed_in):
    aizada.language = "en"
    return signed_in(aizada)


def day_in(shop, day):
    return next(one for week in weeks_of(shop, day.replace(day=1)) for one in week if one.day == day)


def test_what_was_agreed_upon_is_taken_of_its_day_and_due_on_it(dinner, place, walk, in_days, hers):
    day = in_days(9)
    order = place(dinner, n=40, day=day)
    shown = day_in(dinner.shop, order.due_on)
    assert [(one.taken, one.capacity) for one in shown.taken] == [(40, order.shop.takes("catering"))]
    assert shown.due == 1
    assert not shown.is_full
    page = hers.get(MONTH, {"day": day.isoformat()}).content.decode()
    assert f'href="/market/orders/{order.pk}/"' in page
    assert "40 of" in page


def test_sewing_stands_on_every_day_of_its_week(dress, place, walk):
    order = walk(place(), "quote", "accept")
    monday = order.claims.get().day.day
    assert {day_in(dress.shop, monday + timedelta(days=ahead)).taken[0].taken for ahead in range(7)} == {1}
    assert not any(one.taken for one in day_in(dress.shop, monday + timedelta(days=7)).taken)


def test_a_stay_stands_on_its_first_day_with_its_nights(offer, aizada, place, hers):
    house = offer(aizada, "homestay", "Үйүмдө түнөө", som=900)
    house.shop.workdays = "1234567"
    house.shop.save()
    first = timezone.localdate() + timedelta(days=6)
    place(house, n=2, day=first, days=4)
    assert [day_in(house.shop, first + timedelta(days=ahead)).due for ahead in range(4)] == [1, 0, 0, 0]
    assert "4 nights" in hers.get(MONTH, {"day": first.isoformat()}).content.decode()
    due = hers.get("/market/orders/selling/").context["day"].due
    assert ["4 nights" in row.what for row in due] == [True], "it ends after a week, and begins within it"


@pytest.mark.parametrize(("ahead", "said"), [(0, "Due today · 3 nights"), (-1, "Began on"), (-2, "Began on"), (-3, "1 day late")])
def test_a_stay_is_late_only_after_its_last_night(offer, aizada, place, ahead, said):
    house = offer(aizada, "homestay", "Үйүмдө түнөө", som=900)
    house.shop.workdays = "1234567"
    house.shop.save()
    order, first = place(house, n=2, day=timezone.localdate() + timedelta(days=6), days=3), timezone.localdate() + timedelta(days=ahead)
    order.day, order.due_on = first, first + timedelta(days=2)
    with translation.override("en"):
        assert when_due(order).startswith(said)


def test_a_full_trip_is_full(trip, departs, place):
    slot = departs(capacity=8)
    place(trip, slot=slot.pk, n=8)
    assert day_in(trip.shop, timezone.localdate(slot.starts_at)).is_full


def test_what_is_cancelled_is_due_no_more(dress, place, walk):
    order = walk(place(), "quote", "accept", "cancel")
    due = Order.objects.get(pk=order.pk).due_on
    assert day_in(dress.shop, due).due == 0


def test_a_tap_takes_nothing_on_a_day_and_another_opens_it(dress, in_days, hers):
    day = in_days(9)
    answer = hers.post(MONTH, {"day": day.isoformat()})
    assert answer["Location"] == f"{MONTH}?day={day.isoformat()}#day"
    assert day_in(dress.shop, day).blocked
    assert "I work after all" in hers.get(answer["Location"]).content.decode()
    hers.post(MONTH, {"day": day.isoformat(), "works": "1"})
    assert not day_in(dress.shop, day).blocked


@pytest.mark.parametrize("day", ["", "2026-02-31", "tomorrow"])
def test_what_is_no_day_is_refused(day, dress, hers):
    assert hers.post(MONTH, {"day": day}).status_code in (400, 422)
    assert hers.get(MONTH, {"day": day}).status_code == 200
    assert not dress.shop.blocked_days.exists()


def test_a_day_that_is_over_stays_as_it_was(dress, hers):
    over = timezone.localdate() - timedelta(days=1)
    answer = hers.post(MONTH, {"day": over.isoformat()}, follow=True)
    assert "That day is over" in answer.content.decode()
    assert not dress.shop.blocked_days.exists()


@pytest.mark.parametrize("month", ["1900-01", "9999-12", "x", "2026-13"])
def test_a_month_too_far_away_is_this_one(month, dress, hers):
    assert hers.get(MONTH, {"month": month}).context["first"] == timezone.localdate().replace(day=1)


def test_who_has_no_shop_blocks_nothing(begimai, aizada, dress, in_days, signed_in):
    block_day(aizada, in_days(8))
    assert signed_in(begimai).post(MONTH, {"day": in_days(8).isoformat(), "works": "1"}).status_code == 403
    assert dress.shop.blocked_days.exists()
