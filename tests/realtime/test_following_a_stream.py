"""The hub: every fact once, in order, without gaps, whatever reaches it."""

import asyncio

import pytest
from channels.db import database_sync_to_async
from django.db import OperationalError

from commons.journal.models import Entry
from commons.journal.reading import renew_epoch
from commons.people.models import Block
from commons.realtime import hub as hubs
from commons.realtime import presenting, protocol, stream, tending
from tests.realtime.village import BOARD, NOTES, apin, entry

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]


async def test_facts_come_in_order_even_if_commits_are_told_out_of_order(phone, aizada, monkeypatch):
    line = await phone(aizada)
    await line.enter(BOARD)
    hub = hubs.current()
    monkeypatch.setattr(hub, "relay", lambda entries: None)
    await apin(BOARD, *"абвг")
    first, second, third, fourth = await database_sync_to_async(lambda: list(Entry.objects.filter(stream=BOARD).order_by("seq")))()
    for heard in ([second], [third, second], [first], [first], [fourth], [fourth, first]):
        hub.heard(heard)
    assert [fact["seq"] for fact in await line.facts(BOARD, 4)] == [1, 2, 3, 4]
    assert await line.hears_nothing()


async def test_a_gap_is_read_from_the_journal(phone, aizada, monkeypatch):
    line = await phone(aizada)
    await line.enter(BOARD)
    hub = hubs.current()
    monkeypatch.setattr(hub, "relay", lambda entries: None)
    await apin(BOARD, *"абв")
    hub.heard([entry(3)])
    assert [fact["seq"] for fact in await line.facts(BOARD, 3)] == [1, 2, 3]


async def test_what_nobody_told_of_is_found(phone, aizada, monkeypatch):
    line = await phone(aizada)
    await line.enter(BOARD)
    monkeypatch.setattr(hubs.current(), "relay", lambda entries: None)
    await apin(BOARD, "айтылбаган")
    assert (await line.facts(BOARD, 1))[0]["data"]["words"] == "айтылбаган"


async def test_what_arrives_during_a_fan_out_goes_into_the_next_frame(phone, aizada, slow_presenting):
    line = await phone(aizada)
    await line.enter(BOARD)
    for number in range(10):
        await apin(BOARD, str(number))
    frames = []
    while sum(map(len, frames)) < 10:
        frames.append((await line.next("facts"))["facts"])
    assert [fact["seq"] for facts in frames for fact in facts] == list(range(1, 11))
    assert len(frames) <= 3


