"""What live pages are told: frames carry what is shown, so that nothing is fetched; and whom the stream is for."""

from uuid import uuid4

import pytest

from commons.journal.models import Entry
from commons.journal.presenting import present
from commons.journal.refusals import Refused
from commons.people.models import Block
from commons.realtime.doors import may_enter, opens
from commons.realtime.presenting import is_erasing
from events.actions import (
    ask_question,
    begin,
    close_poll,
    decide_question,
    end,
    give_up_seat,
    next_question,
    open_poll,
    pin_question,
    say_now,
    vote,
)
from events.models import Gathering, Question

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db]


@pytest.fixture
def live(gathering, ambassador):
    return begin(ambassador, gathering())


@pytest.fixture
def ask(live, come, ambassador):
    def give(text="Качан?", **more):
        return ask_question(live, come(live).guest, text, uuid4(), **more)

    return give


def told(stream):
    """What was told last on a stream, as frames carry it now."""
    [fact] = present([Entry.objects.filter(stream=stream).latest("pk")], "ky")
    return fact["fact"], fact["data"]


def test_a_question_is_told_with_all_that_is_shown_of_it(live, ask, ambassador, come):
    question = ask()
    decide_question(ambassador, question, "show")
    vote(question, come(live).guest)
    pin_question(ambassador, question)
    whole = {"type": "question", "id": question.pk, "state": "open", "text": "Качан?", "name": "Айнура"}
    whole |= {"votes": 1, "pinned": True, "answer": ""}
    assert told(live.live_stream) == ("events.question.shown", whole)
    unnamed = decide_question(ambassador, ask(is_anonymous=True), "show")
    assert told(live.live_stream)[1] | {"id": 0} == {**whole, "id": 0, "name": "", "votes": 0, "pinned": False}
    assert unnamed.is_anonymous


def test_what_was_taken_back_is_told_nowhere_any_more(live, ask, ambassador):
    question = decide_question(ambassador, ask(), "show")
    decide_question(ambassador, question, "hide")
    facts = present(list(Entry.objects.filter(stream=live.live_stream)), "ky")
    assert [fact["fact"] for fact in facts] == ["events.question.shown", "events.question.hidden"]
    assert all((fact["data"]["text"], fact["data"]["name"]) == ("", "") for fact in facts)
    assert is_erasing("events.question.hidden")


def test_what_is_declined_before_anyone_saw_it_is_told_to_the_hosts_alone(live, ask, ambassador):
    decide_question(ambassador, ask(), "decline")
    assert not Entry.objects.filter(stream=live.live_stream).exists()


def test_a_poll_is_told_with_its_answers_and_once_closed_with_how_it_came_out(live, ambassador):
    poll = open_poll(ambassador, live, "Кайсы түс?", ["Кызыл", "Көк"], uuid4())
    fact, data = told(live.live_stream)
    assert (fact, data["text"], [one["text"] for one in data["options"]]) == ("events.poll.changed", "Кайсы түс?", ["Кызыл", "Көк"])
    assert (data["is_open"], data["counts"]) == (True, {"ballots": 0, "options": {}})
    close_poll(ambassador, poll)
    data = told(live.live_stream)[1]
    assert (data["is_open"], data["shows_results"], list(data["counts"]["options"].values())) == (False, True, [0, 0])


def test_a_gathering_is_told_with_where_it_stands_and_how_many_come(gathering, come, ambassador):
    felt = gathering(capacity=3)
    come(felt, party=2)
    shown = {"state": "announced", "left": 1, "coming": 2}
    assert told(felt.stream)[1].items() >= shown.items()
    begin(ambassador, felt)
    assert told(felt.stream)[1]["state"] == "live"


def test_what_is_being_said_is_told_as_text(live, ambassador, begimai):
    say_now(ambassador, live, "  Жүндү самындап,\n 40 мүнөт тебебиз ")
    assert told(live.live_stream)[1]["text"] == Gathering.objects.get(pk=live.pk).said_now != ""
    with pytest.raises(Refused, match="forbidden"):
        say_now(begimai, live, "Салам")
    with pytest.raises(Refused, match="too_long"):
        say_now(ambassador, live, "к" * 201)
    end(ambassador, live)
    with pytest.raises(Refused, match="read_only"):
        say_now(ambassador, live, "Салам")


def test_the_next_question_is_the_one_that_most_want_to_know(live, ask, ambassador, come):
    first, second, third = (decide_question(ambassador, ask(f"Суроо {n}"), "show") for n in range(3))
    vote(second, come(live).guest)
    assert next_question(ambassador, live) == second
    assert next_question(ambassador, live) == second  # another host has just gone on
    assert next_question(ambassador, live, after=second.pk) == first
    assert next_question(ambassador, live, after=first.pk) == third
    assert next_question(ambassador, live, after=third.pk) is None
    assert next_question(ambassador, live) is None
    assert set(Question.objects.values_list("state", "pinned_at")) == {("answered", None)}


@pytest.mark.parametrize(
    ("fields", "strangers", "members"), [({}, True, True), ({"women_only": True}, False, False), ({"members_only": True}, False, True)]
)
def test_it_is_followed_by_those_it_is_for(gathering, come, ambassador, begimai, coordinator, trusted, fields, strangers, members):
    felt = gathering(**fields)
    come(felt, trusted)
    for stream in (felt.live_stream, felt.stream):
        assert may_enter(ambassador, stream)
        assert may_enter(coordinator, stream)
        assert may_enter(trusted, stream)
    assert may_enter(None, felt.live_stream) is strangers
    assert may_enter(begimai, felt.live_stream) is members
    Block.objects.create(by=ambassador, member=begimai)
    assert not may_enter(begimai, felt.live_stream)


def test_a_guest_follows_it_by_the_link_to_her_seat_while_she_comes(gathering, come):
    felt, elsewhere = gathering(women_only=True), gathering(women_only=True)
    seat, other = come(felt), come(elsewhere)
    links = frozenset({"marketplace.order:1", other.stream, seat.stream})
    assert opens(links, felt.live_stream)
    assert opens(links, felt.stream)
    assert not opens(links - {seat.stream}, felt.live_stream)
    assert not opens(links, "events.live:x")
    assert not opens(links, felt.desk_stream)
    give_up_seat(seat)
    assert not opens(links, felt.live_stream)
