"""How many are here: counted, never named, and without those whom she doesn't meet."""

import asyncio
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from commons.people.streams import member_of

from .stream import AT_ONCE, Stream
from .viewer import Hint, Viewer

if TYPE_CHECKING:
    from .hub import Hub

REFRESH_SECONDS = 30.0
EXPIRES_SECONDS = 75.0
NAMED = 1_500  # ids told to the other processes, so that nobody is counted twice; the rest is only a number
CROWD = 200  # a stream of so many is told once a second, one of twice as many every two


@dataclass(frozen=True)
class Presence:
    """Who is here, as one process sees it."""

    ids: frozenset[int]
    more: int
    until: float


class Here:
    """Presence by stream."""

    def __init__(self, hub: "Hub") -> None:
        self._hub = hub
        self._elsewhere: dict[str, dict[str, Presence]] = defaultdict(dict)
        self._newcomers: dict[str, dict[Viewer, None]] = defaultdict(dict)
        self._told: dict[str, tuple[int, float]] = {}
        self._published: dict[str, tuple[frozenset[int], int, float]] = {}

    def came(self, stream: str, viewer: Viewer) -> None:
        self._newcomers[stream][viewer] = None

    def heard(self, stream: str, origin: str, ids: Iterable[int], n: int) -> None:
        if stream in self._hub.streams:
            ids = frozenset(ids)
            if origin not in self._elsewhere[stream]:
                self._published.pop(stream, None)  # a newcomer among the processes: tell it what we have
            self._elsewhere[stream][origin] = Presence(ids, n - len(ids), self._hub.loop.time() + EXPIRES_SECONDS)

    async def tell(self) -> list[dict[str, Any]]:
        """Tell the viewers here where the number is another; returns what the other processes must know."""
        self._forget()
        outbound = []
        for told, stream in enumerate(list(self._hub.streams.values()), 1):
            if stream.audience or stream.name in self._published:
                ids, strangers = _present(stream)
                outbound += self._to_publish(stream.name, ids, strangers)
                await self._tell_stream(stream, ids, strangers)
            if not told % AT_ONCE:
                await asyncio.sleep(0)
        return outbound

    async def _tell_stream(self, stream: Stream, ids: frozenset[int], strangers: int) -> None:
        presences = self._elsewhere.get(stream.name, {}).values()
        everyone = ids.union(*(presence.ids for presence in presences))
        more = strangers + sum(presence.more for presence in presences)
        before, at = self._told.get(stream.name, (0, 0.0))
        n, now = len(everyone) + more, self._hub.loop.time()
        viewers: Iterable[Viewer] = [viewer for viewer in self._newcomers.pop(stream.name, {}) if stream.has(viewer)]
        if n != before and now - at >= len(everyone) / CROWD:
            self._told[stream.name] = n, now
            viewers = stream.viewers()
        hint = Hint(stream.name, "here", n=n)
        for told, viewer in enumerate(viewers, 1):
            hidden = sum(member_of(actor) in everyone for actor in viewer.hidden_in(stream.name))
            viewer.hint(Hint(stream.name, "here", n=n - hidden) if hidden else hint)
            if not told % AT_ONCE:
                await asyncio.sleep(0)

    def _to_publish(self, stream: str, ids: frozenset[int], strangers: int) -> list[dict[str, Any]]:
        before = self._published.get(stream)
        now = self._hub.loop.time()
        if before is not None and before[:2] == (ids, strangers) and now - before[2] < REFRESH_SECONDS:
            return []
        if before is None and not ids and not strangers:
            return []
        if ids or strangers:
            self._published[stream] = ids, strangers, now
        else:
            self._published.pop(stream, None)
        return [{"kind": "here", "stream": stream, "ids": sorted(ids)[:NAMED], "n": len(ids) + strangers}]

    def _forget(self) -> None:
        now = self._hub.loop.time()
        for stream, origins in list(self._elsewhere.items()):
            for origin, presence in list(origins.items()):
                if presence.until < now:
                    del origins[origin]
            if not origins or stream not in self._hub.streams:
                del self._elsewhere[stream]
        for kept in (self._told, self._published, self._newcomers):
            for stream in [name for name in kept if name not in self._hub.streams]:
                del kept[stream]


def _present(stream: Stream) -> tuple[frozenset[int], int]:
    ids, strangers = set(), 0
    for viewer in stream.viewers():
        if viewer.member_id is None:
            strangers += 1
        else:
            ids.add(viewer.member_id)
    return frozenset(ids), strangers
