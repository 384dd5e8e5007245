"""Whoever is to know of a step is told."""

from datetime import timedelta

import pytest
from django.utils import timezone

from commons.journal.listening import LISTENERS
from commons.journal.models import Delivery, Entry
from commons.notify.actions import mark_sent, see
from commons.notify.models import Notice, ToSend
from commons.people.actions import block
from commons.realtime import doors
from marketplace.orders import facts, notices
from marketplace.orders.actions import LineDraft, ask_for_call, claim_payment, confirm_payment, deny_payment, show_progress, transition
from marketplace.orders.models import Order
from marketplace.orders.telling import TELLINGS
from tests.marketplace.orders.steps import PROOF, step

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]

SILENT = {"marketplace.quote.sent", "marketplace.order.entrusted"}  # that her own page says; that she is told once, of the shop


def test_every_fact_of_an_order_is_told_or_known_to_be_silent():
    assert set(facts.OF_ORDERS) - SILENT == set(TELLINGS)


def test_a_request_is_on_her_bell(place, hear, told, aizada):
    place()
    hear()
    assert told(aizada) == {notices.ASKED}


def test_what_has_its_price_is_an_order_at_once(place, dinner, in_days, hear, told, aizada):
    place(dinner, n=40, day=in_days(9), brief="")
    hear()
    assert told(aizada) == {notices.BOOKED}


def test_a_member_who_orders_is_told_on_her_bell(place, walk, hear, told, trusted):
    order = walk(place(customer=trusted), "quote", "accept", "start", "deliver")
    hear()
    assert told(trusted) == {notices.QUOTED, notices.STARTED, notices.DELIVERED}
    assert not ToSend.objects.exists()
    assert order.quotes.get().sent_at is not None


def test_of_a_trip_she_is_told_that_it_began_and_is_over_not_that_it_was_made(place, walk, trip, departs, hear, told, trusted):
    walk(place(trip, customer=trusted, slot=departs().pk), "start", "deliver")
    hear()
    assert told(trusted) == {notices.BEGUN, notices.OVER}


def test_she_is_told_of_pictures_and_not_that_she_was_called(place, walk, hear, told, aizada):
    order = walk(place(), "quote", "accept", "start")
    ask_for_call(order, order.customer)
    hear()
    assert notices.CALL in told(aizada)
    before = told(order.guest)
    ask_for_call(order, aizada, on=False)
    hear()
    assert told(order.guest) == before
    show_progress(order, aizada, [PROOF])
    hear()
    assert told(order.guest) == before | {notices.PROGRESS}


def test_a_dispute_is_told_to_the_other_and_to_the_coordinator_alone(place, walk, hear, told, aizada, coordinator, make_member):
    elsewhere = make_member("Айнура", at="batken", roles=("coordinator",))
    walk(place(), "quote", "accept", "start", "dispute")
    hear()
    assert notices.PROBLEM in told(aizada)
    assert told(coordinator) == {notices.TO_SETTLE}
    assert told(elsewhere) == set()


def test_who_cancels_what_is_late_tells_the_coordinator_who_finds_how_it_came_out(
    place, walk, hear, told, aizada, coordinator, make_member, signed_in
):
    other = make_member("Айнура", at="batken", roles=("coordinator",))
    order = walk(place(), "quote", "accept", "start")
    Order.objects.update(due_on=timezone.localdate() - timedelta(days=2))
    walk(Order.objects.whole().get(pk=order.pk), "cancel_overdue")  # before anyone was reminded of it
    hear()
    assert notices.CANCELLED in told(aizada)
    assert (told(coordinator), told(other)) == ({notices.GIVEN_UP}, set())
    hers = signed_in(coordinator)
    opened = hers.get(f"/notices/{Notice.objects.get(to=coordinator.actor).pk}/", follow=True)
    assert (opened.redirect_chain[-1][0], opened.status_code) == (f"/market/orders/desk/{order.pk}/", 200)
    assert signed_in(other).get(f"/market/orders/{order.pk}/").status_code == 403


def test_a_block_between_the_two_silences_nothing_about_what_they_agreed_upon(place, walk, hear, told, aizada, begimai, dinner, in_days):
    order = place(dinner, customer=begimai, n=40, day=in_days(9), brief="")
    hear()
    block(begimai, aizada)
    walk(Order.objects.whole().get(pk=order.pk), "start", "dispute")
    hear()
    assert notices.STARTED in told(begimai)
    assert notices.PROBLEM in told(aizada)
    assert notices.PROBLEM in set(Notice.objects.told_to(aizada.actor).values_list("kind", flat=True))
    assert doors.hides_nobody(order.stream)
    assert not doors.hides_nobody("chat.room:1")


