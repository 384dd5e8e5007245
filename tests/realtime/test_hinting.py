"""Hints: who is typing, how many are here, how far it was read, which row changed."""

import pytest
from channels.db import database_sync_to_async

from commons.people.models import Block
from commons.realtime.relay import hint_changed, hint_read
from tests.realtime.village import BOARD

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


async def test_typing_where_she_is_not_or_hidden_is_not_told(phone, aizada, begimai):
    await database_sync_to_async(Block.objects.create)(by=begimai, member=aizada)
    hers, others = await phone(aizada), await phone(begimai)
    await others.enter(BOARD)
    await hers.say("hint", stream=BOARD, kind="typing")
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


async def test_changed_rows_and_readers_are_told_once_for_many(phone, aizada):
    line = await phone(aizada)
    await line.enter(BOARD)
    for upto in range(1, 6):
        await database_sync_to_async(hint_changed)([BOARD, "tests.board:2"], of="chat.room:1")
        await database_sync_to_async(hint_read)(BOARD, upto, upto * 2)
    assert await next_hint(line, "changed") == {"op": "hint", "stream": BOARD, "kind": "changed", "of": "chat.room:1"}
    assert await next_hint(line, "read") == {"op": "hint", "stream": BOARD, "kind": "read", "upto": 5, "n": 10}
