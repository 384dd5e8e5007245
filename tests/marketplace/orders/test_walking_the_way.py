"""An order's whole way, as its customer and its maker go it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from commons.journal.models import Entry
from commons.journal.presenting import present
from commons.journal.refusals import Refused
from commons.journal.things import thing
from commons.people.models import Pass
from marketplace.orders.actions import LineDraft, transition
from marketplace.orders.models import Claim, PaymentLine
from marketplace.orders.refusals import Conflict

from .steps import bring, step

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
    assert thing(order.stream).title == f"{order.pk}-заказ · Көйнөк"
    assert thing(order.stream).address == f"/market/orders/{order.pk}/"
    assert thing("marketplace.order:0") is None


def test_what_has_its_price_is_agreed_upon_at_once(place, dinner, in_days):
    order = place(dinner, n=40, day=in_days(5))
    assert told(order) == ["order.placed", "order.confirmed"]
    assert (order.state, order.revision, order.due_on) == ("confirmed", 1, in_days(5))
    assert order.quotes.get().total == 40 * 350 * 100
    assert Claim.objects.get(order=order).day.taken == 40
    assert PaymentLine.objects.get(order=order).amount == 40 * 350 * 100


def test_an_advance_is_asked_before_the_work_begins(place, walk):
    order = bring(place(), "accepted")
    due = dict(PaymentLine.objects.filter(order=order).values_list("purpose", "amount"))
    assert due == {"deposit": 144_000, "balance": 336_000}
    order = walk(order, "confirm")
    assert (order.state, told(order)[-1]) == ("confirmed", "order.confirmed")
    assert set(order.payments.values_list("purpose", flat=True)) == {"balance"}


def test_what_the_shop_asks_holds_unless_the_price_offer_says_otherwise(place, aizada, asks_advance):
    asks_advance(30)
    order = place()
    said = {"lines": [LineDraft("", 1, 480_000)], "due_on": timezone.localdate()}
    order = transition(order, "quote", aizada, order.version, **said)
    transition(order, "quote", aizada, order.version, **said, deposit_percent=10, free_hours=0)
    assert list(order.quotes.values_list("deposit_percent", "free_hours")) == [(30, 24), (10, 0)]


@pytest.mark.parametrize(
    "said",
    [
        {"lines": []},
        {"lines": [LineDraft("", 0, 100)]},
        {"lines": [LineDraft("", 1, -100)]},
        {"lines": [LineDraft("", 1, 0)]},
        {"lines": [LineDraft("", 1, 150)]},
        {"lines": [LineDraft("", 1, 100.0)]},
        {"lines": [LineDraft("", 1, 1_000_000_100)]},
        {"lines": [LineDraft("", 1, 100)] * 21},
        {"due_on": timezone.localdate() - timedelta(days=1)},
        {"due_on": timezone.localdate() + timedelta(days=800)},
        {"due_on": None},
        {"deposit_percent": 101},
        {"free_hours": -1},
    ],
)
def test_a_price_that_cannot_be_is_refused_with_a_sentence(place, said):
    order = place()
    with pytest.raises(Refused, match="invalid") as refused:
        step(order, "quote", **said)
    assert str(refused.value.message)
    assert not order.quotes.exists()


def test_an_old_price_cannot_be_accepted_nor_one_that_ran_out(place, walk):
    order = walk(place(), "quote", "quote")
    with pytest.raises(Conflict) as conflict:
        step(order, "accept", revision=1)
    assert conflict.value.order.revision == 2
    order.quotes.update(sent_at=timezone.now() - timedelta(hours=72, seconds=1))
    with pytest.raises(Refused, match="invalid"):
        step(order, "accept")
    order.quotes.update(sent_at=timezone.now() - timedelta(hours=71))
    assert step(order, "accept").state == "confirmed"


def test_what_was_offered_before_stays_as_it_was(place, walk):
    order = step(walk(place(), "quote"), "quote", lines=[LineDraft("Кездеме", 3, 40_000), LineDraft("", 1, 300_000)])
    first, second = order.quotes.all()
    assert (first.total, second.total) == (480_000, 420_000)
    assert list(second.lines.values_list("place", "title", "amount")) == [(1, "Кездеме", 120_000), (2, "", 300_000)]
