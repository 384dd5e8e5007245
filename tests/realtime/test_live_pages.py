"""Live pages: server-sent events in django-eventstream's wire format, guarded by the doors."""

import asyncio
from urllib.parse import quote

import pytest
from channels.db import database_sync_to_async
from channels.testing import ApplicationCommunicator
from django.conf import settings
from django.test import Client
from django_eventstream.eventstream import EventPermissionError, get_events

from commons.journal.writing import atomic, record
from commons.people.facts import MembershipEnded, SessionEnded
from commons.people.models import Block
from commons.people.streams import member_stream
from commons.realtime import hub as hubs
from commons.realtime.eventstream import ChannelManager
from commons.realtime.relay import hint_changed
from tests.realtime.village import BOARD, apin, closed_to

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]
BOARD_ID = quote(BOARD)


class Page:
    """A page that listens."""

    def __init__(self, member, query, last=None, method="GET"):
        from deploy.asgi import application

        headers = []
        if member is not None:
            browser = Client()
            browser.force_login(member)
            self.session = browser.session
            headers = [(b"cookie", f"{settings.SESSION_COOKIE_NAME}={browser.session.session_key}; django_language=ky".encode())]
        if last is not None:
            headers.append((b"last-event-id", last.encode()))
        scope = {"type": "http", "method": method, "path": "/live/", "query_string": query.encode(), "headers": headers}
        self.wire = ApplicationCommunicator(application, {**scope, "http_version": "1.1", "scheme": "http"})
        self.text, self.ended = "", False

    async def open(self):
        await self.wire.send_input({"type": "http.request"})
        self.start = await self.wire.receive_output(5)
        return self.start["status"]

    async def event(self, kind):
        """The next event of this kind, as a dictionary of its lines."""
        while True:
            while "\n\n" in self.text:
                block, self.text = self.text.split("\n\n", 1)
                lines = dict(line.split(": ", 1) for line in block.splitlines() if ": " in line and not line.startswith(":"))
                if lines.get("event") == kind:
                    return lines
            if self.ended:
                return None
            await self._read()

    async def end(self):
        while not self.ended:
            await self._read()

    async def leave(self):
        await self.wire.send_input({"type": "http.disconnect"})
        await self.wire.wait(5)

    async def _read(self):
        message = await self.wire.receive_output(5)
        self.text += message["body"].decode()
        self.ended = not message.get("more_body", False)


@pytest.fixture
async def listen(phone):
    pages = []

    async def open_page(member, query, **how):
        made = await database_sync_to_async(Page)(member, query, **how)
        made.status = await made.open()
        pages.append(made)
        return made

    yield open_page
    for one in pages:
        await one.leave()


async def test_it_opens_and_tells_facts_as_events_with_ids(listen, aizada):
    await apin(BOARD, "мурунку")
    live = await listen(aizada, f"stream={BOARD}&stream=tests.board:2")
    assert live.status == 200
    headers = dict(live.start["headers"])
    assert headers[b"content-type"].startswith(b"text/event-stream")
    assert b"content-encoding" not in headers
    await wait_for_followers(BOARD, "tests.board:2")
    assert live.text.startswith(":") or not live.text
    await apin(BOARD, "сөз")
    event = await live.event("tests.note.pinned")
    assert event["data"] == '{"id":2,"words":"сөз","in":"ky"}'
    assert set(event["id"].split(",")) == {f"{BOARD_ID}:2", f"{quote('tests.board:2')}:0"}


async def test_it_resumes_after_the_last_id(listen, aizada):
    await apin(BOARD, "бир", "эки", "үч")
    for how in ({"last": f"{BOARD_ID}:1"}, {}):
        query = f"stream={BOARD}" + ("" if how else f"&lastEventId={quote(f'{BOARD_ID}:1')}")
        live = await listen(aizada, query, **how)
        assert [(await live.event("tests.note.pinned"))["id"] for _ in range(2)] == [f"{BOARD_ID}:2", f"{BOARD_ID}:3"]


@pytest.mark.parametrize("last", [0, 900])
async def test_too_far_behind_or_ahead_is_a_reset_and_goes_on(listen, aizada, last):
    for _ in range(6):
        await apin(BOARD, *["сөз"] * 100)
    live = await listen(aizada, f"stream={BOARD}", last=f"{BOARD_ID}:{last}")
    reset = await live.event("stream-reset")
    assert (reset["id"], reset["data"]) == (f"{BOARD_ID}:600", '{"channels": ["tests.board:1"]}')
    await wait_for_followers(BOARD)
    await apin(BOARD, "дагы")
    assert (await live.event("tests.note.pinned"))["id"] == f"{BOARD_ID}:601"


