"""An agreement is in force once every partner has agreed to it; it never changes, and who comes or goes makes another necessary."""

from uuid import uuid4

import pytest

from commons.journal.reading import read
from commons.journal.refusals import Refused
from marketplace.boards.actions import accept_offer, leave_venture, make_offer
from marketplace.boards.models import Partner
from marketplace.ledger.actions import agree, offer_agreement
from marketplace.ledger.agreed import agreement_in_force, agreement_offered
from marketplace.ledger.models import Agreement, Consent
from marketplace.ledger.refusals import AgreementReplaced, PartnersChanged
from marketplace.ledger.splitting import WHOLE
from tests.racing import at_once, committing

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def facts(venture):
    return [entry.fact.rpartition(".")[2] for entry in read(f"marketplace.ledger:{venture.pk}", 0)]


def test_it_is_in_force_with_the_last_who_agrees_and_not_before(four, agreed, venture):
    agreement = agreed(*four[:3])
    assert not agreement.is_in_force
    assert agreement_in_force(venture) is None
    assert agreement_offered(venture) == agreement
    agreement = agree(agreement, four[3])
    assert agreement.is_in_force
    assert agreement_offered(venture) is None
    assert agreement_in_force(venture) == agreement
    assert facts(venture) == ["offered", "accepted", "accepted", "accepted", "accepted", "settled"]


