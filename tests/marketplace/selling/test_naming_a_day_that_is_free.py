"""A price is offered for a day on which there is room; where it fills up meanwhile, the maker is told and names another."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from commons.journal.models import Entry
from marketplace.catalog.actions import block_day, open_day, set_stock, unblock_day
from marketplace.catalog.models import DayCapacity, Slot
from marketplace.orders import notices
from marketplace.orders.actions import mark_quote_free
from marketplace.orders.actions.bouncing import mark_quote_full
from marketplace.orders.makers_day import day_of, how_many_wait
from marketplace.orders.makers_forms import PriceForm
from marketplace.orders.models import Order
from marketplace.orders.refusals import Full
from tests.marketplace.orders.steps import step
from tests.marketplace.orders_pages.conftest import said

WEEK = timedelta(days=7)
in_a_transaction = pytest.mark.django_db(transaction=True)


def fill(listing, day):
    """All that her shop takes in the week, or on the day, is taken."""
    row = open_day(listing, day)
    DayCapacity.objects.filter(pk=row.pk).update(taken=row.capacity)


def agree(browser, order):
    given = {"version": order.version, "key": uuid4(), "revision": order.revision}
    return browser.post(f"/market/orders/{order.pk}/agreement/", given)


def empty():
    DayCapacity.objects.update(taken=0)


@pytest.mark.django_db
def test_the_day_that_stands_there_first_is_one_that_is_free(place, dress):
    order = place()
    usual = PriceForm.of(order).initial["due_on"]
    fill(dress, usual)
    assert usual < PriceForm.of(order).initial["due_on"] <= usual + WEEK
    wished = place(day=usual)
    assert usual < PriceForm.of(wished).initial["due_on"] <= usual + WEEK
    empty()
    assert PriceForm.of(wished).initial["due_on"] == usual


@pytest.mark.django_db
def test_a_day_that_is_full_is_refused_beside_the_day_with_the_next_that_is_free(place, dress, aizada, signed_in, in_days):
    order, day = place(), in_days(9)
    fill(dress, day)
    browser = signed_in(aizada)
    browser.cookies["django_language"] = "en"
    given = {"version": order.version, "key": order.key, "price": "4800", "due_on": day.isoformat(), "deposit_percent": 0, "free_hours": 24}
    answer = browser.post(f"/market/orders/{order.pk}/tasks/price/", given)
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"due_on"}
    assert "It is all taken that day. The next free:" in said(answer)
    assert Order.objects.get(pk=order.pk).state == "requested"


@in_a_transaction
def test_where_it_fills_up_meanwhile_the_maker_is_told_once_and_names_another(place, dress, begimai, aizada, signed_in, hear, told):
    order = step(place(customer=begimai), "quote")
    fill(dress, order.quotes.get().due_on)
    hears, makes = signed_in(begimai), signed_in(aizada)
    for browser in (hears, makes):
        browser.cookies["django_language"] = "en"
    for _time in range(2):
        answer = agree(hears, order)
        assert answer.status_code == 409
        assert "That day is full by now" in said(answer)
        assert "The maker has been told: she sends you another day." in said(answer)
        assert "I agree" not in said(answer)
        hear()
    assert told(aizada) == {notices.ASKED, notices.DAY_FULL}
    assert order.quotes.get().full_at is not None
    assert "The day is full now: send another day" in said(makes.get(f"/market/orders/{order.pk}/"))
    [row] = day_of(aizada).waits
    assert (row.what, row.task.noun, how_many_wait(aizada)) == ("Күн азыр толук: башка күндү жөнөтүңүз", "price", 1)
    order = step(Order.objects.whole().get(pk=order.pk), "quote", due_on=timezone.localdate() + 4 * WEEK)
    assert how_many_wait(aizada) == 0
    assert "I agree" in said(hears.get(f"/market/orders/{order.pk}/"))
    assert agree(hears, order).status_code == 302


@in_a_transaction
def test_an_offer_that_bounced_is_told_of_again_for_the_next_revision(place, dress, begimai):
    order = place(customer=begimai)
    for _revision in range(2):
        empty()
        order = step(order, "quote")
        fill(dress, order.quotes.get(revision=order.revision).due_on)
        for _time in range(2):
            with pytest.raises(Full):
                step(order, "accept")
    bounced = Entry.objects.filter(stream=order.stream, fact="marketplace.quote.bounced").order_by("seq")
    assert [entry.data["revision"] for entry in bounced] == [1, 2]


@in_a_transaction
def test_where_the_day_is_free_again_she_agrees_to_the_same_price(place, dress, begimai, aizada, signed_in, hear, told):
    other, order = place(), step(place(customer=begimai), "quote")
    other = step(step(other, "quote"), "accept")
    row = DayCapacity.objects.get()
    DayCapacity.objects.update(capacity=row.taken)
    browser = signed_in(begimai)
    browser.cookies["django_language"] = "en"
    assert agree(browser, order).status_code == 409
    hear()
    assert notices.DAY_FREE not in told(begimai)
    step(other, "cancel")
    hear()
    assert notices.DAY_FREE in told(begimai)
    assert how_many_wait(aizada) == 0
    assert "I agree" in said(browser.get(f"/market/orders/{order.pk}/"))
    assert agree(browser, order).status_code == 302


@in_a_transaction
@pytest.mark.parametrize("how", ["a day she works after all", "more pieces"])
def test_where_the_maker_makes_room_the_customer_is_told(how, place, offer, dinner, aizada, begimai, hear, told, in_days):
    if how == "more pieces":
        hat = offer(aizada, "goods", "Калпак", som=900, price_to=300_000)
        set_stock(aizada, hat.pk, 1)
        order = step(place(hat, customer=begimai, n=1), "quote")
        set_stock(aizada, hat.pk, 0)
    else:
        dinner.price_to = 50_000
        dinner.save()
        order = step(place(dinner, customer=begimai, n=10, day=in_days(9)), "quote", due_on=in_days(9))
        block_day(aizada, in_days(9))
    with pytest.raises(Full):
        step(order, "accept")
    hear()
    assert notices.DAY_FREE not in told(begimai)
    if how == "more pieces":
        set_stock(aizada, hat.pk, 1)
    else:
        unblock_day(aizada, in_days(9))
    hear()
    assert notices.DAY_FREE in told(begimai)


@pytest.mark.django_db
def test_a_day_that_is_over_is_not_offered_again(place, dress, trip, departs):
    order, slot = step(place(), "quote"), departs(capacity=1)
    trip.price_to = 300_000
    trip.save()
    tour = step(place(trip, n=1, slot=slot.pk), "quote")
    for one in (order, tour):
        mark_quote_full(one.pk)
    yesterday = timezone.now() - timedelta(days=1)
    order.quotes.update(due_on=timezone.localdate(yesterday))
    Slot.objects.filter(pk=slot.pk).update(starts_at=yesterday)
    for one in (order, tour):
        mark_quote_free(one.pk)
        assert one.quotes.get().full_at is not None, one.kind


@pytest.mark.django_db
def test_she_who_looks_finds_that_the_day_is_free_again(place, dress, begimai, signed_in):
    order = step(place(customer=begimai), "quote")
    fill(dress, order.quotes.get().due_on)
    browser = signed_in(begimai)
    browser.cookies["django_language"] = "en"
    agree(browser, order)
    assert "I agree" not in said(browser.get(f"/market/orders/{order.pk}/"))
    empty()
    for _time in range(2):
        assert "I agree" in said(browser.get(f"/market/orders/{order.pk}/"))
    freed = Entry.objects.filter(stream=order.stream, fact="marketplace.quote.freed")
    assert [(entry.actor, entry.data["revision"]) for entry in freed] == [(begimai.actor, 1)]
