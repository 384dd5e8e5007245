"""From visitor to member by the link of her seat: what becomes hers, once."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.apps import apps
from django.utils import timezone

from commons.journal.models import Entry
from commons.journal.reading import read
from commons.journal.refusals import Refused
from commons.people import may as people_may
from commons.people.models import Member, Pass, Vouch
from events import may
from events.actions import (
    ask_question,
    ask_to_join,
    cancel_gathering,
    cast_ballot,
    claim_seat,
    decide_question,
    end,
    give_up_seat,
    joining,
    open_poll,
    take_seat,
    vote,
)
from events.models import Ballot, Gathering, Newcomer, Poll, Question, Remark, Restraint, Seat, Vote
from tests.events.counting import check

pytestmark = pytest.mark.django_db


def facts(stream):
    return [entry.fact for entry in read(stream, 0)]


def test_she_asks_to_join_the_lab_and_is_credited_to_the_host(gathering, come, join, ambassador):
    felt = gathering()
    member = join(come(felt), "Айнура", is_under_18=True)
    assert (member.standing, member.belonging, member.lab, member.is_under_18) == ("asked", "network", felt.lab, True)
    assert (member.name, member.language, member.speaks) == ("Айнура", "ky", ["ky"])
    assert member.arrival.invitation.made_by == ambassador
    assert people_may.is_host_of(ambassador, member)
    assert member.came_by.gathering == felt
    assert Vouch.objects.count() == 0


def test_her_seat_is_hers_by_her_account_and_the_link_opens_nothing(gathering, come, join, again):
    seat = come(gathering(capacity=3), party=2)
    member = join(seat)
    mine = again(seat)
    assert (mine.member, mine.guest, mine.who, mine.state, mine.party, mine.code) == (member, None, member.actor, "taken", 2, seat.code)
    assert not Pass.objects.good().exists()
    assert facts(seat.stream) == ["events.seat.taken", "events.seat.claimed"]
    assert facts(f"people.guest:{seat.guest_id}") == ["people.pass.revoked"]
    assert facts(f"people.lab:{member.lab_id}") == ["people.member.joined"]
    assert facts(seat.gathering.desk_stream)[-1] == "events.newcomer.asked"
    check(seat.gathering)


def test_nothing_in_the_journal_names_her(gathering, come, join, visitor):
    seat = come(gathering(), visitor("Жаңыл"))
    join(seat, "Жаңыл")
    said = str(list(Entry.objects.values_list("data", flat=True)))
    assert "Жаңыл" not in said
    assert seat.guest.phone not in said


def test_her_questions_votes_and_answers_become_hers_and_all_who_are_there_see_her_name(begun, come, join, ambassador, visitor):
    felt = begun()
    seat, other = come(felt, visitor("Айнура")), come(felt)
    shown = decide_question(ambassador, ask_question(felt, seat.guest, "Качан?", uuid4()), "show")
    nameless = decide_question(ambassador, ask_question(felt, seat.guest, "Канча?", uuid4(), is_anonymous=True), "show")
    waiting = ask_question(felt, seat.guest, "Кайда?", uuid4())
    theirs = decide_question(ambassador, ask_question(felt, other.guest, "Эмне?", uuid4()), "show")
    vote(theirs, seat.guest)
    poll = open_poll(ambassador, felt, "Кайсы түс?", ["Кызыл", "Көк"], uuid4())
    cast_ballot(poll, seat.guest, [poll.options.first().pk])
    before = len(facts(felt.live_stream))

    member = join(seat, "Айнура апа")

    assert set(Question.objects.filter(member=member, who=member.actor, seat=None)) == {shown, nameless, waiting}
    assert Question.objects.get(pk=shown.pk).name == "Айнура апа"
    assert Question.objects.get(pk=nameless.pk).name == ""
    assert list(Vote.objects.values_list("question", "who")) == [(theirs.pk, member.actor)]
    assert list(Ballot.objects.values_list("who", flat=True)) == [member.actor]
    told = read(felt.live_stream, before)
    assert [(entry.fact, entry.data["question"], entry.actor) for entry in told] == [
        ("events.question.shown", shown.pk, member.actor),
        ("events.question.shown", nameless.pk, "system"),
    ]
    assert (Question.objects.get(pk=theirs.pk).votes, Poll.objects.get().ballots) == (1, 1)


def test_she_goes_on_asking_and_voting_where_she_was_as_a_guest(begun, come, join, ambassador):
    felt = begun(women_only=True)
    seat = come(felt)
    Gathering.objects.filter(pk=felt.pk).update(members_only=True)  # changed after she had her seat
    member = join(seat)
    question = decide_question(ambassador, ask_question(felt, member, "Качан?", uuid4()), "show")
    vote(question, member)
    other = begun(women_only=True)
    with pytest.raises(Refused, match="forbidden"):
        ask_question(other, member, "Качан?", uuid4())


@pytest.mark.parametrize("kind", ["muted", "shown_out"])
def test_whom_a_host_has_muted_or_shown_out_stays_so(begun, come, join, kind, visitor, gathering):
    felt, number = begun(), visitor()
    first = come(felt, number)
    Restraint.objects.create(gathering=felt, who=first.guest.actor, seat=first, kind=kind)
    give_up_seat(first)
    seat = come(felt, number)  # once more, with the same number
    Remark.objects.create(gathering=felt, who=seat.guest.actor, seat=seat, key=uuid4(), text="Салам")
    member = join(seat)
    assert may.is_restrained(member, felt)
    assert may.is_shown_out(member, felt) == (kind == "shown_out")
    assert may.is_restrained(first.guest, felt)  # who shares the number isn't let in again by it
    assert [(one.who, one.member, one.name) for one in Remark.objects.all()] == [(member.actor, member, member.name)]


def test_the_graver_of_two_stays(begun, come, begimai):
    felt = begun()
    seat = come(felt)
    Restraint.objects.create(gathering=felt, who=begimai.actor, member=begimai, kind="muted")
    Restraint.objects.create(gathering=felt, who=seat.guest.actor, seat=seat, kind="shown_out")
    claim_seat(seat, seat.guest, begimai)
    assert [(one.who, one.kind) for one in Restraint.objects.all()] == [(begimai.actor, "shown_out")]


def test_every_table_that_tells_persons_apart_is_handed_over():
    """A new one with `who` in it belongs to `handing_over.py`, too."""
    apart = {model for model in apps.get_app_config("events").get_models() if any(field.name == "who" for field in model._meta.fields)}
    assert apart == {Seat, Question, Vote, Ballot, Remark, Restraint}


def test_the_same_key_is_one_account_for_ten_minutes(gathering, come, join):
    seat, key = come(gathering()), uuid4()
    member = join(seat, key=key)
    assert join(seat, key=key) == member
    Member.objects.update(joined_at=timezone.now() - timedelta(minutes=11))
    with pytest.raises(Refused, match="forbidden"):
        join(seat, key=key)
    assert Newcomer.objects.count() == 1


def test_another_key_makes_no_second_account(gathering, come, join):
    seat = come(gathering())
    join(seat)
    with pytest.raises(Refused, match="forbidden"):
        join(seat)
    assert Member.objects.filter(standing="asked").count() == 1


@pytest.mark.parametrize("state", ["waiting", "given_up", "cancelled"])
def test_who_does_not_come_cannot_join_by_it(gathering, come, join, ambassador, state):
    felt = gathering(capacity=1)
    seat = come(felt)
    if state == "waiting":
        seat = come(felt)
    elif state == "given_up":
        give_up_seat(seat)
    else:
        cancel_gathering(ambassador, felt)
    with pytest.raises(Refused, match="forbidden"):
        join(seat)
    assert not Member.objects.filter(standing="asked").exists()


def test_somebody_elses_seat_is_not_joined_by(gathering, come):
    felt = gathering()
    seat, other = come(felt), come(felt)
    with pytest.raises(Refused, match="forbidden"):
        ask_to_join(seat, other.guest, "Айнура", "ky", False, uuid4())


def test_a_link_that_has_ended_lets_nobody_join(gathering, come, join):
    seat = come(gathering())
    Pass.objects.update(revoked_at=timezone.now())
    with pytest.raises(Refused, match="forbidden"):
        join(seat)
    assert not Member.objects.filter(standing="asked").exists()


def test_a_name_without_letters_is_refused(gathering, come, join):
    with pytest.raises(Refused, match="invalid"):
        join(come(gathering()), "123")


def test_it_is_counted_for_each_and_over_all(gathering, come, join, monkeypatch):
    felt = gathering()
    monkeypatch.setattr(joining, "OVER_ALL", joining.Limit("asks to join", 2, timedelta(hours=1)))
    join(come(felt))
    join(come(felt))
    with pytest.raises(Refused, match="slow_down"):
        join(come(felt))


def test_it_is_joined_after_the_end_too(begun, come, join, ambassador):
    felt = begun()
    seat = come(felt)
    end(ambassador, felt)
    assert join(seat).standing == "asked"


def test_a_new_account_keeps_the_key_of_a_guest_apart_from_that_of_another(gathering, come):
    felt, key = gathering(), uuid4()
    one, other = come(felt), come(felt)
    first = ask_to_join(one, one.guest, "Айнура", "ky", False, key)
    second = ask_to_join(other, other.guest, "Назгүл", "ky", False, key)
    assert first != second


def test_take_seat_is_refused_where_her_account_has_one(gathering, come, join):
    felt = gathering()
    member = join(come(felt))
    with pytest.raises(Refused, match="conflict"):
        take_seat(felt, member, 1, uuid4())
