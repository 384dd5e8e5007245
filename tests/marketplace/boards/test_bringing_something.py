""" "I bring …": offered, accepted, declined, taken back; invited and answered. Each once, also at the same moment."""

import pytest
from django.utils import timezone

from commons.journal.reading import read
from commons.journal.refusals import Refused
from commons.people.models import Block
from marketplace.boards.actions import (
    accept_offer,
    answer_invite,
    close_venture,
    decline_offer,
    invite_partner,
    leave_venture,
    make_offer,
    withdraw_offer,
)
from marketplace.boards.models import Offer, Partner
from marketplace.boards.refusals import OfferMoved
from tests.marketplace.selling.conftest import hear, told
from tests.racing import at_once, committing

__all__ = ["hear", "told"]
pytestmark = [pytest.mark.both_databases, pytest.mark.django_db]


def facts(venture):
    return [entry.fact.removeprefix("marketplace.") for entry in read(venture.stream, 0)][1:]


def in_it(venture):
    return {(one.member, one.role) for one in Partner.objects.standing().filter(venture=venture)}


def test_a_steward_accepts_and_she_is_in_it_with_all_she_offered(aizada, begimai, venture):
    felt = venture()
    first, second = make_offer(begimai, felt.pk, "talent", "Кийиз басам"), make_offer(begimai, felt.pk, "place", "Короом кең")
    accept_offer(aizada, first.pk)
    assert in_it(felt) == {(aizada, "steward"), (begimai, "partner")}
    assert {one.state for one in (Offer.objects.get(pk=first.pk), Offer.objects.get(pk=second.pk))} == {"accepted"}
    assert facts(felt) == ["offer.made", "offer.made", "offer.accepted", "partner.joined"]
    assert {one.kind for one in Offer.objects.brought().filter(venture=felt)} == {"talent", "place"}
    with pytest.raises(OfferMoved):
        accept_offer(aizada, first.pk)


def test_said_again_while_it_waits_the_new_words_stand(begimai, venture):
    felt = venture()
    first = make_offer(begimai, felt.pk, "tool", "Машина")
    assert make_offer(begimai, felt.pk, "tool", "Эки машина") == first
    assert Offer.objects.get().words == "Эки машина"


def test_what_a_partner_brings_counts_at_once(aizada, venture):
    felt = venture()
    assert make_offer(aizada, felt.pk, "hours", "Жума сайын").state == "accepted"
    assert facts(felt) == ["offer.made"]


def test_a_steward_thanks_and_declines(aizada, begimai, venture):
    felt = venture()
    offer = make_offer(begimai, felt.pk, "cash", "5 000 сом")
    assert decline_offer(aizada, offer.pk).state == "declined"
    assert in_it(felt) == {(aizada, "steward")}
    assert make_offer(begimai, felt.pk, "cash", "Дагы").pk != offer.pk


def test_she_takes_back_what_she_offered(aizada, begimai, venture):
    felt = venture()
    offer = make_offer(begimai, felt.pk, "cash", "5 000 сом")
    with pytest.raises(Refused, match="forbidden"):
        withdraw_offer(aizada, offer.pk)
    withdraw_offer(begimai, offer.pk)
    with pytest.raises(OfferMoved):
        accept_offer(aizada, offer.pk)
    assert facts(felt) == ["offer.made", "offer.withdrawn"]


@pytest.mark.parametrize("deed", [accept_offer, decline_offer])
def test_only_a_steward_answers(cast, venture, comes, who_may, deed):
    felt, another = venture(), cast["ambassador"]
    comes(felt, cast["begimai"])
    comes(felt, cast["trusted"], role="guest")
    comes(felt, cast["mentor"], role="steward")

    def try_it(woman):
        Partner.objects.filter(member=another).delete()
        fresh = {"kind": "tool", "state": "made", "answered_at": None}
        deed(woman, Offer.objects.update_or_create(venture=felt, member=another, defaults=fresh)[0].pk)

    assert who_may(try_it) == {"aizada", "mentor"}


def test_an_invitation_is_hers_to_answer(aizada, begimai, trusted, venture):
    felt = venture()
    invited = invite_partner(aizada, felt.pk, begimai.pk)
    assert invite_partner(aizada, felt.pk, begimai.pk) == invited
    for other in (aizada, trusted):
        with pytest.raises(Refused, match="forbidden"):
            answer_invite(other, invited.pk, yes=True)
    answer_invite(begimai, invited.pk, yes=True)
    assert (begimai, "partner") in in_it(felt)
    with pytest.raises(OfferMoved):
        answer_invite(begimai, invited.pk, yes=False)
    assert facts(felt) == ["offer.asked", "offer.accepted", "partner.joined"]


def test_who_was_invited_comes_in_by_what_she_brings(aizada, begimai, venture):
    felt = venture()
    invited = invite_partner(aizada, felt.pk, begimai.pk, "guest")
    offer = make_offer(begimai, felt.pk, "place", "Короом кең")
    assert (offer.pk, offer.state, offer.kind) == (invited.pk, "accepted", "place")
    assert (begimai, "guest") in in_it(felt)


