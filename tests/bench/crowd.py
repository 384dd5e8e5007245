"""A crowd of phones in one room, and the few among them who keep messages in flight."""

import asyncio
import time
from dataclasses import dataclass
from uuid import uuid4

from .dialects import KEY, Speaker

WORDS = "Саламатсызбы! Эртең саат ондо чеберканада чогулабызбы, кыздар"  # some 60 characters, as a message has
PATIENCE = 60.0  # seconds


@dataclass(frozen=True)
class Round:
    """What one round of posting came to."""

    messages: int
    deliveries: int
    seconds: float


@dataclass
class Flight:
    """A message in the air, and what its poster still waits for: its own message back, and the ack where there is one."""

    poster: Speaker
    waits: int


class Crowd:
    """Phones of one dialect in one room of one server."""

    def __init__(self, speaker: type[Speaker], origin: str, cookies: list[str] | None = None) -> None:
        self.phones: list[Speaker] = []
        self.deliveries = 0
        self._speaker, self._origin, self._cookies = speaker, origin, cookies or [""]
        self._flights: dict[str, Flight] = {}
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
        """Keep `in_flight` messages in the air, then let all land on every phone. Raises ConnectionError where some don't."""
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
        phone = self._speaker(self._origin, cookie, self._heard, self._came_back)
        await asyncio.get_running_loop().create_connection(lambda: phone, "127.0.0.1", port)
        await asyncio.wait_for(phone.ready, PATIENCE)
        return phone

    def _post(self, poster: Speaker) -> None:
        key = uuid4()
        self._flights[str(key)] = Flight(poster, 2 if poster.acknowledges else 1)
        self._posted += 1
        poster.post(key, WORDS)

    def _heard(self, phone: Speaker, count: int, frame: bytes) -> None:
        self.deliveries += count
        if phone in self._posters:
            for key in KEY.findall(frame):
                self._came_back(phone, key.decode())
        if self._awaited is not None:
            self._look_whether_landed()

    def _came_back(self, phone: Speaker, key: str) -> None:
        flight = self._flights.get(key)
        if flight is None or flight.poster is not phone:
            return
        flight.waits -= 1
        if not flight.waits:
            del self._flights[key]
            if self._posting:
                self._post(phone)
            elif self._awaited is not None:
                self._look_whether_landed()

    async def _land(self, deliveries: int, posted: int) -> None:
        self._awaited = deliveries
        self._landed.clear()
        self._look_whether_landed()
        try:
            await asyncio.wait_for(self._landed.wait(), PATIENCE)
        except TimeoutError:
            raise ConnectionError(self._what_is_missing(deliveries, posted)) from None
        finally:
            self._awaited = None

    def _look_whether_landed(self) -> None:
        if self.deliveries == self._awaited and not self._flights:
            self._landed.set()

    def _what_is_missing(self, deliveries: int, posted: int) -> str:
        closed = sum(phone.closed for phone in self.phones)
        return (
            f"of {self._posted - posted} messages to {len(self.phones)} phones {deliveries - self.deliveries} deliveries "
            f"are missing, {len(self._flights)} are still in the air, {closed} phones were cut off"
        )