@pytest.mark.parametrize(
    ("query", "last", "status"),
    [
        ("", None, 400),
        ("channel=tests.board:public", None, 400),
        ("&".join(f"stream=tests.board:{number}" for number in range(1, 13)), None, 400),
        ("stream=tests.board:public", "error", 400),
        ("stream=tests.board:public", "nonsense", 400),
        ("stream=tests.board:public", quote("tests.board:public") + ":x", 400),
        ("stream=tests.board:public&es-meta=forged", None, 400),
        ("stream=nowhere:1", None, 403),
        ("stream=tests.board:1", None, 403),
        ("stream=tests.board:public&stream=tests.board:1", None, 403),
        ("stream=tests.board:public", None, 200),
    ],
)
async def test_a_stranger_may_listen_at_public_doors_only(listen, query, last, status):
    live = await listen(None, query, last=last)
    assert live.status == status
    if status != 200:
        await live.end()
        assert live.text.startswith("event: stream-error\nid: error\n")


async def test_only_get_is_answered(listen):
    assert (await listen(None, "stream=tests.board:public", method="POST")).status == 405


async def test_it_ends_when_a_membership_or_a_session_ends(listen, aizada):
    first, second = await listen(aizada, f"stream={BOARD}"), await listen(aizada, "stream=tests.board:2")
    await wait_for_followers(BOARD, "tests.board:2")
    closed_to.add(aizada.pk)
    await tell(aizada, MembershipEnded, of=BOARD)
    assert "forbidden" in (await first.event("stream-error"))["data"]
    await first.end()
    await database_sync_to_async(second.session.delete)(second.session.session_key)
    await tell(aizada, SessionEnded)
    assert (await second.event("stream-error"))["id"] == "error"
    await second.end()


async def test_a_blocked_womans_facts_are_not_told(listen, aizada, begimai):
    await database_sync_to_async(Block.objects.create)(by=begimai, member=aizada)
    live = await listen(aizada, f"stream={BOARD}")
    await wait_for_followers(BOARD)
    await apin(BOARD, "анын", actor=begimai.actor)
    await apin(BOARD, "башканын", actor="member:999")
    event = await live.event("tests.note.pinned")
    assert ("башканын" in event["data"], event["id"]) == (True, f"{BOARD_ID}:2")


async def test_a_changed_row_is_told_without_an_id(listen, aizada):
    live = await listen(aizada, f"stream={BOARD}")
    await wait_for_followers(BOARD)
    await database_sync_to_async(hint_changed)([BOARD], of="chat.room:9")
    event = await live.event("changed")
    assert event == {"event": "changed", "data": '{"stream":"tests.board:1","of":"chat.room:9"}'}


async def test_a_quiet_page_is_kept_alive(listen, aizada, monkeypatch):
    monkeypatch.setattr("commons.realtime.live_page.PULSE_SECONDS", (0, 0))
    live = await listen(aizada, f"stream={BOARD}")
    while ": still here\n\n" not in live.text:
        await live._read()


async def test_a_line_that_takes_nothing_in_ends_and_the_page_comes_again(phone, aizada, monkeypatch):
    from commons.realtime.live_page import LivePage

    monkeypatch.setattr("commons.realtime.live_page.QUEUED", 1_000)
    live = LivePage(hubs.current(), None, "ky")
    await hubs.current().started()
    live.follow("tests.board:public", None)
    await wait_for_followers("tests.board:public")
    for _ in range(20):
        await apin("tests.board:public", "сөз" * 30)
    assert len(await live.next()) < 3_000
    assert live.is_over
    assert await live.next() == ""


async def test_it_holds_no_thread_and_no_connection(listen, aizada, settings):
    import threading

    settings.REALTIME_CONNECTIONS_PER_MEMBER = 100
    before = threading.active_count()
    for _ in range(30):
        assert (await listen(aizada, f"stream={BOARD}")).status == 200
    await wait_for_followers(BOARD)
    assert threading.active_count() - before <= 6
    settings.REALTIME_CONNECTIONS_PER_MEMBER = 30
    refused = await listen(aizada, f"stream={BOARD}")
    assert (refused.status, dict(refused.start["headers"])[b"retry-after"]) == (503, b"30")


@pytest.mark.both_databases
def test_the_librarys_own_reading_stands_on_journal_and_doors(aizada, transactional_db):
    from types import SimpleNamespace

    from tests.realtime.village import pin

    pin(BOARD, "бир", "эки")
    asked = SimpleNamespace(channels={BOARD}, channel_last_ids={BOARD: "1"}, is_next=False, is_recover=False, user=aizada)
    (event,) = get_events(asked).channel_items[BOARD]
    assert (event.type, event.id, event.data["words"]) == ("tests.note.pinned", 2, "эки")
    asked.channel_last_ids = {BOARD: "9"}
    assert get_events(asked).channel_reset == {BOARD}
    asked.user = None
    with pytest.raises(EventPermissionError):
        get_events(asked)
    assert not ChannelManager().can_read_channel(aizada, "nowhere:1")


@database_sync_to_async
def tell(whom, fact, **data):
    with atomic():
        record(fact(stream=member_stream(whom.pk), actor="system", **data))


async def wait_for_followers(*streams):
    hub = hubs.current()
    for _ in range(300):
        if all(name in hub.streams and hub.streams[name].audience for name in streams):
            return
        await asyncio.sleep(0.01)
    raise AssertionError(f"nobody follows {streams}")
