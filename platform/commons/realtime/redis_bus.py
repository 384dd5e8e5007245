"""The bus on Redis: one supervised connection that listens, for ever coming back, and one that publishes."""

import asyncio
import logging
from collections import deque
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Any

from redis import Redis as BlockingRedis
from redis.asyncio import Redis
from redis.asyncio.client import PubSub
from redis.asyncio.retry import Retry as AsyncRetry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from commons.journal.models import Entry

from .bus import Bus, Heard, HintHeard, Spawn
from .jitter import between
from .parcels import HINTS, PREFIX, entries_in, entry_parcels, hint_parcels, open_parcel

logger = logging.getLogger("birge.realtime")

LONGEST_WAIT = 1.0  # between two tries to connect
CONNECTS = 2.0
CONFIRMS = 1.0
BEATS = 5.0  # seconds between two pings; two without an answer, and the line is dead
OUTBOX = 10_000
AT_ONCE = 200


class RedisBus(Bus):
    """Publishes and listens through Redis' pub/sub."""

    is_well = False

    def __init__(self, url: str) -> None:
        super().__init__()
        self._url = url
        self._wanted: set[str] = set()
        self._confirming: dict[str, asyncio.Future[None]] = {}
        self._pubsub: PubSub | None = None
        self._outbox: deque[tuple[str, str]] = deque(maxlen=OUTBOX)
        self._has_mail = asyncio.Event()
        self._publisher = self._connect(socket_timeout=CONNECTS)
        self._answered = 0.0

    def listen(self, heard: Heard, hint_heard: HintHeard) -> None:
        self._heard, self._hint_heard = heard, hint_heard

    def start(self, spawn: Spawn) -> None:
        spawn(self._supervise())
        spawn(self._send())

    async def subscribe(self, streams: Iterable[str]) -> None:
        fresh = [channel for stream in streams if (channel := PREFIX + stream) not in self._wanted]
        self._wanted.update(fresh)
        if self._pubsub is None or not fresh:
            return
        loop = asyncio.get_running_loop()
        waiting = [self._confirming.setdefault(channel, loop.create_future()) for channel in fresh]
        with suppress(Exception):  # the supervisor notices too, and subscribes to all that is wanted
            await self._pubsub.subscribe(*fresh)
            await asyncio.wait(waiting, timeout=CONFIRMS)

    async def unsubscribe(self, streams: Iterable[str]) -> None:
        left = [channel for stream in streams if (channel := PREFIX + stream) in self._wanted]
        self._wanted.difference_update(left)
        if self._pubsub is not None and left:
            with suppress(Exception):
                await self._pubsub.unsubscribe(*left)

    def publish(self, entries: Sequence[Entry]) -> None:
        self._post(entry_parcels(self.origin, entries))

    def publish_hints(self, hints: Sequence[dict[str, Any]]) -> None:
        self._post(hint_parcels(self.origin, hints))

    async def close(self) -> None:
        with suppress(Exception):
            await self._publisher.aclose()

    async def _supervise(self) -> None:
        wait = 0.1
        while True:
            began = asyncio.get_running_loop().time()
            try:
                await self._hear()
            except Exception as error:  # whatever it was: listening never ends
                if self.is_well:
                    logger.warning("Redis went away (%s); messages cross a little later until it is back.", type(error).__name__)
            self.is_well, self._pubsub = False, None
            self._release()
            wait = 0.1 if asyncio.get_running_loop().time() - began > LONGEST_WAIT else min(wait * 2, LONGEST_WAIT)
            await asyncio.sleep(wait * between(0.5, 1))

    async def _hear(self) -> None:
        client = self._connect(socket_timeout=None)  # a listener waits as long as nobody speaks
        pubsub = client.pubsub()
        beats = None
        try:
            async with asyncio.timeout(CONNECTS * 2):
                await pubsub.connect()
                self._pubsub = pubsub
                await pubsub.subscribe(HINTS, *self._wanted)
            self._answered = asyncio.get_running_loop().time()
            beats = asyncio.create_task(self._beat(pubsub))
            while True:
                message = await pubsub.parse_response(block=True)
                self._take(message)
        finally:
            self._pubsub = None
            if beats is not None:
                beats.cancel()
            with suppress(Exception):
                await pubsub.aclose()
            with suppress(Exception):
                await client.aclose()

    def _take(self, message: list[Any]) -> None:
        self._answered = asyncio.get_running_loop().time()
        kind, channel = message[0], message[1].decode()
        if kind == b"subscribe":
            self._confirmed(channel)
        elif kind == b"message":
            origin, contents = open_parcel(message[2])
            if origin == self.origin:
                return
            if channel == HINTS:
                self._hint_heard(origin, contents)
            else:
                self._heard(entries_in(channel, contents))

    def _confirmed(self, channel: str) -> None:
        if channel == HINTS:
            if not self.is_well:
                self.is_well = True
                self._back.set()
        elif (waiting := self._confirming.pop(channel, None)) and not waiting.done():
            waiting.set_result(None)

    def _release(self) -> None:
        for waiting in self._confirming.values():
            if not waiting.done():
                waiting.set_result(None)
        self._confirming.clear()

    async def _beat(self, pubsub: PubSub) -> None:
        """A line that died without a word would be waited on for ever."""
        loop = asyncio.get_running_loop()
        while True:
            with suppress(Exception):
                await pubsub.ping()
            await asyncio.sleep(BEATS)
            if loop.time() - self._answered > 2 * BEATS and pubsub.connection is not None:
                await pubsub.connection.disconnect(nowait=True)
                return

    def _post(self, parcels: Iterable[tuple[str, str]]) -> None:
        if self.is_well:
            self._outbox.extend(parcels)
            self._has_mail.set()

    async def _send(self) -> None:
        while True:
            await self._has_mail.wait()
            pipe = self._publisher.pipeline(transaction=False)
            for _ in range(min(AT_ONCE, len(self._outbox))):
                pipe.publish(*self._outbox.popleft())
            if not self._outbox:
                self._has_mail.clear()
            try:
                await pipe.execute()
            except Exception:  # anti-entropy brings what was lost
                self._outbox.clear()
                await asyncio.sleep(0.1)

    def _connect(self, socket_timeout: float | None) -> Redis:
        return Redis.from_url(
            self._url, socket_timeout=socket_timeout, socket_connect_timeout=CONNECTS, retry=AsyncRetry(NoBackoff(), 0), protocol=2
        )


_blocking: dict[str, BlockingRedis] = {}


def publish_now(url: str, entries: Sequence[Entry], hints: Sequence[dict[str, Any]] = ()) -> None:
    """Publish from a process that serves nobody, such as a command. A Redis that isn't there is passed over."""
    client = _blocking.get(url)
    if client is None:  # of two threads the first one's stays: a client that is dropped closes the connections it lent
        fresh = BlockingRedis.from_url(url, socket_timeout=1, socket_connect_timeout=1, retry=Retry(NoBackoff(), 0))
        client = _blocking.setdefault(url, fresh)
    pipe = client.pipeline(transaction=False)
    for channel, parcel in (*entry_parcels("", entries), *hint_parcels("", hints)):
        pipe.publish(channel, parcel)
    with suppress(RedisError, OSError):
        pipe.execute()
