"""Bad input over a socket: each a clear refusal, nothing written, the server well."""

import asyncio
import json
from uuid import uuid4

import pytest
from asgiref.sync import sync_to_async
from channels.db import database_sync_to_async
from channels.testing import WebsocketCommunicator
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

from commons.journal.models import Entry
from commons.realtime import hub as hubs
from commons.realtime import viewers
from commons.realtime.buckets import Bucket
from deploy.asgi import application
from tests.realtime import village
from tests.realtime.village import BOARD, ORIGIN

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]

entries = database_sync_to_async(lambda: Entry.objects.filter(stream=BOARD).count())


async def goodbye(line):
    """The bye and the close code that follows it."""
    bye, closed = await line.next("bye"), await line.next("closed")
    return bye["code"], closed["code"]


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        "null",
        '"enter"',
        "{}",
        '{"op":"dance","stream":"tests.board:1"}',
        '{"op":["enter"],"stream":"tests.board:1"}',
        '{"op":"enter"}',
        '{"op":"enter","stream":""}',
        '{"op":"enter","stream":7}',
        '{"op":"enter","stream":"tests.board:1\\u0000"}',
        '{"op":"enter","stream":"tests.board:1","after":-1}',
        '{"op":"enter","stream":"tests.board:1","after":true}',
        '{"op":"enter","stream":"tests.board:1","after":1e3}',
        '{"op":"enter","stream":"tests.board:1","after":9223372036854775808}',
        '{"op":"enter","stream":"tests.board:1","epoch":5}',
        '{"op":"seen","stream":"tests.board:1"}',
        '{"op":"seen","stream":"tests.board:1","seq":NaN}',
        '{"op":"hint","stream":"tests.board:1","kind":"here"}',
        '{"op":"do","stream":"tests.board:1","verb":"tests.pin","args":{}}',
        '{"op":"do","stream":"tests.board:1","verb":"tests.pin","key":"1","args":[]}',
        '{"op":"do","stream":"tests.board:1","verb":"tests.pin","key":"\\ud800","args":{}}',
        '{"op":"do","stream":"tests.board:1","verb":"tests.pin","key":"' + "1" * 65 + '","args":{}}',
        "[" * 9_000,
    ],
)
async def test_malformed_frames_end_the_conversation(phone, aizada, text):
    line = await phone(aizada)
    await line.wire.send_to(text_data=text)
    assert await goodbye(line) == ("invalid", 1008)
    assert await entries() == 0


async def test_binary_frames_are_no_frames(phone, aizada):
    line = await phone(aizada)
    await line.wire.send_to(bytes_data=b'{"op":"leave","stream":"tests.board:1"}')
    assert await goodbye(line) == ("invalid", 1008)