def test_who_said_she_paid_is_told_that_it_was_not_found_each_time(place, walk, hear, aizada):
    order = walk(place(), "quote", "accept")
    line = order.payments.get()
    for _ in range(2):
        claim_payment(line, order.customer, "cash")
        deny_payment(line, aizada)
        hear()
        row = ToSend.objects.waiting().get(notice__kind=notices.NOT_RECEIVED)
        assert row.guest == order.guest
        mark_sent(aizada, row)


def test_a_maker_is_told_of_what_she_is_to_give_back_and_reminded_until_she_has(place, walk, hear, told, aizada):
    free, paid = (walk(place(), "quote", "accept") for _ in range(2))
    confirm_payment(paid.payments.get(), aizada, "cash")
    walk(free, "cancel")
    hear()
    assert (notices.CANCELLED in told(aizada), notices.GIVE_BACK in told(aizada)) == (True, False)
    walk(Order.objects.whole().get(pk=paid.pk), "cancel")
    hear()
    assert Notice.objects.get(kind=notices.GIVE_BACK).to == aizada.actor
    see(aizada.actor, paid.stream)
    hear(hours=25)
    assert Notice.objects.filter(kind=notices.GIVE_BACK).count() == 2
    assert not Notice.objects.filter(kind=notices.GIVE_BACK, about=free.stream).exists()


def test_she_is_reminded_also_where_the_order_has_moved_on(place, walk, hear, aizada, coordinator):
    order = walk(place(), "quote", "accept")
    confirm_payment(order.payments.get(), aizada, "cash")
    order = step(walk(Order.objects.whole().get(pk=order.pk), "start", "dispute"), "resume", coordinator, refund=50_000)
    hear()
    see(aizada.actor, order.stream)
    walk(order, "deliver")
    hear(hours=25)
    assert Notice.objects.filter(to=aizada.actor, kind=notices.GIVE_BACK).count() == 2


def test_who_gave_it_back_is_not_reminded(place, walk, hear, told, aizada):
    order = walk(place(), "quote", "accept")
    confirm_payment(order.payments.get(), aizada, "cash")
    order = walk(Order.objects.whole().get(pk=order.pk), "cancel")
    claim_payment(order.payments.refunds().get(), aizada, "cash")
    hear(hours=25)
    assert notices.GIVE_BACK not in told(aizada)


def test_a_coordinator_is_not_told_that_two_agreed_to_cancel(place, walk, hear, told, coordinator):
    walk(place(), "quote", "accept", "start", "propose_to_cancel", "agree_to_cancel")
    hear()
    assert told(coordinator) == set()


def test_who_coordinates_the_lab_is_not_asked_about_her_own_order(place, walk, hear, told, coordinator, make_member):
    other = make_member("Асель", roles=("coordinator",))
    walk(place(customer=coordinator), "quote", "accept", "start", "dispute")
    hear()
    assert notices.TO_SETTLE not in told(coordinator)
    assert told(other) == {notices.TO_SETTLE}


def test_on_the_evening_before_both_are_reminded(place, walk, hear, told, aizada):
    order = walk(place(), "quote", "accept", "start")
    due = Delivery.objects.filter(listener__endswith="remind_that_it_is_due").latest("pk")
    local = timezone.localtime(due.due_at)
    assert (local.date(), local.hour) == (order.due_on - timedelta(days=1), 17)
    hear(hours=24 * 30)
    assert notices.DUE in told(aizada)
    assert notices.TOMORROW in told(order.guest)


def test_nobody_is_reminded_of_a_day_that_came_too_soon(place, walk, hear):
    order = place()
    transition(order, "quote", order.maker, order.version, lines=[LineDraft("", 1, 100_000)], due_on=timezone.localdate())
    walk(Order.objects.whole().get(pk=order.pk), "accept")
    assert not Delivery.objects.filter(listener__endswith="remind_that_it_is_due").exists()


def test_two_are_told_that_time_ran_out_and_a_listener_called_twice_tells_once(place, hear, told, aizada):
    order = place()
    hear()
    hear(hours=73)
    assert {notices.REQUEST_WAITS, notices.EXPIRED} <= told(aizada)
    assert notices.EXPIRED in told(order.guest)
    before = Notice.objects.count()
    for entry in Entry.objects.filter(stream=order.stream):
        LISTENERS["marketplace.orders.telling.tell"].hear(entry)
    assert Notice.objects.count() == before


def test_no_notice_and_no_fact_holds_words_names_or_numbers(place, walk, hear):
    order = walk(place(), "quote", "accept", "start", "deliver", "complete", "review")
    hear()
    said = str(list(Entry.objects.values_list("data", flat=True)))
    assert order.guest.phone not in said
    assert order.guest.name not in said
    assert all(str(notices.NEUTRAL) == str(notice.its_kind.neutral) for notice in Notice.objects.all())
