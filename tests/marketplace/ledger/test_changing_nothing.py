"""What was written stays: the database itself refuses what no action does, on SQLite and on PostgreSQL."""

import threading
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from commons.journal.models import Entry
from marketplace.ledger.actions import confirm, record_cost
from marketplace.ledger.models import Agreement, Consent, Leg, OrderSplit, Part, Posting
from tests.racing import at_once, committing

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def written(four, agreed, sold, venture):
    agreed(*four)
    sold()
    return record_cost(four[1], venture.pk, 80_000, "Жип", uuid4())


def refused(deed, words):
    with pytest.raises(IntegrityError, match=words), transaction.atomic():
        deed()


@pytest.mark.parametrize("model", [Agreement, Consent, Leg, OrderSplit, Part, Posting])
def test_nothing_is_deleted(written, model):
    before = model.objects.count()
    refused(lambda: model.objects.all()._raw_delete("default"), "never deleted|stays")
    assert model.objects.count() == before > 0


@pytest.mark.parametrize(
    ("model", "change"),
    [
        (Leg, {"amount": 1}),
        (Leg, {"member": None}),
        (Part, {"basis_points": 1}),
        (Consent, {"member": 1}),
        (Posting, {"amount": 1}),
        (Posting, {"words": "Башка"}),
        (Posting, {"by": 1}),
        (Posting, {"state": "recorded", "answered_at": None}),
        (Posting, {"state": "denied", "words": "Башка"}),
        (Agreement, {"a_piece": 1}),
        (Agreement, {"in_force_at": None}),
        (OrderSplit, {"agreement": 0}),
        (OrderSplit, {"makers": None}),
    ],
    ids=str,
)
def test_nothing_is_changed(written, model, change):
    refused(lambda: model.objects.all().update(**change), "never changed|stays|confirmed or denied once")


def test_a_posting_is_answered_once(written, four):
    posting = confirm(written, four[2])
    refused(lambda: Posting.objects.filter(pk=posting.pk).update(state="denied"), "once")


def test_her_own_word_is_not_her_answer(written, four):
    posting = Posting.objects.filter(pk=written.pk)
    refused(lambda: posting.update(state="confirmed", answered_by=four[1], answered_at=written.at), "answered_by_another")


def a_cost(venture, woman):
    key = uuid4()
    return Posting(venture=venture, key=key, kind="cost", amount=100, by=woman, lot=f"cost:{key}", words="Жип")


@pytest.mark.parametrize("amounts", [(), (100,), (100, -99), (100, -101)])
def test_what_does_not_add_up_is_not_written(written, venture, four, amounts):
    posting = a_cost(venture, four[0])

    def write():
        Leg.objects.bulk_create(
            Leg(posting_id=posting.key, account="held", member=woman, amount=amount) for woman, amount in zip(four, amounts, strict=False)
        )
        posting.save(force_insert=True)

    refused(write, "add up to zero")


def test_what_is_written_gets_no_more_legs(written, four):
    refused(lambda: Leg.objects.create(posting=written, account="held", member=four[3], amount=5), "no more legs")


@committing
def test_legs_that_two_write_for_one_posting_are_of_one_alone(written, venture, four):
    """Neither sees the other's; SQLite has them write one after the other."""
    posting, begun, done = a_cost(venture, four[0]), threading.Event(), threading.Event()

    def leave_a_leg_over():
        with transaction.atomic():
            Leg.objects.create(posting_id=posting.key, account="held", member=four[3], amount=5)
            begun.set()
            done.wait(10 if connection.vendor == "postgresql" else 0)

    def write():
        begun.wait(10)
        with transaction.atomic():
            legs = [
                Leg(posting_id=posting.key, account="held", member=woman, amount=sign * 100)
                for woman, sign in zip(four, (1, -1), strict=False)
            ]
            Leg.objects.bulk_create(legs)
            posting.save(force_insert=True)
        done.set()

    left_over, _ = at_once(leave_a_leg_over, write)
    assert isinstance(left_over, IntegrityError)
    assert sum(Leg.objects.filter(posting=posting).values_list("amount", flat=True)) == 0


def test_a_leg_without_its_posting_is_not_kept(written, four):
    def write():
        Leg.objects.create(posting_id=uuid4(), account="held", member=four[3], amount=5)
        connection.check_constraints()

    refused(write, "(?i)foreign key|add up")


def test_an_agreement_comes_into_force_with_all_alone(four, agreed, written):
    waiting = agreed(*four[:3])
    refused(lambda: Agreement.objects.filter(pk=waiting.pk).update(in_force_at=waiting.made_at), "once all have agreed")
    refused(lambda: Part.objects.create(agreement=waiting, member=four[3], basis_points=0), "gets no more parts")


def test_who_has_no_part_consents_to_nothing(agreed, four, make_member):
    waiting = agreed(*four[:3])
    refused(lambda: Consent.objects.create(agreement=waiting, member=make_member("Бөтөн")), "who has a part")


def test_the_check_finds_what_the_journal_does_not_say(written):
    call_command("ledger", "check")
    Entry.objects.filter(fact="marketplace.posting.recorded").last().delete()
    with pytest.raises(CommandError, match="off"):
        call_command("ledger", "check")


def test_the_check_finds_a_payment_that_is_not_in_the_book(written, sold):
    from marketplace.orders.actions import confirm_payment

    order = sold(paid=False)
    confirm_payment(order.payments.get(), order.maker, "cash")
    with pytest.raises(CommandError, match="off"):
        call_command("ledger", "check")