@pytest.mark.parametrize("letter", ["a", "ы"])
async def test_a_frame_of_17_kib_is_too_big(phone, aizada, letter):
    line = await phone(aizada)
    body = letter * (17 * 1024 // len(letter.encode()))
    await line.say("do", verb="tests.pin", stream=BOARD, key=str(uuid4()), args={"words": body})
    assert await goodbye(line) == ("too_big", 1009)
    assert await entries() == 0


async def test_a_flood_of_frames_ends_the_conversation(phone, aizada):
    line = await phone(aizada)
    for _ in range(400):
        await line.say("leave", stream=BOARD)
    assert await goodbye(line) == ("flood", 1008)


async def test_what_comes_before_hello_waits_for_it_and_not_much_does(aizada, monkeypatch):
    monkeypatch.setattr("commons.realtime.socket.EARLY", 2)
    for frames, first in ((2, "hello"), (3, "bye")):
        line = await sync_to_async(village.Phone)(application, aizada)
        seen = asyncio.Event()
        hub = hubs.current()
        await hub.started()
        look = hub.visit

        async def look_late(key, look=look, seen=seen):
            await seen.wait()
            return await look(key)

        monkeypatch.setattr(hub, "visit", look_late)
        await line.wire.connect(timeout=5)
        for _ in range(frames):
            await line.say("enter", stream="tests.board:public")
        await asyncio.sleep(0.2)
        seen.set()
        monkeypatch.setattr(hub, "visit", look)
        assert (await line.next())["op"] == first
        if first == "hello":
            assert (await line.next("entered"))["stream"] == "tests.board:public"
        await line.hang_up()


async def test_acknowledging_much_is_no_flood(phone, aizada):
    from tests.realtime.village import apin

    line = await phone(aizada)
    await line.enter(BOARD)
    for seq in range(1, 301):
        await apin(BOARD, "сөз")
        await line.facts(BOARD, seq)
        await line.say("seen", stream=BOARD, seq=seq)
    assert (await line.do("tests.look", BOARD))["op"] == "ack"


async def test_many_verbs_are_slowed_down_not_lost(phone, aizada, begimai):
    line, others = await phone(aizada), await phone(aizada)
    answers = [await each.do("tests.look", BOARD) for _ in range(20) for each in (line, others)]
    slowed = [answer for answer in answers if answer["op"] == "nack"]
    assert len(answers) - len(slowed) == pytest.approx(31, abs=3)  # one bucket for all her phones
    assert {answer["code"] for answer in slowed} == {"slow_down"}
    assert all(0 <= answer["retry_in"] <= 1 for answer in slowed)
    assert (await (await phone(begimai)).do("tests.look", BOARD))["op"] == "ack"


async def test_a_forged_key_is_invalid_and_a_reused_one_too(phone, aizada, begimai):
    line = await phone(aizada)
    assert (await line.do("tests.pin", BOARD, key="not-a-uuid"))["code"] == "invalid"
    key = str(uuid4())
    assert (await line.do("tests.pin", BOARD, key=key))["seq"] == 1
    assert (await line.do("tests.pin", "tests.board:2", key=key))["code"] == "invalid"
    assert (await (await phone(begimai)).do("tests.pin", BOARD, key=key))["seq"] == 2  # hers is another key
    assert await entries() == 2


async def test_an_unknown_verb_is_invalid(phone, aizada):
    assert (await (await phone(aizada)).do("tests.dance", BOARD))["code"] == "invalid"


async def test_a_verb_that_breaks_is_told_as_busy_and_its_words_are_not_logged(phone, aizada, caplog):
    answer = await (await phone(aizada)).do("tests.pin", BOARD, words="crash", quoting="Жашыруун")
    assert (answer["code"], answer["retry_in"] > 0) == ("busy", True)
    assert "RuntimeError" in caplog.text
    assert "Жашыруун" not in caplog.text


@pytest.mark.parametrize(
    "origin",
    [None, b"https://elsewhere.example", b"null", ORIGIN.replace(b"http:", b"https:"), ORIGIN + b"1", ORIGIN + b":x", b"", b"\xff"],
)
async def test_another_origin_is_turned_away_at_the_handshake(transactional_db, origin):
    from deploy.asgi import application

    wire = WebsocketCommunicator(application, "/ws/", headers=[] if origin is None else [(b"origin", origin)])
    accepted, _ = await wire.connect()
    assert not accepted


async def test_another_path_is_turned_away(transactional_db):
    from deploy.asgi import application

    accepted, _ = await WebsocketCommunicator(application, "/ws/else/", headers=[(b"origin", ORIGIN)]).connect()
    assert not accepted


async def test_a_stranger_is_greeted_and_enters_public_doors_only(phone):
    line = await phone(None)
    assert line.hello["member"] is None
    assert (await line.enter(BOARD))[-1]["code"] == "forbidden"
    assert (await line.enter("tests.board:public"))[-1]["op"] == "caught_up"
    assert (await line.do("tests.pin", "tests.board:public"))["code"] == "forbidden"


async def test_an_expired_session_is_a_strangers(transactional_db, aizada, phone):
    from deploy.asgi import application
    from tests.realtime.village import Phone

    line = await database_sync_to_async(Phone)(application, aizada)
    await database_sync_to_async(Session.objects.update)(expire_date=timezone.now())
    assert (await line.open())["member"] is None
    assert (await line.enter(BOARD))[-1]["op"] == "refused"
    await line.hang_up()


@pytest.mark.parametrize("key", ["", '"\\000"', "é" * 32, "a" * 41, "a b", "a'--"])
async def test_a_cookie_that_is_no_session_is_a_strangers_and_disturbs_nobody(phone, aizada, key):
    from deploy.asgi import application

    cookie = f"{settings.SESSION_COOKIE_NAME}={key}".encode()
    wires = [WebsocketCommunicator(application, "/ws/", headers=[(b"origin", ORIGIN), (b"cookie", cookie)]) for _ in range(3)]
    for wire in wires:
        await wire.connect()
    line = await phone(aizada)
    assert line.hello["member"]["id"] == aizada.pk
    for wire in wires:
        hello = json.loads(await wire.receive_from())
        assert (hello["op"], hello["member"]) == ("hello", None)
        await wire.disconnect()


async def test_a_session_of_words_she_changed_is_a_strangers(aizada, phone):
    from deploy.asgi import application
    from tests.realtime.village import Phone

    line = await database_sync_to_async(Phone)(application, aizada)
    aizada.set_password("башка үч сөз")
    await database_sync_to_async(aizada.save)()
    assert (await line.open())["member"] is None
    await line.hang_up()


@pytest.mark.parametrize("stream", ["tests.board:x", "tests.board:0", "tests.board", "nowhere:1", ":", "people.member:1x", "tests.board:²"])
async def test_streams_without_a_door_or_that_dont_exist_are_forbidden(phone, aizada, stream):
    assert (await (await phone(aizada)).enter(stream))[-1] == {"op": "refused", "stream": stream, "code": "forbidden"}


async def test_a_stream_that_isnt_hers_is_forbidden(phone, aizada, begimai):
    line = await phone(aizada)
    assert (await line.enter(f"people.member:{begimai.pk}"))[-1]["code"] == "forbidden"
    assert (await line.enter(f"people.member:{aizada.pk}"))[-1]["op"] == "caught_up"


async def test_she_enters_64_streams_and_no_more(phone, aizada):
    line = await phone(aizada)
    for number in range(1, 65):
        assert (await line.enter(f"tests.board:{number}"))[-1]["op"] == "caught_up"
    assert (await line.enter("tests.board:65"))[-1]["code"] == "too_many"
    assert (await line.enter("tests.board:64"))[-1]["op"] == "caught_up"
    await line.say("leave", stream="tests.board:1")
    assert (await line.enter("tests.board:65"))[-1]["op"] == "caught_up"


async def test_she_has_so_many_connections_and_no_more(phone, aizada, begimai, settings):
    settings.REALTIME_CONNECTIONS_PER_MEMBER = 2
    first, _ = await phone(aizada), await phone(aizada)
    third = await phone(aizada)
    assert (third.hello["op"], third.hello["code"]) == ("bye", "flood")
    assert (await phone(begimai)).hello["op"] == "hello"
    await first.hang_up()
    assert (await phone(aizada)).hello["op"] == "hello"


async def test_strangers_connections_keep_no_member_out(phone, aizada, monkeypatch):
    monkeypatch.setattr(viewers, "STRANGERS", 1)
    first = await phone(None)
    assert (await phone(None)).hello["code"] == "flood"
    assert (await phone(aizada)).hello["op"] == "hello"
    monkeypatch.setattr(viewers, "MOST", 2)
    assert (await phone(aizada)).hello["code"] == "flood"
    await first.hang_up()
    assert (await phone(aizada)).hello["op"] == "hello"


def test_a_bucket_says_how_long_to_wait():
    bucket = Bucket(rate=10, burst=2)
    assert (bucket.take(), bucket.take()) == (None, None)
    assert bucket.take() == pytest.approx(0.1, abs=0.02)


async def test_text_is_not_escaped(phone, aizada):
    line = await phone(aizada, language="ky")
    await line.say("do", verb="tests.dance", stream=BOARD, key=str(uuid4()), args={})
    text = (await line.wire.receive_output())["text"]
    assert "\\u" not in text
    assert json.loads(text)["op"] == "nack"
