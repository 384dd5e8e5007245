"""What makers earned follows from the journal: reckoned anew it is what is kept, and a lab's month hides who is in it."""

import pytest
from django.core.management import CommandError, call_command

from commons.journal.models import Delivery, Entry
from commons.journal.worker import Worker
from commons.people.models import Lab
from marketplace.orders.actions import claim_payment, confirm_payment, keep_earning, rebuild_earnings
from marketplace.orders.earnings import earnings_of, totals_of
from marketplace.orders.models import Earning, Order

from .steps import bring, step

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def paid(place, offer):
    """An order of hers, delivered; its advance was paid, then the rest."""

    def give(maker):
        order = bring(place(offer(maker)), "accepted")
        confirm_payment(claim_payment(order.payments.get(purpose="deposit"), order.customer, "cash"), maker)
        order = step(step(Order.objects.whole().get(pk=order.pk), "start"), "deliver")
        confirm_payment(order.payments.get(confirmed_at=None), maker, "business_qr")
        return order

    return give


def deliver():
    Delivery.objects.exclude(listener__endswith="count_what_was_received").delete()
    while Worker().run_due():
        pass


def kept():
    return sorted(Earning.objects.values_list("line", "shop", "lab", "month", "amount"))


def test_what_is_kept_is_what_the_journal_says(paid, aizada, begimai):
    order = paid(aizada)
    paid(begimai)
    refunded = step(step(order, "dispute"), "settle", _coordinator(order), refund=80_000)
    confirm_payment(claim_payment(refunded.payments.get(purpose="refund"), aizada, "cash"), refunded.customer)
    deliver()
    assert [(month.amount, month.orders) for month in earnings_of(order.shop)] == [(400_000, 1)]
    before = kept()
    assert len(before) == 5
    assert rebuild_earnings() == 5
    assert kept() == before
    call_command("orders", "check")
    Earning.objects.filter(amount__lt=0).delete()
    with pytest.raises(CommandError):
        call_command("orders", "check")
    call_command("orders", "rebuild")
    call_command("orders", "check")
    assert kept() == before


def _coordinator(order):
    from commons.testing import make_member

    return make_member("Чолпон", at=order.lab.slug, standing="trusted", roles=("coordinator",))


def test_heard_twice_it_counts_once(paid, aizada):
    paid(aizada)
    deliver()
    before = kept()
    for entry in Entry.objects.filter(fact="marketplace.payment.confirmed"):
        keep_earning(entry)
    assert kept() == before


def test_a_month_of_a_lab_is_told_of_five_makers_or_more(paid, make_member):
    makers = [make_member(f"Чебер {number}") for number in range(5)]
    osh = Lab.objects.get(slug="osh")
    for maker in makers[:4]:
        paid(maker)
    paid(make_member("Алыстагы", at="batken"))
    deliver()
    assert totals_of(osh) == []
    paid(makers[4])
    deliver()
    (month,) = totals_of(osh)
    assert (month.amount, month.orders) == (5 * 480_000, 5)
    assert totals_of(Lab.objects.get(slug="batken")) == []
