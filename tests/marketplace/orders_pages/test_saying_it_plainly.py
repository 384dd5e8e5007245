"""Small words that were read another way than they were meant."""

from datetime import timedelta

import pytest
from django.utils import timezone

from marketplace.orders.actions import confirm_payment
from marketplace.orders.makers_forms import PriceForm
from marketplace.orders.settling_forms import SettlingForm
from tests.marketplace.orders.steps import bring
from tests.marketplace.orders_pages.conftest import said

pytestmark = pytest.mark.django_db


def test_two_for_three_nights_do_not_read_as_six_people(hers, offer, aizada, place, linked, in_days):
    house = offer(aizada, "homestay", "Үйүмдө түнөө", som=1_800)
    house.shop.workdays = "1234567"
    house.shop.save()
    hers.post(f"/market/orders/new/{house.code}/", {"n": 2, "days": 3})
    day = hers.get(f"/market/orders/new/{house.code}/day/")
    assert "2 × 3 nights × 1,800 som." in said(day)
    order = place(house, n=2, day=in_days(8), days=3)
    page = linked(order)
    page.cookies["django_language"] = "en"
    assert "2 × 3 nights × 1,800 som" in said(page.get(f"/market/orders/{order.pk}/"))


def test_several_of_what_is_made_are_still_so_many_times_its_price(hers, dinner):
    hers.post(f"/market/orders/new/{dinner.code}/", {"n": 40})
    assert "40 × 350 som." in said(hers.get(f"/market/orders/new/{dinner.code}/day/"))


def test_a_month_begins_with_a_capital_in_english_alone(hers, dinner):
    hers.post(f"/market/orders/new/{dinner.code}/", {"n": 40})
    first = (timezone.localdate() + timedelta(days=dinner.lead_days)).strftime("%b")
    path = f"/market/orders/new/{dinner.code}/day/"
    page = hers.get(path).content.decode()
    assert f"<small>{first}</small>" in page
    assert f"<small>{first.lower()}</small>" not in page


def test_a_refund_is_called_given_back_only_once_it_is(place, walk, linked, asks_advance, aizada):
    asks_advance(50)
    order = walk(place(), "quote", deposit_percent=50)
    order = walk(order, "accept")
    deposit = order.payments.get(purpose="deposit")
    confirm_payment(deposit, aizada, "cash")
    order.refresh_from_db()
    order = walk(order, "cancel")
    page = linked(order)
    page.cookies["django_language"] = "en"
    words = said(page.get(f"/market/orders/{order.pk}/"))
    assert "Refund To be given back" in words
    assert "Given back" not in words


def test_what_is_beyond_is_said_of_what_it_is_about(place):
    order = bring(place(), "disputed")
    form = SettlingForm(order, {"version": order.version, "outcome": "call_off", "refund": "-5"})
    assert form.errors["refund"] == ["Кайтарылуучу акча нөлдөн он миллион сомго чейин болот."]
    price = PriceForm.of(order, {"version": order.version, "price": "99999999999999999"})
    assert price.errors["price"] == [PriceForm.base_fields["price"].error_messages["beyond"]]
