"""Whoever leaves before she was brought in is nowhere: no seat, no viewer, nothing told."""

import asyncio

import pytest

from commons.realtime import hub as hubs
from commons.realtime.viewer import Seat
from tests.realtime.village import BOARD, apin, settled

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]


def followed():
    return [stream.name for stream in hubs.current().streams.values() if stream.is_followed]


async def test_entering_and_leaving_at_once_is_leaving(phone):
    line = await phone(None)
    await line.say("enter", stream="tests.board:public", after=None, epoch=None)
    await line.say("leave", stream="tests.board:public")
    await settled()
    assert followed() == []
    await apin("tests.board:public", "сөз")
    assert await line.hears_nothing()


async def test_entering_and_hanging_up_at_once_leaves_no_ghost(phone, aizada):
    line = await phone(aizada)
    await line.say("enter", stream=BOARD, after=0, epoch=None)
    await line.hang_up()
    await settled()
    assert (followed(), len(hubs.current().viewers)) == ([], 0)


async def test_entering_many_at_once_counts_each(phone, aizada):
    line = await phone(aizada)
    for number in range(1, 66):
        await line.say("enter", stream=f"tests.board:{number}", after=None, epoch=None)
    assert (await line.next("refused")) == {"op": "refused", "stream": "tests.board:65", "code": "too_many"}


async def test_entering_twice_at_once_is_entering_once(phone, aizada):
    line = await phone(aizada)
    for _ in range(2):
        await line.say("enter", stream=BOARD, after=None, epoch=None)
    assert (await line.next())["op"] == "entered"
    assert (await line.next())["op"] == "caught_up"
    assert await line.hears_nothing(0.5)
    await apin(BOARD, "сөз")
    assert len(await line.facts(BOARD, 1)) == 1
    assert await line.hears_nothing()


async def test_who_comes_in_again_during_a_fan_out_is_told_once(phone):
    """She has it from the replay already."""
    await hubs.current().started()
    stream, told = hubs.current().stream(BOARD), []

    class Viewer:
        language = "ky"

        def __init__(self, name):
            self.name = name

        def deliver(self, delivery):
            told.append(self.name)
            if self.name == "first":
                stream.part(second)
                stream.join(second, Seat())

    first, second = Viewer("first"), Viewer("second")
    await hubs.current().open(stream)
    for viewer in (first, second):
        stream.join(viewer, Seat())
    await apin(BOARD, "сөз")
    while not told:
        await asyncio.sleep(0.01)
    await stream.settle()
    assert told == ["first"]