@pytest.mark.parametrize(("after", "head"), [(0, 501), (7, 6)])
async def test_too_far_behind_or_ahead_is_reset_and_not_entered(phone, aizada, after, head):
    for _ in range(head // 100):
        await apin(BOARD, *["сөз"] * 100)
    await apin(BOARD, *["сөз"] * (head % 100))
    line = await phone(aizada)
    assert (await line.enter(BOARD, after=after))[0] == {"op": "reset", "stream": BOARD, "head": head, "floor": 0}
    await apin(BOARD, "дагы")
    assert await line.hears_nothing()
    assert (await line.enter(BOARD, after=head))[-1]["head"] == head + 1


async def test_500_behind_is_caught_up_in_order(phone, aizada):
    for _ in range(5):
        await apin(BOARD, *["сөз"] * 100)
    line = await phone(aizada)
    heard = await line.enter(BOARD, after=0)
    assert [fact["seq"] for frame in heard if frame["op"] == "facts" for fact in frame["facts"]] == list(range(1, 501))


async def test_another_epoch_is_reset(phone, aizada):
    line = await phone(aizada)
    assert (await line.enter(BOARD, after=0, epoch="00000000-0000-0000-0000-000000000000"))[0]["op"] == "reset"


async def test_a_restored_history_resets_everyone(phone, aizada):
    line = await phone(aizada)
    await apin(BOARD, "бир")
    await line.enter(BOARD, after=1, epoch=line.hello["epoch"])
    fresh = await database_sync_to_async(renew_epoch)()
    assert (await line.next("reset"))["stream"] == BOARD
    assert (await line.enter(BOARD, after=1, epoch=line.hello["epoch"]))[0]["op"] == "reset"
    assert (await line.enter(BOARD, after=1, epoch=fresh))[-1]["op"] == "caught_up"


async def test_many_who_come_back_share_one_reading(phone, aizada, monkeypatch):
    await apin(BOARD, *["сөз"] * 50)
    asked = []

    def count(entries, languages):
        asked.append(len(entries))
        return presenting.as_texts(entries, languages)

    monkeypatch.setattr(stream, "as_texts", count)
    lines = [await phone(aizada) for _ in range(10)]
    replays = await asyncio.gather(*(line.enter(BOARD, after=0) for line in lines))
    assert all(len(frames[1]["facts"]) == 50 for frames in replays)
    assert asked == [50]


async def test_each_language_is_presented_once(phone, aizada, begimai):
    ky, ru, also_ky = await phone(aizada, language="ky"), await phone(begimai, language="ru"), await phone(begimai, language="ky")
    for line in (ky, ru, also_ky):
        await line.enter(BOARD)
    await apin(BOARD, "сөз")
    assert [(await line.facts(BOARD, 1))[0]["data"]["in"] for line in (ky, ru, also_ky)] == ["ky", "ru", "ky"]


async def test_a_blocked_womans_facts_keep_only_their_place(phone, aizada, begimai):
    await database_sync_to_async(Block.objects.create)(by=begimai, member=aizada)
    line, other = await phone(aizada), await phone(None)
    public = "tests.board:public"
    await line.enter(public)
    await other.enter(public)
    await apin(public, "анын сөзү", actor=begimai.actor)
    await apin(public, "менин сөзүм", actor=aizada.actor)
    first, second = await line.facts(public, 2)
    assert first == {"seq": 1}
    assert second["data"]["words"] == "менин сөзүм"
    assert [fact["data"]["words"] for fact in await other.facts(public, 2)] == ["анын сөзү", "менин сөзүм"]
    replayed = await line.enter(public, after=0)
    assert replayed[1]["facts"][0] == {"seq": 1}
    assert "анын сөзү" not in str(replayed)


async def test_what_cant_be_presented_keeps_its_place(phone, aizada):
    line = await phone(aizada)
    await line.enter(BOARD)
    NOTES[7] = object()  # type: ignore[assignment]  # no JSON
    hubs.current().relay([entry(1), entry(2, **{"id": 7}), entry(3)])
    assert [len(fact) for fact in await line.facts(BOARD, 3)] == [5, 1, 5]


async def test_a_stream_nobody_follows_is_let_go(phone, aizada):
    line = await phone(aizada)
    await line.enter(BOARD)
    hub = hubs.current()
    await tending.let_go(hub, linger=0)
    assert BOARD in hub.streams
    await line.say("leave", stream=BOARD)
    assert (await line.do("tests.look", BOARD))["op"] == "ack"
    await tending.let_go(hub, linger=0)
    assert BOARD not in hub.streams
    await line.hang_up()
    await tending.let_go(hub, linger=0)
    assert not hub.streams


async def test_a_pulse_tells_the_heads(phone, aizada, monkeypatch):
    monkeypatch.setattr("commons.realtime.socket.PULSE_SECONDS", (0, 0))
    line = await phone(aizada)
    await apin(BOARD, "бир")
    await line.enter(BOARD)
    assert (await line.next("pulse"))["heads"] == {BOARD: 1}


async def test_a_phone_that_takes_nothing_in_is_told_heads_only_and_then_goodbye(phone, aizada, monkeypatch):
    monkeypatch.setattr(protocol, "UNSEEN_BYTES", 2_000)
    monkeypatch.setattr("commons.realtime.socket.PATIENCE_SECONDS", 0.5)
    line = await phone(aizada)
    await line.enter(BOARD)
    got = 0
    while True:
        await apin(BOARD, "с" * 100)
        frame = await line.next("facts", "lagging")
        if frame["op"] == "lagging":
            break
        got = frame["facts"][-1]["seq"]
    assert (0 < got < 20, frame["head"]) == (True, got + 1)
    bye, closed = await line.next("bye"), await line.next("closed")
    assert (bye["code"], closed["code"]) == ("slow", 1013)


async def test_after_lagging_she_enters_again_and_misses_nothing(phone, aizada, monkeypatch):
    monkeypatch.setattr(protocol, "UNSEEN_BYTES", 2_000)
    line = await phone(aizada)
    await line.enter(BOARD)
    for _ in range(30):
        await apin(BOARD, "с" * 100)
    seqs: list[int] = []
    while not seqs or seqs[-1] < 30:
        frame = await line.next("facts", "lagging")
        if frame["op"] == "facts":
            seqs += [fact["seq"] for fact in frame["facts"]]
            if len(seqs) > 15:
                await line.say("seen", stream=BOARD, seq=seqs[-1])
        else:
            await line.say("enter", stream=BOARD, after=seqs[-1])
    assert seqs == list(range(1, 31))


async def test_a_fan_out_that_fails_is_caught_up_from_the_journal(phone, aizada, monkeypatch):
    line = await phone(aizada)
    await line.enter(BOARD)
    with monkeypatch.context() as broken:
        broken.setattr(stream, "deliveries", None)
        await apin(BOARD, "бир", "эки")
        assert (await line.next("lagging"))["head"] == 2
    await apin(BOARD, "үч")
    heard = await line.enter(BOARD, after=0)
    assert [fact["seq"] for fact in heard[1]["facts"]] == [1, 2, 3]


async def test_a_backlog_too_long_to_tell_is_caught_up_from_the_journal(phone, aizada, monkeypatch):
    monkeypatch.setattr(stream, "OVERLOAD", 10)
    line = await phone(aizada)
    await line.enter(BOARD)
    await apin(BOARD, *["сөз"] * 20)
    assert (await line.next("lagging"))["head"] == 20
    heard = await line.enter(BOARD, after=0)
    assert [fact["seq"] for fact in heard[1]["facts"]] == list(range(1, 21))


async def test_who_cannot_be_brought_in_is_told_to_come_back(phone, aizada, monkeypatch):
    line = await phone(aizada)

    async def fails(*what):
        raise OperationalError

    monkeypatch.setattr(hubs.current(), "may_enter", fails)
    await line.say("enter", stream=BOARD, after=None, epoch=None)
    bye = await line.next("bye")
    assert (bye["code"], bye["retry_in"] >= 1) == ("draining", True)
