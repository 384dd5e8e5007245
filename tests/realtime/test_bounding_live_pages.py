"""How many live pages there may be, and what those leave that end or fail: nothing."""

import re
import threading

import pytest
from django.db import OperationalError

from commons.realtime import hub as hubs
from commons.realtime import viewers
from commons.realtime.entering import knock
from commons.realtime.live_page import LivePage
from tests.realtime.village import BOARD, apin, settled, wait_for_followers

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]


async def test_a_line_that_takes_nothing_in_ends_and_the_page_comes_again(phone, aizada, monkeypatch):
    monkeypatch.setattr("commons.realtime.live_page.QUEUED", 1_000)
    live = LivePage(hubs.current(), None, "ky")
    await hubs.current().started()
    seats = await knock(hubs.current(), live, ["tests.board:public"])
    live.follow("tests.board:public", seats["tests.board:public"], None)
    await wait_for_followers("tests.board:public")
    for _ in range(20):
        await apin("tests.board:public", "сөз" * 30)
    assert len(await live.next()) < 3_000
    assert live.is_over
    assert await live.next() == ""


async def test_it_holds_no_thread_and_no_connection(listen, aizada, settings):
    settings.REALTIME_CONNECTIONS_PER_MEMBER = 100
    before = threading.active_count()
    for _ in range(30):
        assert (await listen(aizada, f"stream={BOARD}")).status == 200
    await wait_for_followers(BOARD)
    assert threading.active_count() - before <= 6
    settings.REALTIME_CONNECTIONS_PER_MEMBER = 30
    refused = await listen(aizada, f"stream={BOARD}")
    assert await is_told_to_come_back(refused)


async def test_strangers_keep_no_member_out(listen, aizada, monkeypatch):
    monkeypatch.setattr(viewers, "STRANGERS", 2)
    pages = [await listen(None, "stream=tests.board:public") for _ in range(3)]
    assert await is_told_to_come_back(pages.pop())
    assert len(hubs.current().viewers) == 2
    await listen(aizada, f"stream={BOARD}")
    assert len(hubs.current().viewers) == 3
    monkeypatch.setattr(viewers, "MOST", 3)
    assert await is_told_to_come_back(await listen(aizada, f"stream={BOARD}"))


@pytest.mark.parametrize("question", ["visit", "may_enter"])
async def test_one_that_fails_is_answered_and_leaves_nothing_behind(listen, aizada, monkeypatch, question):
    hub = hubs.current()
    await hub.started()

    async def fails(*what):
        raise OperationalError

    monkeypatch.setattr(hub, question, fails)
    live = await listen(aizada, f"stream={BOARD}")
    assert await is_told_to_come_back(live)
    assert (len(hub.viewers), hub.revoking._watches) == (0, {})


async def test_one_that_leaves_at_once_is_in_no_stream(phone):
    hub = hubs.current()
    await hub.started()
    page = LivePage(hub, None, "ky")
    hub.viewers.add(page)
    (seat,) = (await knock(hub, page, ["tests.board:public"])).values()
    page.follow("tests.board:public", seat, None)
    page.end()
    hub.let_go(page)
    page.follow("tests.board:public", seat, None)
    await settled()
    assert (len(hub.viewers), [stream for stream in hub.streams.values() if stream.is_followed]) == (0, [])


async def is_told_to_come_back(page):
    """A browser gives up for ever after any status but 200, and comes back when a stream has ended."""
    await page.end()
    seconds = int(re.fullmatch(r"retry: (\d+)\n\n", page.text).group(1)) / 1000
    return page.status == 200 and 20 <= seconds <= 40
