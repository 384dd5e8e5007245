"""The clocks of an order: each rings for whom it is, once, and never where the order has moved; late, doubled or at the same moment."""

import threading
from datetime import datetime, time, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from commons.journal.listening import LISTENERS
from commons.journal.models import Delivery, Entry
from commons.journal.worker import Worker
from marketplace.orders.actions import mark_quote_sent
from marketplace.orders.models import Order, Proposal
from tests.racing import at_once

from .steps import bring, step

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db]
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def owed(order, name):
    """The clock of this name that was set last."""
    rows = Delivery.objects.filter(entry__stream=order.stream, listener=f"marketplace.orders.listeners.{name}")
    return rows.select_related("entry").latest("pk")


def after(order, name):
    """How long after its fact it rings."""
    delivery = owed(order, name)
    return delivery.due_at - delivery.entry.at


def ring(order, name, times=1):
    """Whatever the time: as a worker does, perhaps more often than once."""
    delivery = owed(order, name)
    for _ in range(times):
        LISTENERS[delivery.listener].hear(delivery.entry)
    return Order.objects.whole().get(pk=order.pk)


def reminders(order):
    told = Entry.objects.filter(stream=order.stream, fact="marketplace.order.reminded").order_by("seq")
    return [(entry.data["to"], entry.data["of"]) for entry in told]


def test_a_request_is_reminded_of_after_a_day_and_runs_out_after_three(place):
    order = place()
    assert (after(order, "remind_of_request"), after(order, "let_request_expire")) == (24 * HOUR, 72 * HOUR)
    ring(order, "remind_of_request", times=3)
    assert reminders(order) == [("maker", "request")]
    order = ring(order, "let_request_expire", times=3)
    assert (order.state, order.version) == ("expired", 2)
    assert order.steps.last().part == "itself"


def test_her_book_hears_of_each_reminder_and_of_a_price_that_was_sent(place, walk):
    order = place()
    ring(order, "remind_of_request")
    mark_quote_sent(walk(order, "quote").pk)
    ring(order, "remind_of_price")
    assert reminders(order) == [("maker", "request"), ("customer", "price")]
    in_her_book = Entry.objects.filter(stream=f"marketplace.orders:{order.shop_id}", fact="marketplace.orders.changed")
    assert (
        [entry.data["order"] for entry in in_her_book] == [order.pk] * Entry.objects.filter(stream=order.stream).count() == [order.pk] * 5
    )


def test_not_today_sets_the_clocks_anew(place, walk):
    order = walk(place(), "postpone")
    first = Delivery.objects.filter(listener__endswith="let_request_expire").earliest("pk")
    LISTENERS[first.listener].hear(first.entry)
    assert Order.objects.get(pk=order.pk).state == "requested"
    assert ring(order, "let_request_expire").state == "expired"


def test_a_price_runs_out_three_days_after_it_was_sent(place, walk, begimai):
    order = walk(place(customer=begimai), "quote")
    quote = order.quotes.get()
    assert quote.sent_at is not None
    assert owed(order, "let_quote_expire").due_at == quote.valid_until == quote.sent_at + 72 * HOUR
    assert ring(order, "let_quote_expire").state == "quoted"  # too early
    order.quotes.update(sent_at=timezone.now() - 73 * HOUR)
    assert ring(order, "let_quote_expire", times=2).state == "expired"


def test_the_clock_of_a_price_that_waits_to_be_sent_starts_when_it_was(place, walk):
    order = walk(place(), "quote")
    assert after(order, "let_quote_expire") == 14 * DAY
    assert not Delivery.objects.filter(listener__endswith="remind_of_price").exists()
    mark_quote_sent(order.pk, revision=7)
    mark_quote_sent(order.pk)
    mark_quote_sent(order.pk)
    quote = order.quotes.get()
    assert Entry.objects.filter(stream=order.stream, fact="marketplace.quote.sent").count() == 1
    assert owed(order, "let_quote_expire").due_at == quote.valid_until
    assert owed(order, "remind_of_price").due_at == quote.sent_at + 24 * HOUR
    early = Delivery.objects.filter(listener__endswith="let_quote_expire").earliest("pk")
    LISTENERS[early.listener].hear(early.entry)
    assert Order.objects.get(pk=order.pk).state == "quoted"


