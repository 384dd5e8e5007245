"""Hints: who is typing, how many are here, how far it was read, which row changed.

They are in no journal: gathered, told twice a second at most, and lost without harm.
"""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from commons.people.streams import member_actor

from .here import Here
from .stream import AT_ONCE, Stream
from .viewer import Hint, Viewer

if TYPE_CHECKING:
    from .hub import Hub

EVERY_SECONDS = 0.5
TYPISTS = 3  # in one stream, told at a time
LISTS = 400  # told of in one hint: a parcel of them stays below its 16 KiB


def changed_hints(streams: Sequence[str], of: str | None) -> list[dict[str, Any]]:
    """What the other processes are told when rows of these lists are different: one hint for many."""
    return [{"kind": "changed", "streams": streams[start : start + LISTS], "of": of} for start in range(0, len(streams), LISTS)]


class Hints:
    """What was hinted since it was last told."""

    def __init__(self, hub: "Hub") -> None:
        self._hub = hub
        self._here = Here(hub)
        self._typing: dict[str, dict[str, None]] = defaultdict(dict)
        self._read: dict[str, tuple[int, int]] = {}
        self._changed: dict[tuple[str, str | None], None] = {}
        self._outbound: list[dict[str, Any]] = []
        self._turn = 0

    def typing(self, stream: str, actor: str) -> None:
        """She types here."""
        if actor not in self._typing[stream]:
            self._typing[stream][actor] = None
            self._outbound.append({"kind": "typing", "stream": stream, "who": actor})

    def changed(self, streams: Iterable[str], of: str | None = None) -> None:
        """Rows of these lists are different; `of` is the stream that the row is about."""
        fresh = [stream for stream in streams if (stream, of) not in self._changed]
        self._changed.update(dict.fromkeys((stream, of) for stream in fresh))
        self._outbound += changed_hints(fresh, of)

    def read(self, stream: str, upto: int, n: int) -> None:
        """So many have read so far."""
        self._read[stream] = upto, n
        self._outbound.append({"kind": "read", "stream": stream, "upto": upto, "n": n})

    def came(self, stream: Stream, viewer: Viewer) -> None:
        self._here.came(stream.name, viewer)

    def heard(self, origin: str, hints: Iterable[dict[str, Any]]) -> None:
        """What other processes hint at."""
        for hint in hints:
            match hint:
                case {"kind": "typing", "stream": stream, "who": who}:
                    self._typing[stream][who] = None
                case {"kind": "changed", "streams": streams, "of": of}:
                    self._changed.update(dict.fromkeys((stream, of) for stream in streams))
                case {"kind": "read", "stream": stream, "upto": upto, "n": n}:
                    self._read[stream] = upto, n
                case {"kind": "here", "stream": stream, "ids": ids, "n": n}:
                    self._here.heard(stream, origin, ids, n)

    async def tell(self) -> None:
        """One round: typing at every one, the others at every second."""
        await asyncio.sleep(EVERY_SECONDS)
        self._turn += 1
        typing, self._typing = self._typing, defaultdict(dict)
        for stream, actors in typing.items():
            for actor in list(actors)[:TYPISTS]:
                await self._tell_all(Hint(stream, "typing", who=actor), about=actor)
        if self._turn % 2 == 0:
            changed, self._changed = self._changed, {}
            for stream, of in changed:
                await self._tell_all(Hint(stream, "changed", **({"of": of} if of else {})))
            read, self._read = self._read, {}
            for stream, (upto, n) in read.items():
                await self._tell_all(Hint(stream, "read", upto=upto, n=n))
            self._outbound += await self._here.tell()
        outbound, self._outbound = self._outbound, []
        if outbound:
            self._hub.bus.publish_hints(outbound)

    async def _tell_all(self, hint: Hint, about: str | None = None) -> None:
        stream = self._hub.streams.get(hint.stream)
        if stream is None:
            return
        for told, viewer in enumerate(stream.viewers(), 1):
            if about is None or not (about in viewer.hidden or (viewer.member_id and member_actor(viewer.member_id) == about)):
                viewer.hint(hint)
            if not told % AT_ONCE:
                await asyncio.sleep(0)
