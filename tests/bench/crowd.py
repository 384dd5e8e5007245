"""A crowd of phones in one room, and the few among them who keep messages in flight."""

import asyncio
import time
from contextlib import suppress
from dataclasses import dataclass
from uuid import uuid4

from .dialects import KEY, Speaker
from .report import aside

WORDS = "Саламатсызбы! Эртең саат ондо чеберканада чогулабызбы, кыздар"  # some 60 characters, as a message has
ENTERS = 60.0  # seconds
PATIENCE = 10.0  # seconds without any delivery


@dataclass(frozen=True)
class Round:
    """What one round of posting came to."""

    messages: int
    deliveries: int
    seconds: float


class Crowd:
    """Phones of one dialect in one room of one server."""

    def __init__(self, speaker: type[Speaker], origin: str, cookies: list[str] | None = None) -> None:
        self.phones: list[Speaker] = []
        self.deliveries = 0
        self._speaker, self._origin, self._cookies = speaker, origin, cookies or [""]
        self._flights: dict[str, Speaker] = {}  # by key
        self._posters: set[Speaker] = set()
        self._posting = False
        self._posted = 0
        self._awaited: int | None = None
        self._landed = asyncio.Event()

    async def come(self, count: int, at_once: int = 64) -> None:
        """Connect `count` more phones; done when all are in the room. Raises ConnectionError."""
        gate = asyncio.Semaphore(at_once)

        async def join(cookie: str) -> None:
            async with gate:
                self.phones.append(await self._connect(cookie))

        known = len(self.phones)
        await asyncio.gather(*(join(self._cookies[(known + i) % len(self._cookies)]) for i in range(count)))

    async def post_for(self, seconds: float, in_flight: int, posters: int = 8) -> Round:
        """Keep `in_flight` messages in the air, then let all land on every phone.

        A message is in the air until it is acknowledged; of a server that doesn't, until its poster has it back.
        Raises ConnectionError where some don't land although the server promises.
        """
        began, deliveries, posted = time.perf_counter(), self.deliveries, self._posted
        chosen = self.phones[:: max(1, len(self.phones) // posters)][:posters]
        self._posters = set(chosen)
        self._posting = True
        for number in range(in_flight):
            self._post(chosen[number % len(chosen)])
        await asyncio.sleep(seconds)
        self._posting = False
        await self._land(deliveries + (self._posted - posted) * len(self.phones), posted)
        return Round(self._posted - posted, self.deliveries - deliveries, time.perf_counter() - began)

    async def post_one(self) -> float:
        """One message into the quiet: the seconds until the last phone has it."""
        deliveries, posted = self.deliveries, self._posted
        self._posters = {self.phones[0]}
        began = time.perf_counter()
        self._post(self.phones[0])
        await self._land(deliveries + len(self.phones), posted)
        return time.perf_counter() - began

    async def hear(self, each: int) -> None:
        """Wait until every phone was brought `each` messages since it came."""
        await self._land(each * len(self.phones), self._posted)

    def leave(self) -> None:
        for phone in self.phones:
            phone.hang_up()

    async def _connect(self, cookie: str) -> Speaker:
        port = int(self._origin.rpartition(":")[2])
        phone = self._speaker(self._origin, cookie, self._heard, self._come_down)
        await asyncio.get_running_loop().create_connection(lambda: phone, "127.0.0.1", port)
        await asyncio.wait_for(phone.ready, ENTERS)
        return phone

    def _post(self, poster: Speaker) -> None:
        key = uuid4()
        self._flights[str(key)] = poster
        self._posted += 1
        poster.post(key, WORDS)

    def _heard(self, phone: Speaker, count: int, frame: bytes) -> None:
        self.deliveries += count
        if phone in self._posters and not phone.acknowledges:
            for key in KEY.findall(frame):
                self._come_down(phone, key.decode())
        if self._awaited is not None:
            self._look_whether_landed()

    def _come_down(self, phone: Speaker, key: str) -> None:
        if self._flights.get(key) is not phone:
            return
        del self._flights[key]
        if self._posting:
            self._post(phone)
        elif self._awaited is not None:
            self._look_whether_landed()

    async def _land(self, deliveries: int, posted: int) -> None:
        """Wait until so many deliveries were made in all; gives up when nothing more comes."""
        self._awaited = deliveries
        self._landed.clear()
        self._look_whether_landed()
        try:
            while not self._landed.is_set():
                before = self.deliveries
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._landed.wait(), PATIENCE)
                if not self._landed.is_set() and self.deliveries == before:
                    self._miss(self._what_is_missing(deliveries, posted))
                    return
        finally:
            self._awaited = None

    def _miss(self, what: str) -> None:
        if self._speaker.promises:
            raise ConnectionError(what)
        self._flights.clear()  # it promised nothing: what came is counted
        aside(f"    {what}")

    def _look_whether_landed(self) -> None:
        if self.deliveries == self._awaited and not self._flights:
            self._landed.set()

    def _what_is_missing(self, deliveries: int, posted: int) -> str:
        cut = [phone.failure for phone in self.phones if phone.closed]
        return (
            f"of {self._posted - posted} messages to {len(self.phones)} phones {deliveries - self.deliveries} deliveries "
            f"are missing, {len(self._flights)} are still in the air, {len(cut)} phones were cut off{': ' + cut[0] if cut else ''}"
        )
