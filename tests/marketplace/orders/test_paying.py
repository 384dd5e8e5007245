"""Money goes between the two: claimed by who pays, confirmed by who receives; what is due is always the price."""

from datetime import timedelta

import pytest
from django.db.models import Sum
from django.utils import timezone

from commons.journal.models import Delivery, Entry
from commons.journal.refusals import Refused
from commons.journal.worker import Worker
from commons.media.models import Picture
from marketplace.orders.actions import claim_payment, confirm_payment, deny_payment, mark_order_opened
from marketplace.orders.models import Order, OrderPicture, PaymentLine
from marketplace.orders.money import split
from marketplace.orders.owing import owed_to
from marketplace.orders.refusals import Conflict

from .steps import PROOF, bring, line, step

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def agreed(place):
    """A dress for 4 800 som with 30 per cent in advance."""
    return bring(place(), "accepted")


def priced(order):
    return PaymentLine.objects.priced().filter(order=order).aggregate(sum=Sum("amount"))["sum"]


def test_the_advance_is_paid_and_received_then_the_work_can_begin(agreed, aizada):
    deposit = claim_payment(line(agreed, "deposit"), agreed.customer, "cash")
    assert deposit.is_claimed
    assert Order.objects.get(pk=agreed.pk).state == "accepted"
    confirm_payment(deposit, aizada)
    order = Order.objects.get(pk=agreed.pk)
    assert (order.state, order.version) == ("confirmed", agreed.version + 1)
    facts = [entry.fact for entry in Entry.objects.filter(stream=order.stream).order_by("-seq")[:3]]
    assert facts == ["marketplace.order.confirmed", "marketplace.payment.confirmed", "marketplace.payment.claimed"]


def test_each_says_only_what_is_hers_to_say(agreed, aizada, begimai, coordinator):
    deposit = line(agreed, "deposit")
    for who in (aizada, begimai, coordinator):
        with pytest.raises(Refused, match="forbidden"):
            claim_payment(deposit, who, "cash")
    claim_payment(deposit, agreed.customer, "business_qr")
    for who in (agreed.customer, begimai, coordinator):
        for say in (confirm_payment, deny_payment):
            with pytest.raises(Refused, match="forbidden"):
                say(deposit, who)
    assert not PaymentLine.objects.get(pk=deposit.pk).is_confirmed


def test_said_twice_it_is_said_once(agreed, aizada):
    deposit = line(agreed, "deposit")
    for _ in range(2):
        claim_payment(deposit, agreed.customer, "cash")
    for _ in range(2):
        confirm_payment(deposit, aizada)
    told = Entry.objects.filter(stream=agreed.stream, fact__startswith="marketplace.payment.")
    assert [entry.data["line_id"] for entry in told] == [deposit.pk, deposit.pk]


def test_cash_handed_over_without_a_word_is_received_by_her_alone(place, aizada):
    order = bring(place(), "delivered")
    confirm_payment(line(order), aizada, "cash")
    assert owed_to(aizada).total == 0
    assert all(one.is_confirmed for one in order.payments.all())


def test_no_means_that_cannot_be(agreed, aizada):
    for say in (lambda: claim_payment(line(agreed), agreed.customer, "by promise"), lambda: confirm_payment(line(agreed), aizada)):
        with pytest.raises(Refused, match="invalid"):
            say()
    assert priced(agreed) == agreed.quotes.get().total == 480_000


def test_what_has_not_arrived_is_due_again(agreed, aizada):
    deposit = claim_payment(line(agreed, "deposit"), agreed.customer, "business_qr")
    deny_payment(deposit, aizada)
    assert line(agreed, "deposit").claimed_at is None
    with pytest.raises(Conflict):
        deny_payment(deposit, aizada)
    claim_payment(deposit, agreed.customer, "cash")
    assert line(agreed, "deposit").means == "cash"


def test_who_delivers_first_is_paid_later_and_it_is_owed_until_then(place, dinner, in_days, walk, aizada):
    order = walk(place(dinner, n=40, day=in_days(5)), "start", "deliver", "complete")
    assert [debt.order for debt in owed_to(aizada).debts] == [order]
    assert order.state == "completed"
    confirm_payment(claim_payment(line(order), order.customer, "cash"), aizada)
    assert owed_to(aizada).debts == []


def test_cancelled_in_time_everything_paid_goes_back_and_the_rest_is_not_due(agreed, aizada):
    confirm_payment(line(agreed, "deposit"), aizada, "cash")
    order = step(Order.objects.get(pk=agreed.pk), "cancel", agreed.customer)
    refund = line(order, "refund")
    assert refund.amount == 144_000
    assert not PaymentLine.objects.owed().filter(order=order).exists()
    with pytest.raises(Refused, match="forbidden"):
        claim_payment(refund, order.customer, "cash")
    with pytest.raises(Refused, match="forbidden"):
        confirm_payment(refund, aizada)
    confirm_payment(claim_payment(refund, aizada, "cash"), order.customer)
    assert order.payments.get(purpose="refund").is_confirmed


def test_cancelled_late_by_the_customer_the_advance_stays_and_by_the_maker_it_does_not(place, aizada):
    kept = {}
    for who in ("customer", "maker"):
        order = bring(place(), "accepted")
        confirm_payment(line(order, "deposit"), aizada, "cash")
        Order.objects.filter(pk=order.pk).update(due_on=timezone.localdate())
        order = step(Order.objects.whole().get(pk=order.pk), "cancel", getattr(order, who))
        kept[who] = order.kept, PaymentLine.objects.refunds().filter(order=order).sum()
    assert kept == {"customer": (144_000, 0), "maker": (0, 144_000)}


