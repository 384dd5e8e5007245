"""A live page: a viewer whose facts go out as server-sent events, in django-eventstream's wire format."""

import asyncio
from functools import lru_cache
from typing import TYPE_CHECKING, Literal
from urllib.parse import quote

from django_eventstream.utils import sse_encode_event

from . import protocol
from .entering import come_in, enter
from .frames import Chunk, WriteRaw
from .jitter import between
from .ring import Delivery
from .viewer import Hint, Seat, Viewer

if TYPE_CHECKING:
    from .hub import Hub

Place = tuple[int, str]  # the last seq it has, and in which history

PULSE_SECONDS = (20.0, 25.0)
QUEUED = protocol.UNSEEN_BYTES  # characters that wait for a slow line; more, and the page has to come again
SENT = 8 * 1024 * 1024  # characters in one response: nobody acknowledges them, so it ends now and then and the page resumes


@lru_cache(maxsize=1024)
def quoted(stream: str) -> str:
    """As it stands in an event's id."""
    return quote(stream)


def retry(seconds: float) -> str:
    """After the end of this response, or a cut, the browser comes back so much later."""
    return f"retry: {round(seconds * 1000)}\n\n"


def error(code: str, **more: object) -> str:
    """The stream is taken away. Without an id, which a browser would come back with, in place of where it was."""
    return sse_encode_event("stream-error", {"condition": code, "text": "Permission denied", **more}, json_encode=True)


class LivePage(Viewer):
    """What is to be written, until it is over."""

    __slots__ = ("_hub", "_is_idle", "_pulse_at", "_queue", "_reached", "_room", "_sent", "_size", "_wake", "_write_raw")

    def __init__(self, hub: "Hub", session_key: str | None, language: str) -> None:
        super().__init__(session_key, language)
        self._hub = hub
        self._reached: dict[str, str] = {}  # how far it is in each stream, as its events' ids say
        self._write_raw: WriteRaw | None = None
        self._is_idle = False  # all that was written is on the line
        self._queue: list[str] = []
        self._size = self._sent = 0
        self._wake, self._room = asyncio.Event(), asyncio.Event()
        self._pulse_at = hub.loop.time() + between(*PULSE_SECONDS)

    def follow(self, stream: str, seat: Seat, place: Place | None) -> None:
        """Follow a stream whose door let the page in, from where it was, or from now on."""
        after, epoch = place or (None, None)
        if place is not None:
            self._reached[stream] = f"{quoted(stream)}:{after}.{epoch}"
        come_in(self._hub, self, seat, stream, after, epoch)

    def write_by(self, write_raw: WriteRaw | None) -> None:
        """Where its response can be written to without the detour over its task, which for thousands of pages is most of the work."""
        self._write_raw = write_raw

    async def next(self) -> str:
        """What is to be written now; nothing once it is over."""
        while not self._queue and not self.is_over:
            self._wake.clear()
            self._is_idle = True
            await self._wake.wait()
        self._is_idle = False
        text, self._queue, self._size = "".join(self._queue), [], 0
        self._sent += len(text)
        self._room.set()
        if self._sent > SENT:
            self.is_over = True
        return text

    def deliver(self, delivery: Delivery) -> None:
        for item, data in delivery.events(self.hidden_in(delivery.stream)):
            self._reach(delivery.stream, item.entry.seq)
            if data is not None:
                self._write_chunk(delivery.chunk(item, data, ",".join(self._reached.values())))

    def lag(self, stream: str, head: int) -> None:
        self.unseat(stream)
        self.reset(stream, head)

    def refuse(self, stream: str, code: Literal["forbidden", "too_many"]) -> None:
        self.unseat_all()
        self._write(error(code, channels=[stream]))
        self.is_over = True

    def reset(self, stream: str, head: int) -> None:
        self._reach(stream, head)
        self._write(sse_encode_event("stream-reset", {"channels": [stream]}, event_id=",".join(self._reached.values()), json_encode=True))
        enter(self._hub, self, stream, head, None)

    def entered(self, stream: str, head: int) -> None:
        if stream not in self._reached:
            self._reach(stream, head)

    def caught_up(self, stream: str, head: int) -> None:
        pass  # there is no such event

    async def room(self) -> None:
        while self._size > QUEUED // 2 and not self.is_over:
            self._room.clear()
            await self._room.wait()

    def hint(self, hint: Hint) -> None:
        if hint.kind in ("changed", "signs"):
            self._write_chunk(hint.chunk)

    def tick(self, now: float) -> None:
        if now >= self._pulse_at:
            self._pulse_at = now + between(*PULSE_SECONDS)
            self._write(": still here\n\n")

    def part(self, code: protocol.ByeCode, retry_in: float | None = None) -> None:
        self.unseat_all()
        if code in ("signed_out", "suspended"):
            self._write(error("forbidden"))
        elif retry_in is not None:
            self._write(retry(retry_in))
        self.end()

    def end(self) -> None:
        self.is_over = True
        self._wake.set()
        self._room.set()

    def _reach(self, stream: str, seq: int) -> None:
        self._reached[stream] = f"{quoted(stream)}:{seq}.{self._hub.epoch}"

    def _write_chunk(self, chunk: Chunk) -> None:
        if self._is_idle and not self._queue and self._write_raw is not None and not self.is_over and self._write_raw(chunk.raw):
            self._sent += chunk.size
            if self._sent > SENT:
                self.end()
        else:
            self._write(chunk.text)

    def _write(self, text: str) -> None:
        if self.is_over:
            return
        if self._size > QUEUED:
            self.unseat_all()
            self.end()
            return
        self._queue.append(text)
        self._size += len(text)
        self._wake.set()
