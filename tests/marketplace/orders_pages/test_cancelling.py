"""What it costs to cancel: she reads it before she does, and both read it afterwards."""

from datetime import timedelta

import pytest
from django.utils import timezone

from marketplace.orders.actions import claim_payment, confirm_payment
from marketplace.orders.models import Order
from tests.marketplace.orders_pages.conftest import said

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreed(trip, departs, place, asks_advance):
    """A guest's day in the mountains in ten days, for 1,800 som, of which 540 are the advance."""
    asks_advance(30)
    return place(trip, slot=departs().pk)


@pytest.fixture
def makers(signed_in, aizada):
    browser = signed_in(aizada)
    browser.cookies["django_language"] = "en"
    return browser


def pay_advance(order, aizada):
    confirm_payment(order.payments.get(purpose="deposit"), aizada, "cash")
    return Order.objects.whole().get(pk=order.pk)


def begin_soon(order):
    Order.objects.filter(pk=order.pk).update(starts_at=timezone.now() + timedelta(hours=3))


def before(browser, order):
    return said(browser.get(f"/market/orders/{order.pk}/cancellation/"))


def test_in_time_it_is_free_and_she_reads_until_when(agreed, aizada, linked):
    hers = linked(agreed)
    assert "Free to cancel until" in before(hers, agreed)
    assert "come back" not in before(hers, agreed)
    order = pay_advance(agreed, aizada)
    assert "Free to cancel until" in before(hers, order)
    assert "Of what you have paid 540 som come back." in before(hers, order)


def test_too_late_she_reads_what_stays_and_both_read_it_afterwards(agreed, aizada, linked, send, makers):
    order, hers = pay_advance(agreed, aizada), linked(agreed)
    begin_soon(order)
    assert "Now 540 som of the advance stay with the maker. If it is for the weather, all of it comes back." in before(hers, order)
    assert "You give back what was paid: 540 som." in before(makers, order)
    send(hers, order, "cancellation", reason="changed_mind")
    why = "It was cancelled after the time in which that is free."
    assert f"{why} 540 som of what you paid stay with the maker." in said(hers.get(f"/market/orders/{order.pk}/"))
    assert f"{why} 540 som of what was paid stay with you." in said(makers.get(f"/market/orders/{order.pk}/"))


@pytest.mark.parametrize("reason", ["changed_mind", "weather"])
def test_what_was_paid_beyond_the_advance_comes_back_and_for_the_weather_all_of_it(agreed, aizada, linked, send, makers, reason):
    order, hers = pay_advance(agreed, aizada), linked(agreed)
    confirm_payment(order.payments.get(purpose="balance"), aizada, "cash")
    begin_soon(order)
    assert "Of what you have paid 1,260 som come back." in before(hers, order)
    send(hers, order, "cancellation", reason=reason)
    back = "1,260" if reason == "changed_mind" else "1,800"
    for browser, words in ((hers, f"{back} som come back to you"), (makers, f"Give back {back} som")):
        page = said(browser.get(f"/market/orders/{order.pk}/"))
        assert words in page
        assert ("540 som of what" in page) == (reason == "changed_mind")


def test_what_is_cancelled_is_not_said_to_be_paid(agreed, aizada, linked, send, makers):
    order, hers = pay_advance(agreed, aizada), linked(agreed)
    begin_soon(order)
    confirm_payment(order.payments.get(purpose="balance"), aizada, "cash")
    for browser in (hers, makers):
        assert browser.get(f"/market/orders/{order.pk}/").context["paid"]
    send(hers, order, "cancellation", reason="changed_mind")
    for browser in (hers, makers):
        assert not browser.get(f"/market/orders/{order.pk}/").context["paid"]


def test_an_advance_that_is_not_paid_yet_costs_nothing_and_one_that_is_said_to_be_paid_does(agreed, linked):
    hers = linked(agreed)
    begin_soon(agreed)
    assert "Cancelling costs you nothing." in before(hers, agreed)
    claim_payment(agreed.payments.get(purpose="deposit"), agreed.customer, "cash")
    assert "Now 540 som of the advance stay with the maker." in before(hers, agreed)


def test_where_no_advance_is_asked_it_costs_nothing(place, walk, linked, makers):
    order = walk(place(), "quote", "accept")
    assert "Cancelling costs you nothing." in before(linked(order), order)
    assert "You give back" not in before(makers, order)
