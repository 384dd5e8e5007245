"""Taking seats: never more than there are, in line where there are none, and nobody holds two."""

from datetime import timedelta
from random import Random
from uuid import uuid4

import pytest
from django.utils import timezone

from commons.journal.models import Entry
from commons.journal.refusals import Refused
from commons.people.models import Block, Pass
from events.actions import change_party, give_up_seat, seating, take_seat
from events.models import Gathering, Seat
from events.refusals import Full, HasSeat, Over
from tests.racing import at_once

from .counting import check

pytestmark = pytest.mark.both_databases
both, committing = pytest.mark.django_db, pytest.mark.django_db(transaction=True)


@both
def test_a_guest_takes_a_seat_and_has_her_link(gathering, visitor):
    felt = gathering(capacity=3)
    seated = take_seat(felt, visitor(), 2, uuid4())
    assert (seated.seat.state, seated.seat.party, len(seated.seat.code)) == ("taken", 2, 6)
    assert seated.link is not None
    assert seated.link.stream == seated.seat.stream
    check(felt)
    facts = Entry.objects.filter(stream__in=[felt.stream, felt.desk_stream, seated.seat.stream]).values_list("fact", flat=True)
    assert set(facts) >= {"events.seat.taken", "events.desk.changed", "events.gathering.changed"}


@both
def test_all_learn_how_many_are_left_and_not_who_came(gathering, come):
    felt = gathering()
    come(felt)
    last = Entry.objects.filter(stream=felt.stream).latest("seq")
    assert (last.fact, last.actor, set(last.data)) == ("events.gathering.changed", "system", {"gathering", "version"})


@both
def test_how_many_come_may_change_while_nobody_waits_for_the_places(gathering, come, again):
    felt = gathering(capacity=4)
    seat = come(felt, party=2)
    assert change_party(seat, 4).party == 4
    with pytest.raises(Refused, match="invalid"):
        change_party(again(seat), 7)
    waiting = come(felt, party=2)
    change_party(again(seat), 3)
    assert again(waiting).state == "waiting"
    with pytest.raises(Full):
        change_party(again(seat), 4)
    change_party(again(waiting), 1)
    assert (again(waiting).state, again(waiting).party) == ("offered", 1)  # for one there is room
    check(felt)
    facts = Entry.objects.count()
    assert change_party(again(seat), 3).party == 3
    assert Entry.objects.count() == facts  # as many as she had said


@both
@pytest.mark.parametrize("over", [{"state": "ended"}, {"state": "cancelled"}, {"ends_at": timezone.now() - timedelta(hours=1)}])
def test_what_is_over_keeps_its_seats_as_they_were(gathering, come, again, over):
    felt = gathering(capacity=4)
    seat = come(felt, party=2)
    Gathering.objects.filter(pk=felt.pk).update(starts_at=timezone.now() - timedelta(hours=3))
    Gathering.objects.filter(pk=felt.pk).update(**over)
    for deed in (lambda: change_party(again(seat), 1), lambda: change_party(again(seat), 3), lambda: give_up_seat(again(seat), "member:1")):
        with pytest.raises(Over):
            deed()
    assert (again(seat).state, again(seat).party) == ("taken", 2)
    check(felt)


@both
def test_nobody_holds_two_and_a_stranger_with_her_number_gets_no_link(gathering, visitor):
    felt, hers = gathering(), visitor()
    take_seat(felt, hers, 1, uuid4())
    with pytest.raises(HasSeat, match="conflict"):
        take_seat(felt, hers, 1, uuid4())
    assert (Seat.objects.count(), Pass.objects.count()) == (1, 1)


@both
def test_who_gave_up_may_come_again(gathering, visitor):
    felt, hers = gathering(), visitor()
    give_up_seat(take_seat(felt, hers, 1, uuid4()).seat)
    assert take_seat(felt, hers, 1, uuid4()).seat.state == "taken"
    check(felt)


