"""The day of an order: why one can't be had, said as it is, and what to do instead."""

from datetime import timedelta

import pytest
from django.utils import formats, timezone, translation

from marketplace.catalog.actions import Changes, begin_listing, change_listing, choose_kind, publish_listing
from marketplace.catalog.models import BlockedDay, DayCapacity, Slot
from tests.marketplace.orders_pages.conftest import said

pytestmark = pytest.mark.django_db


def test_a_dinner_within_the_notice_says_how_long_ahead(hers, dinner):
    today = timezone.localdate()
    hers.post(f"/market/orders/new/{dinner.code}/", {"n": 40})
    soon = said(hers.post(f"/market/orders/new/{dinner.code}/day/", {"other": today.isoformat()}))
    assert "It is ordered 48 hours ahead, so from" in soon
    assert "all taken" not in soon
    assert "The next free" in soon


def test_a_day_with_too_little_room_says_how_much_is_left(hers, dinner, trip, departs, in_days):
    DayCapacity.objects.create(shop=dinner.shop, kind="catering", day=in_days(5), capacity=60, taken=58)
    hers.post(f"/market/orders/new/{dinner.code}/", {"n": 40})
    assert "Only 2 places are left that day." in said(hers.post(f"/market/orders/new/{dinner.code}/day/", {"day": in_days(5).isoformat()}))
    slot = departs()
    Slot.objects.filter(pk=slot.pk).update(taken=7)
    hers.post(f"/market/orders/new/{trip.code}/", {"n": 3})
    page = said(hers.post(f"/market/orders/new/{trip.code}/day/", {"slot": slot.pk}))
    assert "Only 1 place is left that day." in page
    assert "all taken" not in page


def test_of_several_nights_those_first_days_are_offered_on_which_all_of_them_are_free(hers, offer, aizada, in_days):
    house = offer(aizada, "homestay", "Үйүмдө түнөө", som=900)
    house.shop.workdays = "1234567"
    house.shop.save()
    first = in_days(house.lead_days)
    full, closed = first + timedelta(days=2), first + timedelta(days=6)
    DayCapacity.objects.create(shop=house.shop, kind="homestay", day=full, capacity=4, taken=4)
    BlockedDay.objects.create(shop=house.shop, day=closed)
    hers.post(f"/market/orders/new/{house.code}/", {"n": 2, "days": 3})
    page = hers.get(f"/market/orders/new/{house.code}/day/")
    free = [one.day for one in page.context["days"] if one.is_free]
    assert free[:2] == [full + timedelta(days=1), closed + timedelta(days=1)]
    for day in (first, closed - timedelta(days=1)):  # one of its nights is full, or she takes nothing then
        answer = hers.post(f"/market/orders/new/{house.code}/day/", {"other": day.isoformat()})
        assert answer.status_code == 409
        with translation.override("en"):
            assert f"The next free: {formats.date_format(free[0], 'MONTH_DAY_FORMAT')}," in said(answer)
    assert hers.post(f"/market/orders/new/{house.code}/day/", {"day": free[0].isoformat()}).status_code == 302


def test_a_request_for_a_day_that_she_has_blocked_is_told_so(hers, dress, in_days):
    BlockedDay.objects.create(shop=dress.shop, day=in_days(20))
    hers.post(f"/market/orders/new/{dress.code}/", {"n": 1, "brief": "Көк"})
    answer = hers.post(f"/market/orders/new/{dress.code}/day/", {"other": in_days(20).isoformat()})
    assert answer.status_code == 409
    assert "On that day she takes nothing. The next free" in said(answer)


def test_a_request_for_today_is_asked_for_twice(hers, dress):
    today = timezone.localdate().isoformat()
    hers.post(f"/market/orders/new/{dress.code}/", {"n": 1, "brief": "Көк"})
    answer = hers.post(f"/market/orders/new/{dress.code}/day/", {"other": today})
    assert answer.status_code == 409
    assert "That is today. It usually takes her 7 days." in said(answer)
    assert f'name="sure" value="{today}"' in answer.content.decode()
    assert hers.post(f"/market/orders/new/{dress.code}/day/", {"other": today, "sure": today}).status_code == 302


def test_more_than_is_ready_is_refused_beside_how_many(hers, offer, aizada):
    goods = offer(aizada, "goods", "Тапочка", som=900)
    Slot.objects.update_or_create(listing=goods, starts_at=None, defaults={"capacity": 2})
    answer = hers.post(f"/market/orders/new/{goods.code}/", {"n": 3})
    assert answer.status_code == 422
    assert "Only 2 are left." in said(answer)


def test_what_was_just_put_on_the_market_is_sold_once_and_then_it_is_sold_out(hers, aizada, order_by_pages):
    felt = begin_listing(aizada)
    choose_kind(aizada, felt.pk, "goods")
    change_listing(aizada, felt.pk, Changes(names={"ky": "Тапочка"}, price_from=90_000))
    publish_listing(aizada, felt.pk)
    assert order_by_pages(hers, felt, {"n": 1}, {"day": "any"}).status_code == 302
    answer = hers.post(f"/market/orders/new/{felt.code}/", {"n": 1})
    assert answer.status_code == 422
    assert "It is sold out just now." in said(answer)
    assert "Sold out for now" in said(hers.get(f"/market/services/{felt.code}/"))


def test_where_nobody_has_said_how_many_are_ready_it_is_sold_out(hers, offer, aizada):
    goods = offer(aizada, "goods", "Тапочка", som=900)
    assert "It is sold out just now." in said(hers.post(f"/market/orders/new/{goods.code}/", {"n": 1}))
    assert hers.post(f"/market/orders/new/{goods.code}/day/", {"day": "any"}).status_code == 409
    assert "Sold out for now" in said(hers.get(f"/market/services/{goods.code}/"))
