"""An order's whole way, as its customer and its maker go it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from commons.journal.models import Entry
from commons.journal.presenting import present
from commons.journal.things import thing
from commons.people.models import Pass
from marketplace.orders.models import Claim, PaymentLine

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def told(order):
    """What was announced of it, in order."""
    return [entry.fact.removeprefix("marketplace.") for entry in Entry.objects.filter(stream=order.stream).order_by("seq")]


def test_a_dress_from_the_wish_to_the_review(place, walk):
    order = walk(place(), "quote", "accept", "start", "deliver", "complete", "review")
    assert told(order) == [
        "order.placed",
        "order.quoted",
        "order.accepted",
        "order.confirmed",
        "order.started",
        "order.delivered",
        "order.completed",
        "order.reviewed",
    ]
    assert (order.state, order.version) == ("completed", 8)
    assert list(order.steps.values_list("version", flat=True)) == list(range(1, 9))
    assert order.closed_at is not None


def test_each_move_is_told_once_on_the_order_and_once_in_the_makers_book(place, walk):
    order = walk(place(), "quote", "accept")
    on_order = Entry.objects.filter(stream=order.stream).count()
    assert on_order == order.version == 4
    book = Entry.objects.filter(stream=f"marketplace.orders:{order.shop_id}")
    assert [entry.data for entry in book] == [{"order": order.pk}] * on_order


def test_what_is_told_when_it_is_placed_says_whose_it_is(place, aizada):
    order = place()
    entry = Entry.objects.get(stream=order.stream)
    assert entry.data == {
        "order": order.pk,
        "version": 1,
        "state": "requested",
        "shop": order.shop_id,
        "maker": aizada.pk,
        "customer": f"guest:{order.guest_id}",
    }
    assert entry.actor == order.guest.actor


def test_a_guest_gets_her_private_link_and_a_member_needs_none(place, begimai):
    order = place()
    assert Pass.objects.good().get(stream=order.stream).guest == order.guest
    hers = place(customer=begimai)
    assert hers.customer == begimai
    assert not Pass.objects.filter(stream=hers.stream).exists()


def test_the_room_shows_sentences_in_each_language(place, walk):
    order = walk(place(day=timezone.localdate() + timedelta(days=9)), "quote", "accept", "start", "deliver")
    entries = list(Entry.objects.filter(stream=order.stream).order_by("seq"))
    in_english = [fact["data"] for fact in present(entries, "en")]
    assert in_english[1]["line"].startswith("Price offer: 4,800 som, ready on ")
    assert in_english[1] | {"line": ""} == {"type": "order", "id": order.pk, "version": 2, "state": "quoted", "line": ""}
    assert in_english[2]["line"] == "Agreed: 4,800 som"
    assert in_english[3]["line"] == ""
    in_kyrgyz = [fact["data"]["line"] for fact in present(entries, "ky")]
    assert "4\xa0800 сом" in in_kyrgyz[1]
    assert in_kyrgyz[5] == "Тапшырылды"


def test_an_order_is_called_by_its_number_and_what_it_is(place):
    order = place()
    assert thing(order.stream).title == f"Заказ {order.pk} · Көйнөк"
    assert thing(order.stream).address == f"/market/orders/{order.pk}/"
    assert thing("marketplace.order:0") is None


def test_what_has_its_price_is_agreed_upon_at_once(place, dinner, in_days):
    order = place(dinner, n=40, day=in_days(5))
    assert told(order) == ["order.placed", "order.confirmed"]
    assert (order.state, order.revision, order.due_on) == ("confirmed", 1, in_days(5))
    assert order.quotes.get().total == 40 * 350 * 100
    assert Claim.objects.get(order=order).day.taken == 40
    assert PaymentLine.objects.get(order=order).amount == 40 * 350 * 100


def test_an_advance_is_asked_before_the_work_begins(place, walk, asks_advance):
    asks_advance(30)
    order = walk(place(), "quote", "accept")
    assert order.state == "accepted"
    due = dict(PaymentLine.objects.filter(order=order).values_list("purpose", "amount"))
    assert due == {"deposit": 144_000, "balance": 336_000}
    order = walk(order, "confirm")
    assert (order.state, told(order)[-1]) == ("confirmed", "order.confirmed")
    assert set(order.payments.values_list("purpose", flat=True)) == {"balance"}
