"""A small stream of our own to follow, and someone to follow it in this process."""

import asyncio
import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote
from uuid import uuid4

from channels.db import database_sync_to_async
from channels.testing import ApplicationCommunicator, WebsocketCommunicator
from django.conf import settings
from django.test import Client

from commons.journal.facts import Fact
from commons.journal.models import Entry
from commons.journal.presenting import presents
from commons.journal.refusals import Refused
from commons.journal.writing import Ask, answered, atomic, record
from commons.people.models import Member
from commons.realtime import hub as hubs
from commons.realtime.doors import beside, door
from commons.realtime.presenting import erases
from commons.realtime.verbs import Call, verb

ORIGIN = settings.ORIGIN.encode()
BOARD = "tests.board:1"
NOTES: dict[int, str] = {}
closed_to: set[int] = set()


@dataclass(frozen=True, kw_only=True)
class NotePinned(Fact, name="tests.note.pinned"):
    """A note is on the board."""

    id: int
    member: int | None = None


@dataclass(frozen=True, kw_only=True)
class NoteTaken(Fact, name="tests.note.taken"):
    """A note was taken down; its words are gone."""

    id: int


erases(NoteTaken.name)


@presents(NotePinned.name)
def present_notes(entries: Any, language: str) -> dict[tuple[str, int], dict[str, Any]]:
    return {(entry.stream, entry.seq): {"id": entry.data["id"], "words": NOTES.get(entry.data["id"]), "in": language} for entry in entries}


@door("tests.board")
def may_read_the_board(member: Member | None, name: str) -> bool:
    return name == "public" or (member is not None and int(name) > 0 and member.pk not in closed_to)


@beside("tests.notice")
def hangs_beside(name: str) -> str | None:
    return f"tests.board:{int(name)}"


@verb("tests.pin")
def pin_by_verb(call: Call) -> int | None:
    if call.args.get("words") == "no":
        raise Refused("read_only")
    if call.args.get("words") == "crash":
        raise RuntimeError(call.args["quoting"])
    with atomic():
        ask = Ask(call.actor, call.key, "tests.pin", call.stream)
        if (seq := answered(ask)) is not None:
            return seq
        return record(NotePinned(stream=call.stream, actor=call.actor, id=len(NOTES) + 1), asks=[ask])[0].seq


@verb("tests.look")
async def look(call: Call) -> None:
    return None


def pin(stream: str, *words: str, actor: str | None = "system") -> list[int]:
    """Pin notes in one action. Returns their seqs."""
    facts = []
    for text in words:
        number = len(NOTES) + 1
        NOTES[number] = text
        facts.append(NotePinned(stream=stream, actor=actor, id=number))
    with atomic():
        return [entry.seq for entry in record(*facts)]


def take_down(stream: str, number: int) -> None:
    NOTES[number] = ""
    with atomic():
        record(NoteTaken(stream=stream, actor="system", id=number))


def forget() -> None:
    """The next test begins with an empty board."""
    NOTES.clear()
    closed_to.clear()


apin = database_sync_to_async(pin)
atake_down = database_sync_to_async(take_down)


