"""What a member does in a live gathering over her socket: who may, what is no such thing, and many votes in one transaction."""

from contextlib import suppress
from functools import partial
from inspect import iscoroutinefunction
from uuid import uuid4

import pytest
from asgiref.sync import async_to_sync
from asgiref.sync import sync_to_async as in_thread
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from commons.journal.models import Entry
from commons.journal.refusals import Refused
from commons.realtime.verbs import VERBS, Call
from events.actions import VoteDraft, ask_question, begin, cast_ballot, decide_question, end, give_votes, open_poll, pin_question, voting
from events.models import Ballot, Gathering, Question, Remark, Restraint, Vote
from tests.racing import at_once
from tests.realtime.conftest import phone
from tests.standings import EVERYONE, GUESTS, MEMBERS

__all__ = ["phone"]

both, committing = pytest.mark.django_db, pytest.mark.django_db(transaction=True)

MEET = EVERYONE - {"suspended", "blocked"}
AMONG_US = MEMBERS - {"asked", "blocked"}
SEATED = {"aizada", "begimai", "coordinator", "trusted"}  # of the one for women: its hosts, and who has a seat
MAY = {"open": MEET - GUESTS - {"stranger", "asked"}, "members": AMONG_US, "women": SEATED}
DONE = {  # verb → what it says, and what there is of it afterwards
    "events.ask": ({"body": "Качан?", "is_anonymous": False, "is_for_hosts": False}, Question),
    "events.vote": ({"question": None, "on": True}, Vote),
    "events.answer": ({"poll": None, "options": None}, Ballot),
    "events.say": ({"body": "Салам"}, Remark),
    "events.sign": ({"sign": "👏"}, None),
}


@pytest.fixture
def live(gatherings, seats, cast):
    """The cast's gatherings, which have begun and have a chat."""
    Gathering.objects.update(pace=0)
    return {kind: begin(cast["aizada"], gathering) for kind, gathering in gatherings.items()}


@pytest.fixture
def shown(live, cast):
    """In each a question and a poll."""

    def one(gathering):
        question = decide_question(cast["aizada"], ask_question(gathering, cast["aizada"], "Качан?", uuid4()), "show")
        return question, open_poll(cast["aizada"], gathering, "Кайсы түс?", ["Кызыл", "Көк"], uuid4())

    return {kind: one(gathering) for kind, gathering in live.items()}


def said(verb, question, poll):
    fills = {"question": question.pk, "poll": poll.pk, "options": [poll.options.first().pk]}
    return {name: fills[name] if value is None else value for name, value in DONE[verb][0].items()}


def do(verb, member, stream, args):
    if verb == "events.vote":  # its writer has a thread and a connection of its own; here it is one with the test's
        give = VoteDraft(member, int(stream.rpartition(":")[2]), args["question"], args["on"])
        if (refused := give_votes([give])[0]) is not None:
            raise refused
    else:
        VERBS[verb](Call(member, stream, uuid4(), args, "ky"))


@both
@pytest.mark.parametrize("verb", DONE)
@pytest.mark.parametrize("kind", MAY)
def test_a_verb_is_for_those_who_take_part(verb, kind, live, shown, cast):
    made, done = DONE[verb][1], set()
    for who, member in cast.items():
        if member is None:
            continue
        with transaction.atomic():  # whatever she did is undone
            before = made.objects.count() if made else 0
            with suppress(Refused):
                do(verb, member, live[kind].live_stream, said(verb, *shown[kind]))
                if made is None or made.objects.count() > before:
                    done.add(who)
            transaction.set_rollback(True)
    assert done == MAY[kind]


@both
@pytest.mark.parametrize("verb", DONE)
@pytest.mark.parametrize("stream", ["events.live:x", "events.live:", "events.desk:1", "chat.room:1"])
def test_on_no_other_stream_anything_is_done(verb, stream, shown, cast):
    does = async_to_sync(VERBS[verb]) if iscoroutinefunction(VERBS[verb]) else VERBS[verb]
    call = Call(cast["aizada"], stream, uuid4(), said(verb, *shown["open"]), "ky")
    with pytest.raises(Refused, match="invalid"):
        does(call)


@both
@pytest.mark.parametrize(
    ("verb", "args"),
    [
        ("events.ask", {"body": "Качан?"}),
        ("events.ask", {"body": 7, "is_anonymous": False, "is_for_hosts": False}),
        ("events.answer", {"poll": 1, "options": "1"}),
        ("events.answer", {"poll": 2**40, "options": [1]}),
        ("events.say", {}),
        ("events.sign", {"sign": "<b>"}),
    ],
)
def test_what_is_no_such_thing_is_refused(verb, args, live, cast):
    with pytest.raises(Refused, match="invalid"):
        VERBS[verb](Call(cast["aizada"], live["open"].live_stream, uuid4(), args, "ky"))


@both
def test_an_answer_of_something_else_than_numbers_is_none(live, shown, cast):
    _, poll = shown["open"]
    for options in (["1"], [None], [1.5], [True], [[poll.options.first().pk]], [], [2**70], [-1], [poll.options.first().pk, 2**70]):
        with pytest.raises(Refused, match="invalid"):
            VERBS["events.answer"](Call(cast["trusted"], live["open"].live_stream, uuid4(), {"poll": poll.pk, "options": options}, "ky"))
    assert not Ballot.objects.exists()


