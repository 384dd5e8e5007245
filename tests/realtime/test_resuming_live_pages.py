"""A live page that comes again goes on where it was, or is told that it can't."""

from urllib.parse import quote

import pytest
from channels.db import database_sync_to_async

from commons.journal.reading import renew_epoch
from commons.realtime import hub as hubs
from commons.realtime.live_page import LivePage
from commons.realtime.viewer import Seat
from tests.realtime.village import BOARD, apin, at, wait_for_followers

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]
BOARD_ID = quote(BOARD)


async def test_it_resumes_after_the_last_id(listen, aizada):
    await hubs.current().started()
    await apin(BOARD, "бир", "эки", "үч")
    for how in ({"last": at(BOARD, 1)}, {}):
        query = f"stream={BOARD}" + ("" if how else f"&lastEventId={quote(at(BOARD, 1))}")
        live = await listen(aizada, query, **how)
        assert [(await live.event("tests.note.pinned"))["id"] for _ in range(2)] == [at(BOARD, 2), at(BOARD, 3)]


@pytest.mark.parametrize("last", [0, 900])
async def test_too_far_behind_or_ahead_is_a_reset_and_goes_on(listen, aizada, last):
    await hubs.current().started()
    for _ in range(6):
        await apin(BOARD, *["сөз"] * 100)
    live = await listen(aizada, f"stream={BOARD}", last=at(BOARD, last))
    reset = await live.event("stream-reset")
    assert (reset["id"], reset["data"]) == (at(BOARD, 600), '{"channels": ["tests.board:1"]}')
    await wait_for_followers(BOARD)
    await apin(BOARD, "дагы")
    assert (await live.event("tests.note.pinned"))["id"] == at(BOARD, 601)


@pytest.mark.parametrize("epoch", ["", ".", ".00000000-0000-0000-0000-000000000000"])
async def test_another_history_or_none_is_a_reset(listen, aizada, epoch):
    await apin(BOARD, "бир", "эки")
    live = await listen(aizada, f"stream={BOARD}", last=f"{BOARD_ID}:1{epoch}")
    assert (await live.event("stream-reset"))["id"] == at(BOARD, 2)


async def test_a_restored_history_is_a_reset(listen, aizada):
    await apin(BOARD, "бир", "эки")
    live = await listen(aizada, f"stream={BOARD}")
    await wait_for_followers(BOARD)
    fresh = await database_sync_to_async(renew_epoch)()
    assert (await live.event("stream-reset"))["id"] == f"{BOARD_ID}:2.{fresh}"
    await wait_for_followers(BOARD)
    await apin(BOARD, "үч")
    assert (await live.event("tests.note.pinned"))["id"] == at(BOARD, 3)


async def test_a_place_it_was_given_stays_in_the_ids_until_it_is_there(listen, aizada, monkeypatch):
    live = await listen(aizada, f"stream={BOARD}&stream=tests.board:2", last=f"{BOARD_ID}:1.gone")
    reset = await live.event("stream-reset")
    assert at(BOARD, 0) in reset["id"]
    page = LivePage(hubs.current(), None, "ky")
    monkeypatch.setattr(hubs.current(), "spawn", lambda work: work.close())
    page.follow(BOARD, Seat(), (1, "gone"))
    page.entered("tests.board:2", 5)
    page.reset("tests.board:2", 6)
    assert f"id: {BOARD_ID}:1.gone,{at('tests.board:2', 6)}\n" in await page.next()
