"""A guest's private link is the door of its stream, and of what opens beside it, as long as it is good."""

import asyncio

import pytest
from channels.db import database_sync_to_async
from django.test import Client

from commons.journal.writing import atomic, record
from commons.people.actions import give_pass, take_pass
from commons.people.models import Guest
from commons.realtime import hub as hubs
from commons.realtime.tending import sweep
from tests.realtime.village import BOARD, apin, wait_for_followers

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]


@database_sync_to_async
def invite(stream: str = BOARD) -> tuple[Guest, Client]:
    """A guest, and the browser in which she opened her link."""
    guest, browser = Guest.objects.create(name="Айнура"), Client()
    with atomic():
        link = give_pass(guest, stream)
    browser.get(f"/g/{link.code}")
    return guest, browser


@database_sync_to_async
def take_away(guest: Guest, stream: str = BOARD) -> None:
    with atomic():
        fact = take_pass(guest, stream, "member:7")
        assert fact
        record(fact)


async def test_she_follows_what_her_link_opens_and_nothing_else(listen):
    _, browser = await invite()
    live = await listen(None, f"stream={BOARD}", browser=browser)
    assert live.status == 200
    await wait_for_followers(BOARD)
    await apin(BOARD, "сөз")
    assert '"words":"сөз"' in (await live.event("tests.note.pinned"))["data"]
    assert (await listen(None, "stream=tests.notice:1", browser=browser)).status == 200
    for other in ("tests.board:2", "tests.notice:2", "tests.notice:x", "people.member:1", "people.guest:1", "nowhere:1"):
        assert (await listen(None, f"stream={other}", browser=browser)).status == 403
    assert (await listen(None, f"stream={BOARD}")).status == 403


async def test_a_link_that_is_taken_away_ends_what_she_follows(listen):
    guest, browser = await invite()
    live = await listen(None, f"stream={BOARD}", browser=browser)
    await wait_for_followers(BOARD)
    await take_away(guest)
    assert "forbidden" in (await live.event("stream-error"))["data"]
    async with asyncio.timeout(2):
        await live.end()
    assert (await listen(None, f"stream={BOARD}", browser=browser)).status == 403


async def test_it_ends_also_where_it_was_taken_while_she_came_in(listen, after_looking):
    guest, browser = await invite()
    taken = []

    async def take_it_once() -> None:
        if not taken:
            taken.append(guest)
            await take_away(guest)

    await hubs.current().started()
    after_looking(hubs.current(), take_it_once)
    live = await listen(None, f"stream={BOARD}", browser=browser)
    assert live.status == 403


async def test_the_sweep_finds_a_session_that_is_gone(listen):
    _, browser = await invite()
    live = await listen(None, f"stream={BOARD}", browser=browser)
    await wait_for_followers(BOARD)
    await database_sync_to_async(browser.session.flush)()
    await sweep(hubs.current())
    assert "forbidden" in (await live.event("stream-error"))["data"]


async def test_a_member_who_opened_a_link_follows_it_beside_her_own(listen, aizada):
    _, browser = await invite("tests.board:9")
    await database_sync_to_async(browser.force_login)(aizada)
    live = await listen(None, f"stream=tests.board:9&stream=people.member:{aizada.pk}", browser=browser)
    assert live.status == 200


async def test_a_phone_on_which_another_link_was_opened_meanwhile_comes_again(listen):
    _, browser = await invite()
    live = await listen(None, f"stream={BOARD}", browser=browser)
    await wait_for_followers(BOARD)
    await open_another("tests.board:9", browser)
    await sweep(hubs.current())
    await live.end()
    assert "retry:" in live.text
    assert (await listen(None, f"stream={BOARD}&stream=tests.board:9", browser=browser)).status == 200


async def test_strangers_keep_no_guest_out_and_one_guest_not_another(listen, monkeypatch, settings):
    monkeypatch.setattr("commons.realtime.viewers.STRANGERS", 1)
    settings.REALTIME_CONNECTIONS_PER_MEMBER = 1
    (_, hers), (_, others) = await invite(), await invite()
    for browser in (None, hers, others):
        assert "stream-open" in (await opened(listen, browser)).text
    for browser in (None, hers):
        assert "stream-open" not in (await opened(listen, browser)).text


async def opened(listen, browser):
    live = await listen(None, "stream=tests.board:public", browser=browser)
    await live.read()
    return live


@database_sync_to_async
def open_another(stream: str, browser: Client) -> None:
    guest = Guest.objects.create(name="Жазгүл")
    with atomic():
        link = give_pass(guest, stream)
    browser.get(f"/g/{link.code}")