def test_inviting_who_has_offered_accepts_it(aizada, begimai, venture):
    felt = venture()
    offer = make_offer(begimai, felt.pk, "place", "Короом кең")
    assert invite_partner(aizada, felt.pk, begimai.pk).pk == offer.pk
    assert (begimai, "partner") in in_it(felt)


def test_whom_one_who_is_in_it_does_not_meet_is_asked_by_nobody(aizada, begimai, trusted, under_18, invited, venture, comes):
    felt = venture()
    comes(felt, begimai)
    waiting = make_offer(trusted, felt.pk, "tool", "Машина")
    Block.objects.create(by=trusted, member=begimai)
    for woman in (trusted, under_18, invited, begimai):
        with pytest.raises(Refused, match="forbidden"):
            invite_partner(aizada, felt.pk, woman.pk)
    with pytest.raises(Refused, match="forbidden"):
        accept_offer(aizada, waiting.pk)
    assert Offer.objects.get(pk=waiting.pk).state == "made"


@pytest.mark.parametrize(("kind", "words"), [("gold", "Көп"), ("", "Көп"), ("tool", "м" * 501)])
def test_what_cannot_be_is_refused_in_words(begimai, venture, kind, words):
    felt = venture()
    with pytest.raises(Refused, match=r"invalid|too_long") as refused:
        make_offer(begimai, felt.pk, kind, words)
    assert str(refused.value.message)
    assert facts(felt) == []


def test_nothing_is_brought_to_what_is_closed(aizada, begimai, trusted, venture, again):
    felt = venture()
    waiting = make_offer(begimai, felt.pk, "tool", "Машина")
    close_venture(aizada, felt.pk, again(felt).version)
    for deed in (
        lambda: make_offer(trusted, felt.pk, "tool", "Машина"),
        lambda: accept_offer(aizada, waiting.pk),
        lambda: invite_partner(aizada, felt.pk, trusted.pk),
    ):
        with pytest.raises(Refused, match="read_only"):
            deed()


def test_there_is_an_end_to_how_many_are_in_it(aizada, begimai, trusted, venture, comes, monkeypatch):
    monkeypatch.setattr("marketplace.boards.actions.coming.MOST_PARTNERS", 2)
    felt = venture()
    comes(felt, begimai)
    with pytest.raises(Refused, match="invalid"):
        comes(felt, trusted)


def test_they_hear_of_it(aizada, begimai, trusted, venture, comes, hear, told):
    felt = venture()
    comes(felt, trusted, role="steward")
    offer = make_offer(begimai, felt.pk, "tool", "Машина")
    hear()
    assert "venture-offered" in told(aizada) & told(trusted)
    accept_offer(aizada, offer.pk)
    hear()
    assert (told(begimai), "venture-joined" in told(trusted), "venture-joined" in told(aizada)) == ({"venture-accepted"}, True, False)


def test_who_is_suspended_by_then_does_not_come_in(aizada, begimai, venture):
    felt = venture()
    offer = make_offer(begimai, felt.pk, "tool", "Машина")
    begimai.suspended_at = timezone.now()
    begimai.save()
    with pytest.raises(Refused, match="forbidden"):
        accept_offer(aizada, offer.pk)


@committing
def test_an_offer_is_accepted_once_at_the_same_moment(aizada, begimai, trusted, venture, comes):
    felt = venture()
    comes(felt, trusted, role="steward")
    offer = make_offer(begimai, felt.pk, "tool", "Машина")
    deeds = [lambda: accept_offer(aizada, offer.pk), lambda: accept_offer(trusted, offer.pk)] * 2
    results = at_once(*deeds, lambda: invite_partner(aizada, felt.pk, begimai.pk), lambda: withdraw_offer(begimai, offer.pk))
    assert Partner.objects.standing().filter(venture=felt, member=begimai).count() == (Offer.objects.get(pk=offer.pk).state == "accepted")
    assert facts(felt)[4:].count("partner.joined") <= 1
    assert all(isinstance(one, (Offer, Refused)) for one in results), results


@committing
def test_she_comes_in_once_by_two_ways(aizada, begimai, venture):
    felt = venture()
    invited = invite_partner(aizada, felt.pk, begimai.pk)
    results = at_once(
        lambda: answer_invite(begimai, invited.pk, yes=True),
        lambda: make_offer(begimai, felt.pk, "tool", "Машина"),
        lambda: invite_partner(aizada, felt.pk, begimai.pk),
    )
    assert all(isinstance(one, (Offer, Refused)) for one in results), results
    assert Partner.objects.standing().filter(venture=felt, member=begimai).count() == 1
    assert not Offer.objects.open().exists()


def test_who_left_may_come_again(aizada, begimai, venture, comes):
    felt = venture()
    comes(felt, begimai)
    leave_venture(begimai, felt.pk)
    comes(felt, begimai)
    assert Partner.objects.filter(venture=felt, member=begimai).count() == 2
