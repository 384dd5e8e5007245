"""A live gathering and its door, whatever breaks: every seat once, nobody counted twice, and the counters are what the rows say."""

import asyncio
from collections import Counter
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from commons.journal.models import Entry
from commons.people.details import GuestDetails
from events.actions import Plan, announce, ask_question, begin, decide_question, open_poll, rebuild_steps, take_seat
from events.figures import figures_by_gathering
from events.models import Ballot, Choice, CoHost, Gathering, PollOption, Question, Seat, Step, Vote
from events.room import room_code
from tests.events.counting import check
from tests.power_cuts import WORKER, given_up, wait_for_deliveries

from .gathering_storm import Cast, GatheringStorm

GUESTS, CAPACITY = 60, 70
SHORT_LEASES = {"DJANGO_SETTINGS_MODULE": "tests.journal.settings"}


@pytest.fixture
def cast(transactional_db, make_member, cookie_of) -> Cast:
    aizada, begimai = make_member("Айзада", at="osh", roles=("ambassador",)), make_member("Бегимай", at="osh")
    soon = timezone.now() + timedelta(minutes=10)
    plan = Plan("talk", {"ky": "Жүн"}, soon, in_lab_room=False, place="Китепкана", capacity=CAPACITY, video="https://call.example/felt")
    felt = begin(aizada, announce(aizada, aizada.lab, plan, uuid4()))
    CoHost.objects.create(gathering=felt, member=begimai)
    asker = take_seat(felt, GuestDetails("Нуриза", "+996500000001"), 1, uuid4()).seat.guest
    asked = [decide_question(aizada, ask_question(felt, asker, f"Суроо {number}", uuid4()), "show").pk for number in range(3)]
    polls = [open_poll(aizada, felt, "Канча?", ["Бир", "Эки", "Көп"], uuid4(), is_multiple=many) for many in (False, True)]
    options = {poll.pk: list(poll.options.values_list("pk", flat=True)) for poll in polls}
    walk_in = reverse("events:room", args=[felt.pk, room_code(felt)])
    return Cast(felt.pk, walk_in, [cookie_of(aizada), cookie_of(begimai)], asked, options)


def test_alone_on_sqlite_nothing_is_lost_or_counted_twice(serve, cast, capsys):
    server = serve(**SHORT_LEASES)
    storm = GatheringStorm([server], cast, GUESTS)
    asyncio.run(storm.rage(12, (0.25, lambda: storm.restart(server)), (0.6, lambda: storm.restart(server))))
    look_at(storm, cast, capsys)
    assert storm.tally.kills == 2


@pytest.mark.chaos
@pytest.mark.both_databases
def test_between_processes_nothing_is_lost_or_counted_twice(serve, run, valkey, cast, capsys):
    servers = [serve(server, REDIS_URL=valkey.url) for server in ("daphne", "uvicorn")]
    worker = run(WORKER, "worker")
    storm = GatheringStorm(servers, cast, GUESTS)

    async def lose_redis():
        valkey.kill()
        storm.tally.kills += 1
        await asyncio.sleep(3)
        await asyncio.to_thread(valkey.start)

    scenes = (lambda: storm.restart(servers[1]), lose_redis, lambda: storm.restart(worker), lambda: storm.restart(servers[0]))
    asyncio.run(storm.rage(20, *zip((0.15, 0.3, 0.5, 0.65), scenes, strict=True)))
    look_at(storm, cast, capsys)
    assert storm.tally.kills == 4


def look_at(storm, cast, capsys):
    """What is left of it, and that there was a storm at all."""
    with capsys.disabled():
        print(f"\n{storm.figures()}")
    wait_for_deliveries()
    for server in storm.servers:
        server.kill()  # a form whose answer nobody waited for may be under way still
    check_seats(storm, cast)
    check_door(storm, cast)
    check_voices(storm, cast)
    check_report(cast)
    assert not given_up()
    tally = storm.tally
    assert min(tally.cuts, tally.acks_lost, tally.answers_lost, tally.done_again, len(tally.came)) >= 5
    assert Counter(tally.seen_by_both).most_common(1)[0][1] == 2
    for view in storm.views():
        assert (view.doubled, view.skipped, view.resets) == ([], [], 0)


