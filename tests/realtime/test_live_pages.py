"""Live pages: server-sent events in django-eventstream's wire format, guarded by the doors."""

import re
import time
from urllib.parse import quote

import pytest
from asgiref.sync import async_to_sync
from channels.db import database_sync_to_async
from django_eventstream.eventstream import EventPermissionError, get_events

from commons.journal.writing import atomic, record
from commons.people.facts import MembershipEnded, SessionEnded
from commons.people.models import Block
from commons.people.streams import member_stream
from commons.realtime import doors
from commons.realtime.eventstream import ChannelManager
from commons.realtime.relay import hint_changed
from tests.realtime.village import BOARD, apin, at, closed_to, wait_for_followers

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]


async def test_it_opens_and_tells_facts_as_events_with_ids(listen, aizada):
    await apin(BOARD, "мурунку")
    live = await listen(aizada, f"stream={BOARD}&stream=tests.board:2")
    assert live.status == 200
    headers = dict(live.start["headers"])
    assert headers[b"content-type"].startswith(b"text/event-stream")
    assert b"content-encoding" not in headers
    await wait_for_followers(BOARD, "tests.board:2")
    await live.read()
    assert re.match(r"retry: [1-5]\d{3}\n\n:", live.text)
    await apin(BOARD, "сөз")
    event = await live.event("tests.note.pinned")
    assert event["data"] == '{"id":2,"words":"сөз","in":"ky"}'
    assert set(event["id"].split(",")) == {at(BOARD, 2), at("tests.board:2", 0)}


@pytest.mark.parametrize(
    ("query", "last", "status"),
    [
        ("", None, 400),
        ("channel=tests.board:public", None, 400),
        ("&".join(f"stream=tests.board:{number}" for number in range(1, 13)), None, 400),
        ("stream=tests.board:public", "error", 400),
        ("stream=tests.board:public", "nonsense", 400),
        ("stream=tests.board:public", quote("tests.board:public") + ":x", 400),
        ("stream=tests.board:public", quote("tests.board:public") + ":.x", 400),
        ("stream=tests.board:public&es-meta=forged", None, 400),
        ("stream=tests.board:public&recover=true", None, 400),
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


async def test_each_door_is_asked_once_and_what_happens_meanwhile_counts(listen, aizada, monkeypatch):
    asked, guard = [], doors._doors["tests.board"]

    def ask(member, name):
        asked.append(name)
        may = guard(member, name)
        if name == "2" and not closed_to:
            closed_to.add(aizada.pk)
            async_to_sync(tell)(aizada, MembershipEnded, of="tests.board:2")
            time.sleep(0.1)  # it is known before this answer is
        return may

    monkeypatch.setitem(doors._doors, "tests.board", ask)
    open_one = await listen(aizada, f"stream={BOARD}&stream=tests.board:3")
    await wait_for_followers(BOARD, "tests.board:3")
    assert (open_one.status, sorted(asked)) == (200, ["1", "3"])
    assert (await listen(aizada, "stream=tests.board:2")).status == 403


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
    assert "id" not in await second.event("stream-error"), "a browser would come back with it, and be refused"
    await second.end()


async def test_a_blocked_womans_facts_are_not_told(listen, aizada, begimai):
    await database_sync_to_async(Block.objects.create)(by=begimai, member=aizada)
    live = await listen(aizada, f"stream={BOARD}")
    await wait_for_followers(BOARD)
    await apin(BOARD, "анын", actor=begimai.actor)
    await apin(BOARD, "башканын", actor="member:999")
    event = await live.event("tests.note.pinned")
    assert ("башканын" in event["data"], event["id"]) == (True, at(BOARD, 2))


async def test_what_passes_blocks_is_told_all_the_same(listen, phone, aizada, begimai, monkeypatch):
    monkeypatch.setattr(doors, "_past_blocks", {"tests.board"})
    await database_sync_to_async(Block.objects.create)(by=begimai, member=aizada)
    live, line = await listen(aizada, f"stream={BOARD}"), await phone(aizada)
    await wait_for_followers(BOARD)
    await line.enter(BOARD)
    await apin(BOARD, "анын", actor=begimai.actor)
    assert "анын" in (await live.event("tests.note.pinned"))["data"]
    assert "анын" in str(await line.next("facts"))


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
        await live.read()


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