def test_a_new_revision_has_a_clock_of_its_own(place, walk, begimai):
    order = walk(place(customer=begimai), "quote")
    first = owed(order, "let_quote_expire")
    order.quotes.update(sent_at=timezone.now() - 73 * HOUR)
    order = walk(order, "quote")
    LISTENERS[first.listener].hear(first.entry)
    order = Order.objects.get(pk=order.pk)
    assert (order.state, order.revision) == ("quoted", 2)


def test_an_advance_is_reminded_of_and_never_ends_an_order(place):
    order = bring(place(), "accepted")
    assert (after(order, "remind_of_advance"), after(order, "remind_of_advance_again")) == (24 * HOUR, 72 * HOUR)
    ring(order, "remind_of_advance", 2)
    order = ring(order, "remind_of_advance_again", 2)
    assert reminders(order) == [("customer", "advance")] * 2
    assert order.state == "accepted"
    ring(step(order, "confirm"), "remind_of_advance_again")
    assert len(reminders(order)) == 2


def test_a_trip_begins_by_itself(place, trip, departs):
    slot = departs(ahead=3)
    order = place(trip, slot=slot.pk)
    assert owed(order, "begin_the_trip").due_at == slot.starts_at
    assert ring(order, "begin_the_trip").state == "confirmed"  # too early
    Order.objects.update(starts_at=timezone.now() - HOUR)
    assert ring(order, "begin_the_trip", times=2).state == "in_progress"


def test_a_dress_does_not_begin_by_itself(place):
    order = bring(place(), "confirmed")
    assert not Delivery.objects.filter(entry__stream=order.stream, listener__endswith="begin_the_trip").exists()


@pytest.mark.parametrize(("kind", "span"), [("tailoring", 7 * DAY), ("digital", 7 * DAY), ("catering", 48 * HOUR), ("guiding", 48 * HOUR)])
def test_what_was_handed_over_is_finished_by_itself(place, kind, span):
    order = bring(place(), "in_progress")
    Order.objects.update(kind=kind)
    order = step(order, "deliver")
    assert after(order, "close_by_itself") == span
    assert ring(order, "close_by_itself", times=2).state == "completed"


def test_a_change_she_asks_for_stops_that_clock_and_the_next_one_runs(place, walk):
    order = walk(bring(place(), "delivered"), "ask_changes")
    assert ring(order, "close_by_itself").state == "in_progress"
    order = walk(order, "deliver", "ask_changes", "deliver")
    assert order.steps.filter(name="ask_changes").count() == 2
    assert ring(order, "close_by_itself").state == "completed"


@pytest.mark.parametrize("state", ["confirmed", "in_progress", "delivered"])
def test_a_dispute_stops_every_clock_and_they_are_set_anew_after_it(place, state, coordinator):
    order = step(bring(place(), state), "dispute")
    before = Order.objects.values().get(pk=order.pk), Entry.objects.count()
    clocks = Delivery.objects.filter(entry__stream=order.stream, listener__startswith="marketplace.orders.listeners.")
    for delivery in clocks.exclude(entry__fact="marketplace.order.disputed").select_related("entry"):
        LISTENERS[delivery.listener].hear(delivery.entry)
    assert (Order.objects.values().get(pk=order.pk), Entry.objects.count()) == before
    assert after(order, "alarm_the_coordinator") == 72 * HOUR
    ring(order, "alarm_the_coordinator", times=2)
    assert reminders(order) == [("coordinator", "dispute")]
    due_on = timezone.localdate() + timedelta(days=30)
    order = step(order, "resume", coordinator, due_on=due_on)
    assert owed(order, "tell_that_it_is_late").due_at == timezone.make_aware(datetime.combine(due_on + 2 * DAY, time.min))
    assert ring(step(order, "deliver"), "close_by_itself").state == "completed"


