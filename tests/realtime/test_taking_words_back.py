"""Words that were taken back are kept in no ring, and told by no frame that comes after."""

import asyncio

import pytest

from commons.realtime import hub as hubs
from commons.realtime import presenting, protocol, stream
from tests.realtime.village import BOARD, apin, atake_down

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]


async def test_taken_back_words_are_in_no_ring_and_no_frame(phone, aizada):
    line = await phone(aizada)
    await line.enter(BOARD)
    await apin(BOARD, "купуя сөз", "башка сөз")
    assert "купуя сөз" in str(await line.facts(BOARD, 2))
    await line.enter(BOARD, after=0)
    await atake_down(BOARD, 1)
    await line.facts(BOARD, 3)
    ring = hubs.current().streams[BOARD].ring
    assert "купуя сөз" not in str([item.told for item in ring.after(0, 3)])
    again = str(await line.enter(BOARD, after=0))
    assert "купуя сөз" not in again
    assert "башка сөз" in again


async def test_words_taken_back_while_they_are_presented_are_presented_again(phone, aizada, monkeypatch):
    line = await phone(aizada)
    await line.enter(BOARD)
    loop, presented = asyncio.get_running_loop(), []

    def slowly(entries, languages):
        texts = presenting.as_texts(entries, languages)
        presented.append(texts)
        if len(presented) == 1:
            asyncio.run_coroutine_threadsafe(atake_down(BOARD, 1), loop).result(5)
        return texts

    monkeypatch.setattr(stream, "as_texts", slowly)
    await apin(BOARD, "купуя сөз")
    assert "купуя сөз" not in str(await line.facts(BOARD, 2))
    assert "купуя сөз" in str(presented[0])


async def test_words_taken_back_while_a_slow_phone_catches_up_dont_reach_it(phone, aizada, monkeypatch):
    monkeypatch.setattr("commons.realtime.ring.FRAME_CHARACTERS", 1)
    monkeypatch.setattr(protocol, "UNSEEN_BYTES", 400)
    await apin(BOARD, *["сөз" * 20] * 5, "купуя сөз")
    line = await phone(aizada)
    await line.say("enter", stream=BOARD, after=0, epoch=None)
    heard = [fact["seq"] for fact in (await line.next("facts"))["facts"]]
    await atake_down(BOARD, 6)
    while heard[-1] < 7:
        await line.say("seen", stream=BOARD, seq=heard[-1])
        frame = await line.next("facts")
        assert "купуя сөз" not in str(frame)
        heard += [fact["seq"] for fact in frame["facts"]]
    assert heard == [1, 2, 3, 4, 5, 6, 7]