@pytest.mark.both_databases
@both
def test_of_many_votes_one_refusal_is_not_anothers(live, shown, cast):
    felt, (question, _) = live["open"], shown["open"]
    elsewhere = shown["members"][0]
    waiting = ask_question(felt, cast["aizada"], "Дагы?", uuid4())
    give = [
        VoteDraft(cast["trusted"], felt.pk, question.pk, True),
        VoteDraft(cast["suspended"], felt.pk, question.pk, True),
        VoteDraft(cast["mentor"], felt.pk, elsewhere.pk, True),
        VoteDraft(cast["mentor"], felt.pk, waiting.pk, True),
        VoteDraft(cast["mentor"], felt.pk, 10**9, True),
        VoteDraft(cast["trusted"], felt.pk, question.pk, True),
        VoteDraft(cast["mentor"], felt.pk, question.pk, True),
        VoteDraft(cast["mentor"], felt.pk, question.pk, False),
        VoteDraft(cast["ambassador"], 10**9, question.pk, True),
    ]
    answers = [refused and refused.code for refused in give_votes(give)]
    assert answers == [None, "forbidden", "invalid", "conflict", "invalid", None, None, None, "forbidden"]
    assert list(Vote.objects.values_list("question", "who")) == [(question.pk, cast["trusted"].actor)]
    assert Question.objects.get(pk=question.pk).votes == 1
    assert [entry.data["on"] for entry in Entry.objects.filter(fact="events.question.voted").order_by("seq")] == [True, True, False]
    end(cast["aizada"], felt)
    assert give_votes(give[:1])[0].code == "read_only"


@pytest.mark.both_databases
@both
def test_what_comes_as_the_host_ends_it_is_not_counted(live, shown, cast, monkeypatch):
    check = voting.check_part

    def end_it_meanwhile(who, gathering):
        check(who, gathering)
        end(cast["aizada"], gathering)

    monkeypatch.setattr(voting, "check_part", end_it_meanwhile)
    felt, (question, _) = live["open"], shown["open"]
    assert give_votes([VoteDraft(cast["trusted"], felt.pk, question.pk, True)])[0].code == "read_only"
    poll = shown["members"][1]
    with pytest.raises(Refused, match="read_only"):
        cast_ballot(poll, cast["trusted"], [poll.options.first().pk])
    assert (Vote.objects.count(), Ballot.objects.count()) == (0, 0)


@both
def test_a_muted_woman_votes_and_one_shown_out_does_not(live, shown, cast):
    felt, (question, _) = live["open"], shown["open"]
    for who, kind in (("trusted", "muted"), ("mentor", "shown_out")):
        Restraint.objects.create(gathering=felt, who=cast[who].actor, member=cast[who], kind=kind)
    answers = give_votes([VoteDraft(cast[who], felt.pk, question.pk, True) for who in ("trusted", "mentor")])
    assert [refused and refused.code for refused in answers] == [None, "forbidden"]


@both
def test_more_votes_in_one_transaction_write_no_more_often(live, shown, make_member):
    felt, (question, _) = live["open"], shown["open"]

    def writes(count):
        women = [make_member(f"Айзада {count} {n}") for n in range(count)]
        with CaptureQueriesContext(connection) as asked:
            assert give_votes([VoteDraft(who, felt.pk, question.pk, True) for who in women]) == [None] * count
        return sum(query["sql"].startswith(("INSERT", "UPDATE", "DELETE")) for query in asked)

    assert writes(2) == writes(12)


@pytest.mark.both_databases
@committing
def test_hosts_and_many_voters_in_batches_end_with_counters_that_agree(live, shown, cast, make_member):
    """Batches hold several questions at once, and hosts pin one after the other: nobody waits for ever, nothing is counted twice."""
    felt = live["open"]
    more = [ask_question(felt, cast["trusted"], f"{n}?", uuid4()) for n in range(3)]
    questions = [shown["open"][0], *(decide_question(cast["aizada"], question, "show") for question in more)]
    women = [make_member(f"Жылдыз {n}") for n in range(6)]

    def voting(turn):
        wishes = [(who, question, (turn + n) % 3 != 0) for n, who in enumerate(women) for question in reversed(questions)]
        assert give_votes([VoteDraft(who, felt.pk, question.pk, on) for who, question, on in wishes]) == [None] * len(wishes)

    def pinning(turn):
        pin_question(cast["aizada"], questions[turn % 4])

    outcomes = at_once(*(partial(voting, n) for n in range(8)), *(partial(pinning, n) for n in range(8)))
    assert [outcome for outcome in outcomes if isinstance(outcome, Exception)] == []
    for question in Question.objects.filter(pk__in=[one.pk for one in questions]):
        assert question.votes == Vote.objects.filter(question=question).count()


@pytest.mark.both_databases
@committing
async def test_what_one_does_by_her_socket_the_other_is_told(live, shown, cast, phone):
    felt, (question, poll) = live["open"], shown["open"]
    hers, others = await phone(cast["trusted"]), await phone(cast["mentor"])
    await others.enter(felt.live_stream)
    for verb in DONE:
        answer = await hers.do(verb, felt.live_stream, **(await in_thread(said)(verb, question, poll)))
        assert (answer["op"], answer["seq"]) == ("ack", None), (verb, answer)
    remark, counted = await others.facts(felt.live_stream, 4)
    assert (remark["fact"], remark["data"]["text"]) == ("events.remark.made", "Салам")
    assert counted["fact"] == "events.votes.counted"
    assert counted["data"]["questions"] == {str(question.pk): 1}
    assert counted["data"]["polls"][str(poll.pk)]["ballots"] == 1
    again = await hers.do("events.vote", felt.live_stream, question=question.pk, on=True)
    assert again["op"] == "ack"
    assert await Vote.objects.acount() == 1
    await in_thread(end)(cast["aizada"], felt)
    refused = await hers.do("events.vote", felt.live_stream, question=question.pk, on=True)
    assert (refused["op"], refused["code"]) == ("nack", "read_only")
    assert "эфирде эмес" in refused["message"]