def test_the_weather_is_nobodys_fault_on_a_trip_and_no_reason_for_a_dress(place, trip, departs, aizada, asks_advance):
    asks_advance(50)
    order = place(trip, n=2, slot=departs(ahead=1).pk)
    assert order.state == "accepted"
    confirm_payment(line(order, "deposit"), aizada, "cash")
    order = Order.objects.whole().get(pk=order.pk)
    with pytest.raises(Refused, match="invalid"):
        step(bring(place(), "confirmed"), "cancel", reason="weather")
    order = step(order, "cancel", order.customer, reason="weather")
    assert PaymentLine.objects.refunds().filter(order=order).sum() == 180_000


def test_what_was_claimed_before_it_was_cancelled_comes_back_once_it_arrived(agreed, aizada):
    deposit = claim_payment(line(agreed, "deposit"), agreed.customer, "business_qr")
    order = step(agreed, "cancel", aizada)
    assert not PaymentLine.objects.refunds().filter(order=order).exists()
    confirm_payment(deposit, aizada)
    assert line(order, "refund").amount == 144_000
    other = step(bring_again(agreed), "cancel", aizada)
    assert other.state == "cancelled"


def bring_again(order):
    """Another like it, in which nothing was claimed."""
    from uuid import uuid4

    from marketplace.orders.actions import Wish, place_order

    fresh = place_order(order.listing, order.guest, Wish(brief="Дагы бир"), uuid4()).order
    return bring(Order.objects.whole().get(pk=fresh.pk), "accepted")


def test_a_coordinator_says_how_much_goes_back_and_no_more_than_was_paid(agreed, aizada, coordinator):
    confirm_payment(line(agreed, "deposit"), aizada, "cash")
    order = step(Order.objects.whole().get(pk=agreed.pk), "dispute", agreed.customer)
    with pytest.raises(Refused, match="invalid"):
        step(order, "call_off", coordinator, refund=144_100)
    order = step(order, "call_off", coordinator, refund=44_000)
    assert line(order, "refund").amount == 44_000
    assert order.kept == 100_000


@pytest.mark.parametrize("name", ["call_off", "cancel_for_them"])
@pytest.mark.parametrize("second", [0, 20_000, 114_000])
def test_what_went_back_before_is_not_taken_from_what_goes_back_now(agreed, aizada, coordinator, walk, name, second):
    confirm_payment(line(agreed, "deposit"), aizada, "cash")
    order = step(Order.objects.whole().get(pk=agreed.pk), "dispute", agreed.customer)
    order = step(order, "resume", coordinator, refund=30_000)
    order = walk(order, "dispute") if name == "call_off" else walk(order, "propose_to_cancel", "refuse_to_cancel")
    with pytest.raises(Refused, match="invalid"):
        step(order, name, coordinator, refund=114_100)
    order = step(order, name, coordinator, refund=second)
    assert [one.amount for one in PaymentLine.objects.refunds().filter(order=order)] == [30_000, *([second] if second else [])]
    assert order.kept == 114_000 - second


def test_nothing_is_claimed_of_what_is_not_agreed_or_is_over(agreed, aizada):
    balance = line(agreed)
    order = step(agreed, "cancel", aizada)
    with pytest.raises(Conflict) as conflict:
        claim_payment(balance, order.customer, "cash")
    assert conflict.value.order.state == "cancelled"


def test_a_proof_is_forgotten_thirty_days_after_it_is_over(place, aizada, walk):
    order = bring(place(), "delivered")
    claim_payment(line(order), order.customer, "business_qr", proof=[PROOF])
    proof = OrderPicture.objects.get(order=order, shows="proof")
    assert proof.picture.guard == f"marketplace.payments:{order.pk}"
    order = walk(order, "complete")
    waiting = Delivery.objects.get(listener__endswith="forget_the_proofs")
    assert waiting.due_at == waiting.entry.at + timedelta(days=30)
    Delivery.objects.exclude(pk=waiting.pk).delete()
    Delivery.objects.update(due_at=timezone.now() - timedelta(seconds=1))
    Worker().run_due()
    assert not Picture.objects.exists()
    assert not OrderPicture.objects.exists()
    assert order.payments.get().is_claimed


@pytest.mark.parametrize("total", [100, 101, 199, 480_000, 333_300, 999_999_900])
def test_an_advance_and_the_rest_are_the_price(total):
    for percent in range(101):
        deposit, balance = split(total, percent)
        assert deposit + balance == total
        assert 0 <= deposit <= total
        assert deposit % 100 == 0 or deposit == total
        assert abs(deposit - total * percent / 100) <= 50
    for impossible in (-1, 101):
        with pytest.raises(ValueError, match="per cent"):
            split(total, impossible)


def test_a_price_that_was_not_sent_runs_from_when_she_opens_her_page(place, walk):
    order = walk(place(), "quote")
    quote = order.quotes.get()
    assert quote.sent_at is None
    mark_order_opened(order, order.customer)
    quote.refresh_from_db()
    assert quote.valid_until == quote.sent_at + timedelta(hours=72)