def check_seats(storm, cast):
    """Each guest has the one seat that she was told of, places are never more than there are, and counters are what the seats say."""

    felt = Gathering.objects.get(pk=cast.gathering)
    check(felt)
    told = {guest.key: guest for guest in storm.guests if guest.seat}
    rows = {str(seat.key): seat for seat in felt.seats.exclude(guest__name="Нуриза")}
    assert rows.keys() == told.keys()
    assert {key: seat.pk for key, seat in rows.items()} == {key: guest.seat for key, guest in told.items()}
    for key, guest in told.items():
        assert rows[key].party == guest.party
        assert (rows[key].state == Seat.State.GIVEN_UP) == (guest.kind == "gives up")
        assert rows[key].state == Seat.State.TAKEN or not guest.takes_part
    taken = Entry.objects.filter(fact="events.seat.taken").values_list("stream", flat=True)
    assert set(Counter(taken).values()) == {1}


def check_door(storm, cast):
    """Of each so many are there as the host who saw her was told last; who walked in is there with all her party."""

    walked_in = {guest.seat: guest.party for guest in storm.guests if guest.kind == "walks in" and guest.seat}
    seats = Seat.objects.filter(gathering=cast.gathering)
    assert dict(seats.here().values_list("pk", "came")) == storm.tally.came | walked_in
    assert Gathering.objects.get(pk=cast.gathering).nameless == storm.tally.nameless
    seen = Counter(Entry.objects.filter(fact="events.seat.came").values_list("data__seat", flat=True))
    assert Entry.objects.filter(fact="events.visitor.counted").count() == storm.tally.nameless_counted
    assert all(seen[seat] == 1 for seat in {*storm.tally.seen_by_both, *walked_in})


def check_voices(storm, cast):
    """Each question once; one vote and one ballot a person, the first that counts; and as many as the counters say."""

    felt = Gathering.objects.get(pk=cast.gathering)
    asked = {key: text for guest in storm.guests for key, text in guest.asked.items()}
    assert asked
    assert {str(one.key): one.text for one in felt.questions.exclude(pk__in=cast.questions)} == asked
    who = {seat: f"guest:{guest}" for seat, guest in felt.seats.values_list("pk", "guest")}
    wanted = {(question, who[guest.seat]) for guest in storm.guests for question in guest.wanted}
    assert wanted
    assert wanted <= set(Vote.objects.values_list("question", "who"))
    votes = Counter(Vote.objects.values_list("question", flat=True))
    assert {one.pk: one.votes for one in Question.objects.filter(pk__in=cast.questions)} == {one: votes[one] for one in cast.questions}
    said = [(poll, who[guest.seat], those) for guest in storm.guests for poll, those in guest.chosen.items()]
    assert said
    answers = Choice.objects.values_list("ballot__poll", "ballot__who", "option")
    assert set(answers) == {(poll, one, option) for poll, one, those in said for option in those}
    ballots = Counter(Ballot.objects.values_list("poll", flat=True))
    assert {poll: ballots[poll] for poll in cast.polls} == dict(Ballot.objects.values_list("poll", "poll__ballots"))
    counts = Counter(Choice.objects.values_list("option", flat=True))
    assert all(option.votes == counts[option.pk] for option in PollOption.objects.all())


def check_report(cast):
    """What was kept as it happened is what is made anew from the journal, and what the rows say."""

    def rows():
        return set(Step.objects.values_list("gathering", "kind", "key", "n", "entry"))

    kept = rows()
    rebuild_steps()
    assert rows() == kept
    felt = Gathering.objects.get(pk=cast.gathering)
    figures = figures_by_gathering([felt])[felt.pk]
    assert figures.came == felt.here + felt.nameless
    assert figures.seats == sum(Seat.objects.coming().filter(gathering=felt).values_list("party", flat=True))
