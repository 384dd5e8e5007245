"""Ending without losing anything."""

import asyncio

import pytest

from commons.realtime import draining
from commons.realtime import hub as hubs
from commons.realtime.verbs import VERBS
from tests.realtime.village import BOARD

pytestmark = pytest.mark.django_db(transaction=True)


async def test_what_is_under_way_is_acknowledged_and_everyone_told_to_come_back(phone, aizada, begimai, monkeypatch):
    flushed = asyncio.Event()

    async def slowly(call):
        await flushed.wait()
        return 7

    async def flush():
        await asyncio.sleep(0.1)
        flushed.set()

    monkeypatch.setitem(VERBS, "tests.slowly", slowly)
    monkeypatch.setattr(draining, "_flushes", [flush])
    line, other = await phone(aizada), await phone(begimai)
    await other.enter(BOARD)
    asking = asyncio.create_task(line.do("tests.slowly", BOARD))
    await line.hears_nothing(0.1)
    ending = asyncio.create_task(draining.drain(hubs.current()))
    assert (await asking)["seq"] == 7
    for each in (line, other):
        bye = await each.next("bye")
        assert (bye["code"], 0 < bye["retry_in"] <= 3) == ("draining", True)
        assert (await each.next("closed"))["code"] == 1012
        await each.hang_up()
    await ending


async def test_while_draining_nothing_new_begins(phone, aizada, begimai):
    line = await phone(aizada)
    hubs.current().is_draining = True
    answer = await line.do("tests.look", BOARD)
    assert (answer["code"], answer["retry_in"]) == ("busy", 2)
    late = await phone(begimai)
    assert (late.hello["op"], late.hello["code"]) == ("bye", "draining")


async def test_who_comes_while_it_begins_to_end_is_told_so(phone, aizada, after_looking):
    await phone(None)
    hub = hubs.current()

    async def begin():
        hub.is_draining = True

    after_looking(hub, begin)
    line = await phone(aizada)
    assert (line.hello["op"], line.hello["code"]) == ("bye", "draining")


async def test_a_flush_that_hangs_holds_nobody_up(phone, aizada, monkeypatch):
    monkeypatch.setattr(draining, "FINISH_SECONDS", 0.2)
    monkeypatch.setattr(draining, "_flushes", [asyncio.Event().wait])
    line = await phone(aizada)
    ending = asyncio.create_task(draining.drain(hubs.current()))
    assert (await line.next("bye"))["code"] == "draining"
    await line.hang_up()
    await ending