def test_equal_parts_are_the_whole_and_equal(four, agreed):
    agreement = agreed(*four)
    assert {part.member: part.basis_points for part in agreement.parts.all()} == dict.fromkeys(four, WHOLE // 4)
    assert set(agreement.weights.values()) == {1}


def test_alone_she_agrees_with_herself(venture, agreed, aizada):
    assert agreed(aizada).is_in_force


def test_said_twice_it_is_said_once(four, agreed, venture):
    key, (aizada, begimai, *_) = uuid4(), four
    first = offer_agreement(aizada, venture.pk, "equal", aizada.pk, key)
    assert offer_agreement(aizada, venture.pk, "equal", aizada.pk, key) == first
    agree(first, begimai)
    agree(first, begimai)
    assert Agreement.objects.count() == 1
    assert Consent.objects.count() == 2


def test_anothers_key_offers_nothing(four, venture):
    key, (aizada, begimai, *_) = uuid4(), four
    offer_agreement(aizada, venture.pk, "equal", aizada.pk, key)
    with pytest.raises(Refused, match="invalid"):
        offer_agreement(begimai, venture.pk, "equal", aizada.pk, key)


def test_who_has_no_part_in_it_neither_offers_nor_agrees(four, comes, agreed, venture, make_member, suspended, coordinator):
    guest, stranger = make_member("Конок"), make_member("Бөтөн")
    comes(guest, role="guest")
    agreement = agreed(four[0])
    for woman in (guest, stranger, suspended, coordinator):
        with pytest.raises(Refused, match="forbidden"):
            agree(agreement, woman)
        with pytest.raises(Refused, match="forbidden"):
            offer_agreement(woman, venture.pk, "equal", woman.pk, uuid4())
    assert Agreement.objects.count() == 1


@pytest.mark.parametrize(
    "said",
    [
        {"kind": "by luck"},
        {"kind": "own"},
        {"kind": "own", "parts": {}},
        {"kind": "own", "parts": "half"},
        {"kind": "own", "parts": "negative"},
        {"kind": "own", "parts": "a whole each"},
        {"kind": "piece_then_rest", "a_piece": 0},
        {"kind": "piece_then_rest", "a_piece": -100},
        {"kind": "piece_then_rest", "a_piece": 10**15},
        {"holder": "stranger"},
    ],
    ids=str,
)
def test_what_cannot_be_is_refused_and_changes_nothing(four, venture, make_member, said):
    ids = [woman.pk for woman in four]
    parts = {
        "half": dict.fromkeys(ids, 1_250),
        "negative": dict(zip(ids, (WHOLE, 1, 1, -2), strict=True)),
        "a whole each": dict.fromkeys(ids, WHOLE),
    }
    given = {"kind": "equal", "parts": None, **said}
    given["parts"] = parts.get(given["parts"], given["parts"]) if isinstance(given["parts"], str) else given["parts"]
    holder = make_member("Бөтөн").pk if given.pop("holder", "") else ids[0]
    with pytest.raises(Refused) as refused:
        offer_agreement(four[0], venture.pk, given.pop("kind"), holder, uuid4(), **given)
    assert refused.value.code in ("invalid", "conflict")
    assert not Agreement.objects.exists()
    assert facts(venture) == []


def test_parts_are_for_those_who_are_in_it(four, venture, make_member):
    others = [*four[:3], make_member("Бөтөн")]
    with pytest.raises(PartnersChanged):
        offer_agreement(four[0], venture.pk, "own", four[0].pk, uuid4(), parts={woman.pk: 2_500 for woman in others})


@pytest.mark.parametrize("kind", ["equal", "piece_then_rest"])
def test_equal_parts_are_for_those_whom_she_saw(kind, four, venture, comes, make_member):
    seen = dict.fromkeys([one.pk for one in four], WHOLE // 4)
    comes(make_member("Асель"))
    with pytest.raises(PartnersChanged):
        offer_agreement(four[0], venture.pk, kind, four[0].pk, uuid4(), parts=seen, a_piece=100_00 if kind == "piece_then_rest" else 0)
    assert not Agreement.objects.exists()


def test_what_was_replaced_is_agreed_to_by_nobody_and_the_old_one_stays_meanwhile(four, agreed, venture):
    first = agreed(*four)
    second = agreed(*four[:2])
    third = agreed(four[2])
    assert agreement_offered(venture) == third
    with pytest.raises(AgreementReplaced) as refused:
        agree(second, four[3])
    assert refused.value.agreement == third
    assert agreement_in_force(venture) == first


def test_who_comes_meanwhile_must_agree_too(four, agreed, comes, make_member):
    waiting = agreed(*four[:3])
    comes(make_member("Жаңыл"))
    with pytest.raises(PartnersChanged):
        agree(waiting, four[3])
    assert Agreement.objects.get() == waiting
    assert not waiting.is_in_force


def test_who_leaves_meanwhile_makes_another_necessary(four, agreed, venture):
    waiting = agreed(*four[:3])
    leave_venture(four[3], venture.pk)
    with pytest.raises(Refused, match="forbidden"):
        agree(waiting, four[3])
    assert agreement_in_force(venture) is None
    assert agreed(*four[:3]).is_in_force


def test_who_leaves_ends_what_was_in_force_until_the_others_agree_anew(four, agreed, venture):
    agreed(*four)
    leave_venture(four[3], venture.pk)
    assert agreement_in_force(venture) is None
    anew = agreed(*four[:3])
    assert agreement_in_force(venture) == anew


def test_whose_account_is_gone_holds_up_nobody_and_keeps_what_she_earned(four, agreed, sold, book):
    agreed(*four)
    sold()
    four[3].is_active = False
    four[3].save()
    assert agreed(*four[:3]).is_in_force
    assert book()[four[3]] == (120_000, 0)


def test_in_a_closed_venture_nothing_more_is_agreed(four, agreed, venture):
    from marketplace.boards.actions import close_venture

    waiting = agreed(*four[:3])
    venture.refresh_from_db()
    close_venture(four[0], venture.pk, venture.version)
    for deed in (lambda: agree(waiting, four[3]), lambda: agreed(four[0])):
        with pytest.raises(Refused, match="read_only"):
            deed()


@committing
def test_all_agree_at_the_same_moment_and_it_is_in_force_once(four, agreed, venture):
    for _ in range(5):
        agreement = agreed(four[0])
        at_once(*[lambda woman=woman, one=agreement: agree(one, woman) for woman in (*four[1:], *four[1:])])
        agreement = Agreement.objects.get(pk=agreement.pk)
        assert agreement.is_in_force
        assert agreement.consents.count() == 4
    assert facts(venture).count("settled") == 5


@committing
def test_replaced_while_the_last_agrees_it_is_one_or_the_other(four, agreed, venture):
    for _ in range(5):
        waiting = agreed(*four[:3])
        answers = at_once(
            lambda one=waiting: agree(one, four[3]), lambda: offer_agreement(four[0], venture.pk, "equal", four[1].pk, uuid4())
        )
        waiting.refresh_from_db()
        assert isinstance(answers[1], Agreement)
        assert waiting.is_in_force == (not isinstance(answers[0], AgreementReplaced))
        assert not answers[1].is_in_force


@committing
def test_two_offers_at_once_have_a_number_each_and_the_later_counts(four, venture):
    answers = at_once(*[lambda woman=woman: offer_agreement(woman, venture.pk, "equal", woman.pk, uuid4()) for woman in four])
    assert sorted(one.number for one in answers) == [1, 2, 3, 4]
    last = Agreement.objects.get(number=4)
    for woman in four:
        last = agree(last, woman)
    assert last.is_in_force


@committing
def test_one_leaves_while_the_last_agrees_and_nobody_shares_by_what_she_did_not_see(four, agreed, venture):
    for _ in range(4):
        waiting = agreed(*four[:3])
        answers = at_once(lambda one=waiting: agree(one, four[3]), lambda: leave_venture(four[2], venture.pk))
        assert answers[1] is None
        assert agreement_in_force(venture) is None
        waiting.refresh_from_db()
        assert waiting.is_in_force == isinstance(answers[0], Agreement)
        Partner.objects.create(venture=venture, member=four[2], role="partner")


@committing
def test_one_comes_in_while_the_last_agrees_and_nothing_is_in_force_without_her(four, agreed, venture, make_member):
    for number in range(4):
        partners = [one.member for one in Partner.objects.working().filter(venture=venture).select_related("member")]
        waiting, fifth = agreed(*partners[:-1]), make_member(f"Жаңы {number}")
        brought = make_offer(fifth, venture.pk, "talent", "Тигем")
        answers = at_once(lambda one=waiting, last=partners[-1]: agree(one, last), lambda one=brought: accept_offer(four[0], one.pk))
        assert not isinstance(answers[1], Exception), answers
        assert isinstance(answers[0], Agreement | PartnersChanged)
        waiting.refresh_from_db()
        assert waiting.is_in_force == isinstance(answers[0], Agreement)
        assert agreement_in_force(venture) is None


@committing
def test_the_same_key_sent_at_once_offers_once(four, venture):
    key = uuid4()
    answers = at_once(*[lambda: offer_agreement(four[0], venture.pk, "equal", four[0].pk, key)] * 6)
    assert {one.pk for one in answers} == {Agreement.objects.get().pk}


def test_who_may_not_come_in_for_long_holds_up_nobody(four, agreed, venture, sold, book):
    from datetime import timedelta

    from django.utils import timezone

    first = agreed(*four)
    sold()
    four[3].suspended_at = timezone.now() - timedelta(days=3)
    four[3].save()
    with pytest.raises(AssertionError):  # for some days the others wait for her word
        assert agreed(*four[:3]).is_in_force
    four[3].suspended_at = timezone.now() - timedelta(days=15)
    four[3].save()
    assert agreement_in_force(venture) == first  # she shares by it until they agree anew
    anew = agreed(*four[:3])
    assert agreement_in_force(venture) == anew
    assert four[3].pk not in anew.members
    assert book()[four[3]] == (120_000, 0)
    four[3].suspended_at = None
    four[3].save()
    assert agreement_in_force(venture) is None  # back, she has a word in it again
