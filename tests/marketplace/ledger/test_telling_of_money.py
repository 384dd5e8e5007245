"""Whose word is waited for is told so, and nobody else; who leaves follows the money no more."""

from uuid import uuid4

import pytest

from commons.journal.models import Delivery
from commons.journal.presenting import present
from commons.journal.reading import read
from commons.journal.things import things
from commons.journal.worker import Worker
from commons.notify.models import Notice
from commons.people.models import Block
from commons.realtime.doors import may_enter
from marketplace.boards.actions import leave_venture
from marketplace.ledger.actions import agree, confirm, deny, record_cost, record_payout, reverse

pytestmark = pytest.mark.django_db


@pytest.fixture
def told():
    """Let the ledger's listeners hear; then who was told of this, by name: `told("agree")`."""

    def give(kind):
        Delivery.objects.exclude(listener__startswith="marketplace.ledger").delete()
        while Worker().run_due():
            Delivery.objects.exclude(listener__startswith="marketplace.ledger").delete()
        return set(Notice.objects.filter(kind=f"venture-{kind}").values_list("to", flat=True))

    return give


def actors(*women):
    return {woman.actor for woman in women}


def test_those_who_would_share_are_asked_and_then_told_that_all_agreed(four, agreed, told, venture):
    agreement = agreed(four[0])
    assert told("agree") == actors(*four[1:])
    assert told("settled") == set()
    for woman in four[1:]:
        agree(agreement, woman)
    assert told("settled") == actors(*four[:3])
    about = Notice.objects.filter(kind="venture-agree").first().about
    assert things([about])[about].address == f"/market/together/{venture.pk}/agreement/"


def test_a_block_between_two_keeps_neither_from_being_asked(four, agreed, told):
    Block.objects.create(by=four[1], member=four[0])
    agreed(four[0])
    assert four[1].actor in told("agree")


def test_a_cost_waits_for_any_other_and_what_is_given_for_her_who_has_it(four, agreed, sold, told, venture):
    aizada, begimai, *_ = four
    agreed(*four)
    sold()
    assert told("confirm") == actors(*four[1:])
    Notice.objects.all().delete()
    record_payout(aizada, venture.pk, begimai, 100, uuid4())
    assert told("confirm") == actors(begimai)
    about = Notice.objects.get().about
    assert things([about])[about].address == f"/market/together/{venture.pk}/money/"


def test_what_is_answered_before_it_is_heard_waits_for_nobody(four, agreed, told, venture):
    agreed(*four)
    confirm(record_cost(four[1], venture.pk, 100, "Жип", uuid4()), four[2])
    assert told("confirm") == set()


def test_she_whose_word_is_denied_is_told(four, agreed, told, venture):
    agreed(*four)
    deny(record_cost(four[1], venture.pk, 100, "Жип", uuid4()), four[2])
    assert told("denied") == actors(four[1])


def test_who_leaves_follows_it_no_more(four, agreed, told, venture):
    stream = f"marketplace.ledger:{venture.pk}"
    assert may_enter(four[3], stream)
    leave_venture(four[3], venture.pk)
    told("agree")
    ended = [entry.data["of"] for entry in read(f"people.member:{four[3].pk}", 0) if entry.fact == "people.membership.ended"]
    assert stream in ended
    assert not may_enter(four[3], stream)


def test_who_left_is_told_that_she_was_paid(earned, told, venture):
    aizada, begimai, *others = earned
    leave_venture(begimai, venture.pk)
    posting = record_payout(aizada, venture.pk, begimai, 100, uuid4())
    assert (told("paid"), told("confirm")) == (actors(begimai), actors(*others))
    about = Notice.objects.get(kind="venture-paid").about
    assert things([about])[about].address == f"/market/together/{venture.pk}/"
    reverse(posting, aizada, uuid4())
    assert told("paid") == actors(begimai)


def test_what_is_followed_says_which_and_no_more(four, agreed, venture):
    agreement = agreed(*four)
    posting = record_cost(four[1], venture.pk, 100, "Жип", uuid4())
    shown = [fact["data"] for fact in present(read(f"marketplace.ledger:{venture.pk}", 0), "ky")]
    assert shown[0] == {"type": "agreement", "id": agreement.pk}
    assert {"type": "posting", "id": posting.pk} in shown
    assert all(set(data) == {"type", "id"} for data in shown)
