"""Answers that overtake one another: what is known of a woman is never older than what was known before."""

import asyncio
import threading

import pytest
from channels.db import database_sync_to_async

from commons.journal.writing import atomic, record
from commons.people.facts import MemberBlocked, MemberChanged
from commons.people.models import Block, Role
from commons.people.streams import member_stream
from commons.realtime import doors
from commons.realtime import hub as hubs
from tests.realtime.village import BOARD, wait_for_followers

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]


@pytest.fixture
def kept_by_coordinators(monkeypatch):
    monkeypatch.setitem(doors._keepers, "tests.board", lambda member, name: any(role.kind == "coordinator" for role in member.roles.all()))


class Held:
    """The first answer to a question is known at once, and told when `go` is set."""

    def __init__(self, question):
        self.question, self.go, self.is_known, self.times = question, threading.Event(), threading.Event(), 0

    def __call__(self, *what):
        self.times += 1
        answer, is_first = self.question(*what), self.times == 1
        if is_first:
            self.is_known.set()
            self.go.wait(5)
        return answer


async def test_a_block_that_comes_while_she_is_looked_up_is_not_forgotten(phone, aizada, begimai, monkeypatch):
    hub = await on_the_board(phone, aizada)
    look, release, visits = hub.visit, asyncio.Event(), []

    async def look_slowly(session_key):
        visit = await look(session_key)
        visits.append(visit)
        if len(visits) == 1:
            await release.wait()
        return visit

    monkeypatch.setattr(hub, "visit", look_slowly)
    await tell(aizada, MemberChanged)
    await until(lambda: visits)
    await block(aizada, begimai)
    await tell(aizada, MemberBlocked, member=begimai.pk)
    for _ in range(5):
        await tell(aizada, MemberChanged)
    await asyncio.sleep(0.2)
    release.set()
    (viewer,) = hub.viewers.of(aizada.pk)
    await until(lambda: viewer.hidden)
    await asyncio.sleep(0.2)
    assert viewer.hidden == {begimai.actor}
    assert len(visits) == 2  # however much happened meanwhile


async def test_a_role_that_is_taken_while_she_enters_is_taken(phone, coordinator, begimai, monkeypatch, kept_by_coordinators):
    await block(begimai, coordinator)
    line = await phone(coordinator)
    keeps = Held(doors.keeps_safe)
    monkeypatch.setattr(doors, "keeps_safe", keeps)
    await line.say("enter", stream=BOARD, after=None, epoch=None)
    await until(keeps.is_known.is_set)
    await database_sync_to_async(Role.objects.all().delete)()
    await tell(coordinator, MemberChanged)
    await asyncio.sleep(0.3)
    keeps.go.set()
    await line.next("caught_up")
    (viewer,) = hubs.current().viewers.of(coordinator.pk)
    await until(lambda: not viewer.seats[BOARD].is_keepers)
    await asyncio.sleep(0.2)
    assert not viewer.seats[BOARD].is_keepers
    assert viewer.hidden_in(BOARD) == {begimai.actor}


async def test_the_role_she_has_now_counts_whoever_she_was_when_she_came(phone, coordinator, begimai, kept_by_coordinators):
    """Who was read before the role was given keeps the place safe as soon as it is."""
    role = await database_sync_to_async(Role.objects.get)(member=coordinator)
    await database_sync_to_async(Role.objects.all().delete)()
    await block(begimai, coordinator)
    line = await phone(coordinator)
    role.pk = None
    await database_sync_to_async(role.save)()
    await line.enter(BOARD)
    (viewer,) = hubs.current().viewers.of(coordinator.pk)
    assert viewer.seats[BOARD].is_keepers


async def on_the_board(phone, member):
    await (await phone(member)).enter(BOARD)
    await wait_for_followers(BOARD)
    return hubs.current()


@database_sync_to_async
def block(by, member):
    Block.objects.create(by=by, member=member)


@database_sync_to_async
def tell(whom, fact, **data):
    with atomic():
        record(fact(stream=member_stream(whom.pk), actor="system", **data))


async def until(holds):
    async with asyncio.timeout(5):
        while not holds():
            await asyncio.sleep(0.01)