@both
def test_the_same_key_is_the_same_seat_and_link(gathering, visitor):
    felt, hers, key = gathering(capacity=2), visitor(), uuid4()
    assert take_seat(felt, hers, 1, key) == take_seat(felt, hers, 1, key)
    with pytest.raises(Refused, match="invalid"):
        take_seat(felt, visitor(), 1, key)
    check(felt)


@both
@pytest.mark.parametrize("moment", ["take", "_code_at"])
def test_the_same_form_twice_at_the_same_moment_is_the_last_seat_once(gathering, visitor, monkeypatch, moment):
    """As where the first answer was lost, and what she sent first is done between two steps of what she sends again."""
    felt, hers, key = gathering(capacity=1), visitor(), uuid4()
    step, first = getattr(seating, moment), []

    def done_meanwhile(*args):
        monkeypatch.setattr(seating, moment, step)
        first.append(take_seat(felt, hers, 1, key, may_wait=False))
        return step(*args)

    monkeypatch.setattr(seating, moment, done_meanwhile)
    assert take_seat(felt, hers, 1, key, may_wait=False) == first[0]
    assert felt.seats.count() == 1
    check(felt)


@both
@pytest.mark.parametrize("party", [0, -1, 7, True, "2"])
def test_a_party_that_cannot_be_is_refused(gathering, visitor, party):
    with pytest.raises(Refused, match="invalid"):
        take_seat(gathering(), visitor(), party, uuid4())
    assert not Seat.objects.exists()


@both
def test_nobody_comes_to_what_is_over_or_cancelled(gathering, visitor):
    felt = gathering()
    for fields in (
        {"state": "cancelled"},
        {"state": "ended"},
        {"state": "announced", "ends_at": timezone.now(), "starts_at": timezone.now() - timedelta(hours=1)},
    ):
        Gathering.objects.filter(pk=felt.pk).update(**fields)
        with pytest.raises(Over):
            take_seat(felt, visitor(), 1, uuid4())
    assert not Seat.objects.exists()


@both
def test_who_is_blocked_or_has_no_account_where_it_is_for_members_does_not_come(gathering, visitor, ambassador, begimai):
    felt = gathering(members_only=True)
    with pytest.raises(Refused, match="forbidden"):
        take_seat(felt, visitor(), 1, uuid4())
    Block.objects.create(by=ambassador, member=begimai)
    with pytest.raises(Refused, match="forbidden"):
        take_seat(felt, begimai, 1, uuid4())
    assert not Seat.objects.exists()


@committing
def test_three_hundred_at_once_for_a_hundred_places(gathering, visitor):
    felt = gathering(capacity=100)
    luck = Random(4)
    wishes = [(visitor(), luck.randint(1, 4)) for _ in range(300)]
    answers = at_once(*[lambda who=who, party=party: take_seat(felt, who, party, uuid4()) for who, party in wishes])
    assert [answer for answer in answers if isinstance(answer, Exception)] == []
    check(felt)
    assert Gathering.objects.get(pk=felt.pk).taken >= 97
    line = list(Seat.objects.in_line().filter(gathering=felt).values_list("pk", flat=True))
    leaving = list(Seat.objects.whole().filter(gathering=felt, state="taken")[:20])
    at_once(*[lambda seat=seat: give_up_seat(seat) for seat in leaving])
    check(felt)
    offered = set(Seat.objects.filter(gathering=felt, state="offered").values_list("pk", flat=True))
    assert offered == set(line[: len(offered)])  # in order, past nobody
    assert len(offered) >= 5


@committing
def test_her_two_phones_at_once_are_one_seat(gathering, visitor):
    felt, hers = gathering(), visitor()
    answers = at_once(*[lambda: take_seat(felt, hers, 1, uuid4())] * 5)
    assert {type(answer).__name__ for answer in answers} == {"Seated", "HasSeat"}
    assert Seat.objects.count() == 1
    check(felt)