def test_it_may_be_cancelled_a_day_after_it_was_to_be_ready(place):
    order = bring(place(), "in_progress")
    today = timezone.localdate()
    for due_on, may in ((today, False), (today - DAY, False), (today - 2 * DAY, True)):
        Order.objects.update(due_on=due_on)
        fresh = Order.objects.get(pk=order.pk)
        assert fresh.is_overdue is may
        assert (fresh in Order.objects.overdue()) is may
    order = step(Order.objects.whole().get(pk=order.pk), "cancel_overdue")
    assert order.state == "cancelled"


def test_a_proposal_to_cancel_lapses_and_then_a_coordinator_may(place, coordinator):
    from commons.journal.refusals import Refused

    order = bring(place(), "in_progress")
    with pytest.raises(Refused, match="forbidden"):
        step(order, "cancel_for_them", coordinator)
    order = step(order, "propose_to_cancel")
    with pytest.raises(Refused, match="forbidden"):
        step(order, "agree_to_cancel", order.customer)
    with pytest.raises(Refused, match="invalid"):
        step(order, "propose_to_cancel", order.maker)
    assert after(order, "let_proposal_lapse") == 48 * HOUR
    order = ring(order, "let_proposal_lapse", times=2)
    assert (order.state, Proposal.objects.get().answer) == ("in_progress", "lapsed")
    assert step(order, "cancel_for_them", coordinator).state == "cancelled"


def test_what_is_handed_over_meanwhile_needs_no_answer_any_more(place, walk):
    order = walk(bring(place(), "in_progress"), "propose_to_cancel", "deliver")
    assert Proposal.objects.get().answer == "lapsed"
    assert ring(order, "let_proposal_lapse").state == "delivered"


def test_she_is_asked_once_how_it_was_and_not_if_she_said(place, walk):
    order = bring(place(), "completed")
    assert after(order, "ask_for_review") == 2 * DAY
    ring(order, "ask_for_review", times=2)
    assert reminders(order) == [("customer", "review")]
    other = walk(bring(place(), "completed"), "review")
    ring(other, "ask_for_review")
    assert reminders(other) == []


@pytest.mark.django_db(transaction=True)
def test_a_clock_and_a_hand_at_the_same_moment_are_one_of_both(place):
    for _ in range(5):
        order = bring(place(), "delivered")
        at_once(lambda order=order: ring(order, "close_by_itself"), lambda order=order: step(order, "dispute"))
        order = Order.objects.get(pk=order.pk)
        assert (order.state, order.version) in {("completed", 7), ("disputed", 7)}
        assert order.steps.count() == 7


@pytest.mark.django_db(transaction=True)
def test_workers_that_ring_the_same_clock_at_once_move_it_once_and_remind_once(place):
    for _ in range(4):
        order = place()
        at_once(*[lambda order=order: ring(order, "remind_of_request")] * 3)
        assert reminders(order) == [("maker", "request")]
        at_once(*[lambda order=order: ring(order, "let_request_expire")] * 3)
        assert Order.objects.get(pk=order.pk).version == 2


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_was_away_for_weeks_rings_what_is_due_and_nothing_twice(place):
    orders = [place(), bring(place(), "delivered"), bring(place(), "quoted"), bring(place(), "disputed")]
    long_ago = timezone.now() - 60 * DAY
    for order in orders:
        order.quotes.update(sent_at=long_ago)
    while Delivery.objects.exists():
        Delivery.objects.update(due_at=long_ago)
        work()
    states = [Order.objects.get(pk=order.pk).state for order in orders]
    assert states == ["expired", "completed", "expired", "disputed"]


def work():
    """Two workers, until nothing is due."""

    def run():
        while Worker().run_due(limit=5):
            pass
        connection.close()

    workers = [threading.Thread(target=run) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
