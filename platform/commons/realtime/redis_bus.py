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
from .parcels import HINTS, entries_in, entry_parcels, hint_parcels, open_parcel, prefix

logger = logging.getLogger("birge.realtime")

LONGEST_WAIT = 1.0  # between two tries to connect
CONNECTS = 2.0
CONFIRMS = 1.0
BEATS = 5.0  # seconds between two pings; silent for twice as long, the line is dead
OUTBOX = 10_000
AT_ONCE = 200


class RedisBus(Bus):
    """Publishes and listens through Redis' pub/sub."""

    is_well = False

    def __init__(self, url: str) -> None:
        super().__init__()
        self._url = url
        self._prefix = ""
        self._wanted: set[str] = set()
        self._confirming: dict[str, asyncio.Future[None]] = {}
        self._pubsub: PubSub | None = None
        self._outbox: deque[tuple[str, str]] = deque(maxlen=OUTBOX)
        self._has_mail = asyncio.Event()
        self._publisher = self._connect(socket_timeout=CONNECTS)

    def listen(self, heard: Heard, hint_heard: HintHeard) -> None:
        self._heard, self._hint_heard = heard, hint_heard

    def start(self, spawn: Spawn) -> None:
        spawn(self._supervise())
        spawn(self._send())

    async def begin(self, epoch: str) -> None:
        self._prefix = prefix(epoch)
        if self._pubsub is not None and self._pubsub.connection is not None:  # the supervisor connects again, under the new names
            with suppress(Exception):
                await self._pubsub.connection.disconnect(nowait=True)

    async def subscribe(self, streams: Iterable[str]) -> None:
        fresh = [stream for stream in streams if stream not in self._wanted]
        self._wanted.update(fresh)
        if self._pubsub is None or not fresh:
            return
        loop = asyncio.get_running_loop()
        waiting = [self._confirming.setdefault(stream, loop.create_future()) for stream in fresh]
        with suppress(Exception):  # the supervisor notices too, and subscribes to all that is wanted
            await self._pubsub.subscribe(*self._channels(fresh))
            await asyncio.wait(waiting, timeout=CONFIRMS)

    async def unsubscribe(self, streams: Iterable[str]) -> None:
        left = [stream for stream in streams if stream in self._wanted]
        self._wanted.difference_update(left)
        if self._pubsub is not None and left:
            with suppress(Exception):
                await self._pubsub.unsubscribe(*self._channels(left))

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
            client = self._connect(socket_timeout=None)  # how long it may be silent is ours to say
            pubsub = client.pubsub()
            try:
                await self._hear(pubsub)
            except Exception as error:  # whatever it was: listening never ends
                if self.is_well:
                    logger.warning("Redis went away (%s); messages cross a little later until it is back.", type(error).__name__)
            finally:
                self.is_well, self._pubsub = False, None
                self._release()
                for line in (pubsub, client):
                    with suppress(Exception):
                        await line.aclose()
            wait = 0.1 if asyncio.get_running_loop().time() - began > LONGEST_WAIT else min(wait * 2, LONGEST_WAIT)
            await asyncio.sleep(wait * between(0.5, 1))

    async def _hear(self, pubsub: PubSub) -> None:
        async with asyncio.timeout(CONNECTS * 2):
            await pubsub.connect()
            self._pubsub = pubsub
            await pubsub.subscribe(*self._channels([HINTS, *self._wanted]))
        beats = asyncio.create_task(_beat(pubsub))
        try:
            while True:
                async with asyncio.timeout(2 * BEATS):  # a line that died without a word would be waited on for ever
                    message = await pubsub.parse_response(block=True)
                self._take(message)
        finally:
            beats.cancel()

    def _channels(self, streams: Iterable[str]) -> list[str]:
        return [self._prefix + stream for stream in streams]

    def _take(self, message: list[Any]) -> None:
        kind, channel = message[0], message[1].decode()
        if not channel.startswith(self._prefix):
            return
        stream = channel.removeprefix(self._prefix)
        if kind == b"subscribe":
            self._confirmed(stream)
        elif kind == b"message":
            try:
                self._open(stream, message[2])
            except Exception as error:
                logger.warning("A parcel of %s can't be read (%s); the journal has what was in it.", stream, type(error).__name__)

    def _open(self, stream: str, parcel: bytes) -> None:
        origin, contents = open_parcel(parcel)
        if origin == self.origin:
            return
        if stream == HINTS:
            self._hint_heard(origin, contents)
        else:
            self._heard(entries_in(stream, contents))

    def _confirmed(self, stream: str) -> None:
        if stream == HINTS:
            if not self.is_well:
                self.is_well = True
                self._back.set()
        elif (waiting := self._confirming.pop(stream, None)) and not waiting.done():
            waiting.set_result(None)

    def _release(self) -> None:
        for waiting in self._confirming.values():
            if not waiting.done():
                waiting.set_result(None)
        self._confirming.clear()

    def _post(self, parcels: Iterable[tuple[str, str]]) -> None:
        if self.is_well:
            self._outbox.extend((self._prefix + stream, parcel) for stream, parcel in parcels)
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


async def _beat(pubsub: PubSub) -> None:
    while True:
        await asyncio.sleep(BEATS)
        with suppress(Exception):
            await pubsub.ping()


_blocking: dict[str, BlockingRedis] = {}


def publish_now(url: str, epoch: str, entries: Sequence[Entry], hints: Sequence[dict[str, Any]] = ()) -> None:
    """Publish from a process that serves nobody, such as a command. A Redis that isn't there is passed over."""
    client = _blocking.get(url)
    if client is None:  # of two threads the first one's stays: a client that is dropped closes the connections it lent
        fresh = BlockingRedis.from_url(url, socket_timeout=1, socket_connect_timeout=1, retry=Retry(NoBackoff(), 0))
        client = _blocking.setdefault(url, fresh)
    pipe = client.pipeline(transaction=False)
    for stream, parcel in (*entry_parcels("", entries), *hint_parcels("", hints)):
        pipe.publish(prefix(epoch) + stream, parcel)
    with suppress(RedisError, OSError):
        pipe.execute()