class Phone:
    """A socket of hers, in this process."""

    def __init__(self, application: Any, member: Member | None = None, *, origin: bytes | None = ORIGIN, language: str = "ky") -> None:
        self.hello: dict[str, Any] = {}
        self.member, self.cookie = member, f"django_language={language}"
        if member is not None:
            browser = Client()
            browser.force_login(member)
            self.session = browser.session
            self.cookie += f"; {settings.SESSION_COOKIE_NAME}={browser.session.session_key}"
        headers = [(b"cookie", self.cookie.encode())]
        if origin is not None:
            headers.append((b"origin", origin))
        self.wire = WebsocketCommunicator(application, "/ws/", headers=headers)

    async def open(self) -> dict[str, Any]:
        """Connect; returns the hello."""
        accepted, _ = await self.wire.connect(timeout=5)
        assert accepted
        return await self.next()

    async def say(self, op: str, **fields: Any) -> None:
        await self.wire.send_to(text_data=json.dumps({"op": op, **fields}, ensure_ascii=False))

    async def enter(self, stream: str, after: int | None = None, epoch: str | None = None) -> list[dict[str, Any]]:
        """Enter, and everything up to caught_up, reset or refused."""
        await self.say("enter", stream=stream, after=after, epoch=epoch)
        heard = []
        while True:
            heard.append(await self.next())
            if heard[-1]["op"] in ("caught_up", "reset", "refused"):
                return heard

    async def do(self, verb: str, stream: str, key: str | None = None, **args: Any) -> dict[str, Any]:
        """Do a verb; returns the answer."""
        await self.say("do", verb=verb, stream=stream, key=key or str(uuid4()), args=args)
        return await self.next("ack", "nack", "bye")

    async def next(self, *ops: str, timeout: float = 5) -> dict[str, Any]:
        """The next frame (of these ops); hints and pulses are passed over unless asked for."""
        while True:
            async with asyncio.timeout(timeout):  # the communicator's own timeout would end the application
                message = await self.wire.output_queue.get()
            if message["type"] == "websocket.close":
                return {"op": "closed", "code": message["code"]}
            frame = json.loads(message["text"])
            if frame["op"] in ops or (not ops and frame["op"] not in ("hint", "pulse")):
                return frame

    async def facts(self, stream: str, upto: int) -> list[dict[str, Any]]:
        """The facts of a stream until this seq has come."""
        heard: list[dict[str, Any]] = []
        while not heard or heard[-1]["seq"] < upto:
            frame = await self.next("facts")
            if frame["stream"] == stream:
                heard += frame["facts"]
        return heard

    async def hears_nothing(self, seconds: float = 0.3) -> bool:
        return await self.wire.receive_nothing(timeout=seconds)

    async def hang_up(self) -> None:
        if not self.wire.future.done():
            await self.wire.disconnect(timeout=5)


class Page:
    """A live page, in this process; in a `browser` of somebody, if she has one already."""

    def __init__(
        self,
        application: Any,
        member: Member | None,
        query: str,
        last: str | None = None,
        method: str = "GET",
        browser: Client | None = None,
    ) -> None:
        headers = []
        if member is not None:
            browser = Client()
            browser.force_login(member)
        if browser is not None:
            self.session = browser.session
            headers = [(b"cookie", f"{settings.SESSION_COOKIE_NAME}={browser.session.session_key}; django_language=ky".encode())]
        if last is not None:
            headers.append((b"last-event-id", last.encode()))
        scope = {"type": "http", "method": method, "path": "/live/", "query_string": query.encode(), "headers": headers}
        self.wire = ApplicationCommunicator(application, {**scope, "http_version": "1.1", "scheme": "http"})
        self.status, self.text, self.ended = 0, "", False

    async def open(self) -> None:
        await self.wire.send_input({"type": "http.request"})
        self.start = await self.wire.receive_output(5)
        self.status = self.start["status"]

    async def event(self, kind: str) -> dict[str, str] | None:
        """The next event of this kind, as a dictionary of its lines."""
        while True:
            while "\n\n" in self.text:
                block, self.text = self.text.split("\n\n", 1)
                lines = dict(line.split(": ", 1) for line in block.splitlines() if ": " in line and not line.startswith(":"))
                if lines.get("event") == kind:
                    return lines
            if self.ended:
                return None
            await self.read()

    async def end(self) -> None:
        """Read until the response ends."""
        while not self.ended:
            await self.read()

    async def leave(self) -> None:
        await self.wire.send_input({"type": "http.disconnect"})
        await self.wire.wait(5)

    async def read(self) -> None:
        message = await self.wire.receive_output(5)
        self.text += message["body"].decode()
        self.ended = not message.get("more_body", False)


def entry(seq: int, stream: str = BOARD, **data: Any) -> Entry:
    """One that nobody has written down."""
    return Entry(stream=stream, seq=seq, fact=NotePinned.name, data={"id": seq, **data}, actor="system")


def at(stream: str, seq: int) -> str:
    """A place in a stream, as an event's id says it."""
    return f"{quote(stream)}:{seq}.{hubs.current().epoch}"


async def wait_for_followers(*streams: str) -> None:
    hub = hubs.current()
    for _ in range(300):
        if all(name in hub.streams and hub.streams[name].audience for name in streams):
            return
        await asyncio.sleep(0.01)
    raise AssertionError(f"nobody follows {streams}")


async def settled() -> None:
    """What was asked of the database is answered, and what follows from it done."""
    await hubs.current().visit("nobody")
    await asyncio.sleep(0.1)
