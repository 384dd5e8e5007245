"""A woman who has an account says that a seat is hers: once, and of two one stays; and what happens at the same moment."""

from uuid import uuid4

import pytest

from commons.journal.reading import read
from commons.journal.refusals import Refused
from commons.people.actions import vouch
from commons.people.models import Member, Vouch
from events.actions import (
    ask_question,
    cast_ballot,
    check_in,
    claim_seat,
    decide_question,
    give_up_seat,
    open_poll,
    vote,
    welcome_newcomer,
)
from events.models import Newcomer, Poll, Question, Vote
from tests.events.counting import check
from tests.racing import at_once, committing

pytestmark = pytest.mark.django_db


def facts(stream):
    return [entry.fact for entry in read(stream, 0)]


def test_her_seat_is_made_hers_by_one_tap(gathering, come, begimai, again):
    seat = come(gathering())
    claim_seat(seat, seat.guest, begimai)
    claim_seat(seat, seat.guest, begimai)
    mine = again(seat)
    assert (mine.member, mine.who, mine.guest) == (begimai, begimai.actor, None)
    assert facts(seat.stream) == ["events.seat.taken", "events.seat.claimed"]
    assert not Newcomer.objects.exists()


def test_another_cannot_take_what_is_hers(gathering, come, begimai, aizada, again):
    seat = come(gathering())
    claim_seat(seat, seat.guest, begimai)
    with pytest.raises(Refused, match="forbidden"):
        claim_seat(seat, seat.guest, aizada)
    assert again(seat).member == begimai


def test_who_is_suspended_claims_nothing(gathering, come, suspended):
    seat = come(gathering())
    with pytest.raises(Refused, match="forbidden"):
        claim_seat(seat, seat.guest, suspended)


@pytest.mark.parametrize(
    ("linked", "hers", "stays"),
    [
        ({"party": 2}, {"party": 1}, "linked"),
        ({"party": 1}, {"party": 2}, "hers"),
        ({"party": 1}, {"party": 1}, "hers"),
        ({"party": 1, "came": True}, {"party": 3}, "linked"),
        ({"party": 1, "came": True}, {"party": 1, "came": True}, "hers"),
    ],
)
def test_of_two_seats_one_stays(begun, come, begimai, again, ambassador, linked, hers, stays):
    felt = begun(capacity=10)
    seats = {"linked": come(felt, party=linked["party"]), "hers": come(felt, begimai, party=hers["party"])}
    for name, said in (("linked", linked), ("hers", hers)):
        if said.get("came"):
            check_in(ambassador, seats[name], uuid4())
    claim_seat(seats["linked"], seats["linked"].guest, begimai)
    assert {name for name, seat in seats.items() if again(seat).state == "taken"} == {stays}
    assert all(again(seat).member == begimai for seat in seats.values())
    fresh = again(felt)
    assert fresh.taken == again(seats[stays]).party
    assert fresh.here == again(seats[stays]).came
    check(felt)


def test_what_is_free_by_it_goes_to_the_next_in_line(gathering, come, begimai, again):
    felt = gathering(capacity=2)
    hers, linked, waiting = come(felt, begimai), come(felt), come(felt)
    claim_seat(linked, linked.guest, begimai)
    assert (again(hers).state, again(linked).state, again(waiting).state) == ("taken", "given_up", "offered")
    check(felt)


def test_a_seat_in_line_gives_way_to_one_that_is_taken(gathering, come, begimai, again):
    felt = gathering(capacity=1)
    linked, hers = come(felt), come(felt, begimai)
    claim_seat(linked, linked.guest, begimai)
    assert (again(linked).state, again(hers).state) == ("taken", "given_up")
    check(felt)


def test_what_she_voted_on_both_ways_counts_once(begun, come, begimai, ambassador):
    felt = begun()
    linked = come(felt)
    question = decide_question(ambassador, ask_question(felt, ambassador, "Качан?", uuid4()), "show")
    other = decide_question(ambassador, ask_question(felt, ambassador, "Кайда?", uuid4()), "show")
    poll = open_poll(ambassador, felt, "Кайсы түс?", ["Кызыл", "Көк"], uuid4())
    red, blue = poll.options.all()
    for who, chosen in ((linked.guest, red), (begimai, blue)):
        vote(question, who)
        cast_ballot(poll, who, [chosen.pk])
    vote(other, linked.guest)
    claim_seat(linked, linked.guest, begimai)
    assert list(Question.objects.order_by("pk").values_list("votes", flat=True)) == [1, 1]
    assert Vote.objects.count() == 2
    assert (Poll.objects.get().ballots, [option.votes for option in poll.options.all()]) == (1, [0, 1])
    told = read(felt.live_stream, 0)[-1]
    assert (told.fact, told.data["questions"], told.data["polls"]) == ("events.votes.counted", [question.pk], [poll.pk])


@committing
@pytest.mark.both_databases
def test_she_joins_twice_at_once_and_has_one_account(gathering, come, join):
    seat, key = come(gathering()), uuid4()
    results = at_once(*[lambda: join(seat, key=key)] * 2, *[lambda: join(seat, key=uuid4())] * 2)
    members = {one.pk for one in results if isinstance(one, Member)}
    assert Member.objects.filter(standing="asked").count() == 1 == len(members)
    assert all(isinstance(one, Member) or getattr(one, "code", "") == "forbidden" for one in results), results
    check(seat.gathering)


@committing
@pytest.mark.both_databases
def test_two_hosts_tap_at_once_and_she_is_known_once(gathering, come, join, ambassador, make_member):
    felt, coordinator = gathering(), make_member("Чолпон", standing="trusted", roles=("coordinator",))
    member = join(come(felt))
    results = at_once(
        lambda: welcome_newcomer(ambassador, felt, member),
        lambda: welcome_newcomer(coordinator, felt, member),
        lambda: vouch(coordinator, member),
    )
    assert results == [None, None, None]
    assert Vouch.objects.count() == 1
    assert facts(f"people.lab:{member.lab_id}").count("people.member.vouched") == 1


@committing
@pytest.mark.both_databases
def test_joining_while_she_gives_up_the_seat_loses_nothing(gathering, come, join, again):
    felt = gathering(capacity=1)
    seat, waiting = come(felt), come(felt)
    at_once(lambda: join(seat), lambda: give_up_seat(again(seat)))
    check(felt)
    assert again(waiting).state == ("offered" if again(seat).state == "given_up" else "waiting")


@committing
@pytest.mark.both_databases
def test_a_seat_is_claimed_by_one_of_two(gathering, come, begimai, aizada, again):
    seat = come(gathering())
    results = at_once(lambda: claim_seat(seat, seat.guest, begimai), lambda: claim_seat(seat, seat.guest, aizada))
    assert sorted(type(one).__name__ for one in results) == ["Refused", "Seat"]
    assert again(seat).member in (begimai, aizada)
