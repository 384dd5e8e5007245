"""The village has a gathering that is on: its audience asks, votes and writes while somebody looks at it, and it ends as others do."""

import asyncio
from datetime import timedelta
from itertools import count
from types import SimpleNamespace

import pytest
from django.db.models import F

from commons.people import demo as people
from events import demo
from events.demo import showing
from events.models import Ballot, Gathering, Poll, Question, Remark, Seat, Vote

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def village():
    people.fill()
    demo.fill()


def test_it_plays_to_its_end_by_the_verbs_of_all_and_then_there_is_another(village, monkeypatch):
    show = showing.put_on()
    assert (show.gathering.state, show.gathering.pace, len(show.came)) == ("live", 0, 12)
    assert showing.put_on().gathering == show.gathering
    lines = list(showing.lines())
    for played in (lines[:20], lines):  # it was restarted in between
        show = showing.put_on()
        for number, line in enumerate(played):
            show.play(number, line)
    assert Question.objects.filter(gathering=show.gathering).count() == sum(line.startswith("ask") for line in lines) == 5
    assert Remark.objects.count() == sum(line.startswith("say") for line in lines)
    assert Poll.objects.exclude(closed_at=None).count() == Poll.objects.count() == 2
    for question in Question.objects.all():
        assert question.votes == Vote.objects.filter(question=question).count() > 0
    assert Ballot.objects.count() == sum(poll.ballots for poll in Poll.objects.all()) > 12
    assert Gathering.objects.get(pk=show.gathering.pk).state == "ended"
    following = showing.put_on().gathering
    assert (following != show.gathering, following.state) == (True, "live")


def test_who_came_long_before_a_restart_still_has_her_seat(village):
    show = showing.put_on()
    Seat.objects.update(asked_at=F("asked_at") - timedelta(hours=2))
    again = showing.put_on()
    assert (again.gathering, again.came) == (show.gathering, show.came)


def test_nothing_happens_while_nobody_looks_and_where_there_is_no_village(monkeypatch):
    assert showing.put_on() is None
    played, looks = [], count()
    stream = SimpleNamespace(audience={})
    show = SimpleNamespace(gathering=SimpleNamespace(live_stream="events.live:1"), play=lambda number, line: played.append(line))

    class Quiet:
        streams = {"events.live:1": stream}

        async def ask_database(self, work, *args):
            return show if work is showing.put_on else work(*args)

    async def sleep(seconds):
        if next(looks) == 5:
            assert played == []
            stream.audience = {"ky": {"somebody": None}}
        if len(played) == 3:
            raise asyncio.CancelledError

    monkeypatch.setattr(showing.asyncio, "sleep", sleep)
    with pytest.raises(asyncio.CancelledError):
        asyncio.run(showing.play(Quiet()))
    assert played == list(showing.lines())[:3]
