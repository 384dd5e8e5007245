"""Hints: who is typing, how many are here, how far it was read, which row changed."""

import asyncio
import json

import pytest
from channels.db import database_sync_to_async

from commons.journal.models import Entry
from commons.people.actions import block, unblock
from commons.people.models import Block
from commons.realtime import hub as hubs
from commons.realtime.hints import LISTS
from commons.realtime.parcels import hint_parcels
from commons.realtime.relay import hint_changed, hint_sign
from tests.realtime.village import BOARD, wait_for_followers

pytestmark = pytest.mark.django_db(transaction=True)


async def next_hint(line, kind, timeout=3):
    while (hint := await line.next("hint", timeout=timeout))["kind"] != kind:
        pass
    return hint


async def test_typing_is_told_to_the_others_only(phone, aizada, begimai):
    hers, others = await phone(aizada), await phone(begimai)
    await hers.enter(BOARD)
    await others.enter(BOARD)
    for _ in range(5):
        await hers.say("hint", stream=BOARD, kind="typing")
    assert await next_hint(others, "typing") == {"op": "hint", "stream": BOARD, "kind": "typing", "who": aizada.actor}
    with pytest.raises(TimeoutError):
        await next_hint(hers, "typing", timeout=1)


async def test_typing_where_she_is_not_or_hidden_is_not_told(phone, aizada, begimai, trusted):
    await database_sync_to_async(Block.objects.create)(by=begimai, member=aizada)
    hers, others, outside = await phone(aizada), await phone(begimai), await phone(trusted)
    await others.enter(BOARD)
    await outside.say("hint", stream=BOARD, kind="typing")
    await hers.enter(BOARD)
    await hers.say("hint", stream=BOARD, kind="typing")
    with pytest.raises(TimeoutError):
        await next_hint(others, "typing", timeout=1.5)


async def test_how_many_are_here_counts_each_woman_once(phone, aizada, begimai):
    first, second, third = await phone(aizada), await phone(aizada), await phone(begimai)
    for line in (first, second, third):
        await line.enter(BOARD)
    while (await next_hint(first, "here"))["n"] != 2:
        pass
    await third.say("leave", stream=BOARD)
    while (await next_hint(first, "here"))["n"] != 1:
        pass


async def test_a_count_does_not_tell_of_one_whom_she_does_not_meet(phone, aizada, begimai, make_member):
    third = await database_sync_to_async(make_member)("Гүлзат")
    await database_sync_to_async(Block.objects.create)(by=begimai, member=aizada)
    lines = [await phone(member) for member in (aizada, begimai, third)]
    for line in lines:
        await line.enter(BOARD)
    while (await next_hint(lines[2], "here"))["n"] != 3:
        pass
    counts = [(await next_hint(line, "here"))["n"] for line in lines[:2]]
    assert all(count <= 2 for count in counts)


async def test_a_block_and_its_end_change_the_count_for_the_two(phone, aizada, begimai, trusted):
    lines = [await phone(member) for member in (aizada, begimai, trusted)]
    for line in lines:
        await line.enter(BOARD)
    for line in lines:
        while (await next_hint(line, "here"))["n"] != 3:
            pass
    await database_sync_to_async(block)(begimai, aizada)
    for line in lines[:2]:
        assert (await next_hint(line, "here"))["n"] == 2
    await database_sync_to_async(unblock)(begimai, aizada)
    for line in lines[:2]:
        assert (await next_hint(line, "here"))["n"] == 3
    with pytest.raises(TimeoutError):
        await next_hint(lines[2], "here", timeout=0.5)


async def test_changed_rows_and_readers_are_told_once_for_many(phone, aizada):
    line = await phone(aizada)
    await line.enter(BOARD)
    for upto in range(1, 6):
        await database_sync_to_async(hint_changed)([BOARD, "tests.board:2"], of="chat.room:1")
        hubs.current().hints.read(BOARD, upto, upto * 2)
    assert await next_hint(line, "changed") == {"op": "hint", "stream": BOARD, "kind": "changed", "of": "chat.room:1"}
    assert await next_hint(line, "read") == {"op": "hint", "stream": BOARD, "kind": "read", "upto": 5, "n": 10}


async def test_many_lists_are_told_to_the_other_processes_at_once(phone, aizada, monkeypatch):
    await phone(aizada)
    hub, told = hubs.current(), []
    monkeypatch.setattr(hub.bus, "publish_hints", told.extend)
    lists = [f"chat.rooms:{10**9 + number}" for number in range(LISTS * 2 + 1)]
    hub.hints.changed(lists, of="chat.room:1")
    hub.hints.changed(lists[:3], of="chat.room:1")
    while not told:
        await asyncio.sleep(0.05)
    assert [len(hint["streams"]) for hint in told] == [LISTS, LISTS, 1]
    assert len(list(hint_parcels("me", told))) == 2
    hub.hints.changed([], of="chat.room:1")
    hub.hints.heard("elsewhere", [{**told[0], "streams": [BOARD]}])
    line = await phone(aizada)
    await line.enter(BOARD)
    assert (await next_hint(line, "changed"))["of"] == "chat.room:1"


async def test_who_left_at_once_is_told_no_count(phone, aizada, begimai):
    line, other = await phone(aizada), await phone(begimai)
    await other.enter(BOARD)
    await line.enter(BOARD)
    await line.say("leave", stream=BOARD)
    with pytest.raises(TimeoutError):
        await next_hint(line, "here", timeout=1.5)


async def test_signs_are_summed_for_a_second_and_told_to_sockets_and_live_pages_alike(phone, listen, aizada):
    line, page = await phone(aizada), await listen(None, "stream=tests.board:public")
    await wait_for_followers("tests.board:public")
    await line.enter("tests.board:public")
    for sign in ("👏", "🙏", "👏"):
        hint_sign("tests.board:public", sign)
    summed = {"stream": "tests.board:public", "counts": {"👏": 2, "🙏": 1}}
    assert await next_hint(line, "signs") == {"op": "hint", "kind": "signs", **summed}
    told = await page.event("signs")
    assert (json.loads(told["data"]), told.get("id")) == (summed, None)
    assert await database_sync_to_async(Entry.objects.filter(stream="tests.board:public").count)() == 0


async def test_signs_cross_to_other_processes_once(phone, aizada):
    hub, line = hubs.current(), await phone(aizada)
    await line.enter(BOARD)
    published = []
    hub.bus.publish_hints = published.extend
    hint_sign(BOARD, "👏")
    hub.hints.heard("elsewhere", [{"kind": "signs", "stream": BOARD, "counts": {"👏": 4}}])
    assert (await next_hint(line, "signs"))["counts"] == {"👏": 5}
    await asyncio.sleep(0.2)
    assert [hint for hint in published if hint["kind"] == "signs"] == [{"kind": "signs", "stream": BOARD, "counts": {"👏": 1}}]
