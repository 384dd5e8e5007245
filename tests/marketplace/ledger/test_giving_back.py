"""What is given back to a customer is in the book once she who gave it says so, and no more where the customer says no."""

from uuid import uuid4

import pytest

from marketplace.ledger.actions import deny, record_again, record_sale, reverse
from marketplace.ledger.models import Posting
from marketplace.ledger.saying import question_of, said_of
from marketplace.orders.actions import claim_payment, confirm_payment, deny_payment
from tests.marketplace.orders.steps import step

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def test_what_she_says_she_gave_back_is_in_the_book_until_the_customer_says_no(four, agreed, sold, book, sound, aizada, coordinator):
    agreed(*four)
    order = sold(total=100_000)
    line = step(step(order, "dispute"), "settle", coordinator, refund=40_000).payments.get(purpose="refund")

    def heard(deed, *who):
        deed(line, *who)
        for _ in range(2):
            record_sale(order.pk)
        return book()[aizada], sorted(Posting.objects.filter(kind="sale", reverses=None).values_list("amount", "state"))

    paid, given, confirmed = (100_000, "recorded"), (-40_000, "recorded"), (-40_000, "confirmed")
    assert heard(claim_payment, aizada, "cash") == ((15_000, 60_000), [given, paid])
    assert "400 сом кайтарып бердим" in question_of(Posting.objects.whole().get(kind="sale", amount=-40_000), four[1]).replace("\xa0", " ")
    assert heard(deny_payment, order.customer) == ((25_000, 100_000), [given, paid])
    assert heard(claim_payment, aizada, "cash") == ((15_000, 60_000), [given, given, paid])
    assert heard(confirm_payment, order.customer) == ((15_000, 60_000), [confirmed, given, paid])
    sound()


@pytest.fixture
def refund(four, agreed, sold, aizada, coordinator):
    """Of 1,000 som that were received 400 are to be given back, and Aizada says that she has; heard."""
    agreed(*four)
    order = sold(total=100_000)
    line = step(step(order, "dispute"), "settle", coordinator, refund=40_000).payments.get(purpose="refund")
    claim_payment(line, aizada, "cash")
    record_sale(order.pk)
    return line


def test_what_was_denied_and_said_again_before_it_is_heard_is_that_of_now(refund, four, aizada, book, sound):
    order = refund.order
    deny_payment(refund, order.customer)
    confirm_payment(claim_payment(refund, aizada, "cash"), order.customer)
    record_sale(order.pk)
    first, now = Posting.objects.with_reversed().filter(kind="sale", amount=-40_000, reverses=None).order_by("pk")
    assert (first.is_reversed, now.is_reversed, now.state) == (True, False, "confirmed")
    assert now.at < now.answered_at
    back = said_of(Posting.objects.whole().get(reverses=first))
    assert back.note.endswith("кардар андай эмес дейт")
    assert book()[aizada] == (15_000, 60_000)
    sound()


def test_a_refund_taken_back_for_a_while_hears_the_customers_no(refund, four, aizada, book, sound):
    given = Posting.objects.get(kind="sale", amount=-40_000)
    back = reverse(given, aizada, uuid4())
    deny_payment(refund, refund.order.customer)
    record_sale(refund.order_id)
    deny(back, four[1])  # by that it would count again
    assert book()[aizada] == (25_000, 100_000)
    sound()


def test_both_what_was_received_and_given_back_are_written_again_where_both_were_denied(refund, four, aizada, book, sound):
    sales = list(Posting.objects.filter(kind="sale", reverses=None))
    for posting in sales:
        deny(posting, four[1])
    assert book() == {}
    for posting in sales:
        record_again(posting, aizada, uuid4())
    assert book()[aizada] == (15_000, 60_000)
    sound()
