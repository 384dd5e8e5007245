"""A backup was restored under a running process: nothing of the other history is told any more."""

import asyncio

import pytest
from channels.db import database_sync_to_async
from django.contrib.sessions.models import Session

from commons.journal.models import Entry, Stream
from commons.journal.reading import renew_epoch
from commons.realtime import hub as hubs
from commons.realtime import tending
from tests.realtime.village import BOARD, apin

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]


@database_sync_to_async
def restore(head):
    """The journal as it was when it had so many entries, and one more that the other history doesn't know."""
    Entry.objects.filter(stream=BOARD, seq__gt=head).delete()
    Stream.objects.filter(name=BOARD).update(head=head)
    renew_epoch()


async def test_what_was_being_told_is_dropped(phone, aizada, slow_presenting):
    await apin(BOARD, "бир", "эки")
    line = await phone(aizada)
    await line.enter(BOARD)
    await apin(BOARD, "жоголгон")
    await restore(2)
    await tending.close_gaps(hubs.current())
    assert (await line.next())["op"] == "reset"
    assert [frame["op"] for frame in await line.enter(BOARD, after=2)] == ["entered", "caught_up"]
    await asyncio.sleep(0.6)
    await apin(BOARD, "жаңы")
    (fact,) = await line.facts(BOARD, 3)
    assert fact["data"]["words"] == "жаңы"


async def test_who_is_on_her_way_in_is_reset_too(phone, aizada, monkeypatch):
    line = await phone(aizada)
    hub, may = hubs.current(), asyncio.Event()

    async def may_enter(member, name):
        await may.wait()
        return True

    monkeypatch.setattr(hub, "may_enter", may_enter)
    await line.say("enter", stream=BOARD, after=0, epoch=hub.epoch)
    await asyncio.sleep(0.1)
    monkeypatch.undo()
    await restore(0)
    await tending.close_gaps(hub)
    may.set()
    assert (await line.next())["op"] == "reset"
    assert await line.hears_nothing()


async def test_a_session_that_history_doesnt_know_ends(phone, aizada):
    line = await phone(aizada)
    await database_sync_to_async(Session.objects.all().delete)()
    await restore(0)
    assert (await line.next("bye"))["code"] == "signed_out"
