"""Hints: who is typing, how many are here, how far it was read, which row changed, what signs were given.

They are in no journal: gathered, told twice a second at most, and lost without harm.
"""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from commons.people.streams import member_actor, member_of

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
        self._read: dict[str, tuple[int, int, frozenset[int]]] = {}
        self._changed: dict[tuple[str, str | None], None] = {}
        self._signs: dict[str, Counter[str]] = defaultdict(Counter)
        self._signs_here: dict[str, Counter[str]] = defaultdict(Counter)  # among them, what the other processes are told
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

    def read(self, stream: str, upto: int, n: int, apart: Iterable[int] = ()) -> None:
        """So many have read so far; `apart` are the ids of those among them whom somebody doesn't meet, who isn't to count them."""
        apart = frozenset(apart)
        self._read[stream] = upto, n, apart
        self._outbound.append({"kind": "read", "stream": stream, "upto": upto, "n": n, "apart": sorted(apart)})

    def sign(self, stream: str, sign: str) -> None:
        """Somebody gives this sign: all are told how many did, and nothing of it is kept."""
        self._signs[stream][sign] += 1
        self._signs_here[stream][sign] += 1

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
                case {"kind": "read", "stream": stream, "upto": upto, "n": n, "apart": apart}:
                    self._read[stream] = upto, n, frozenset(apart)
                case {"kind": "signs", "stream": stream, "counts": counts}:
                    self._signs[stream].update(counts)
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
            for stream, (upto, n, apart) in read.items():
                await self._tell_readers(stream, upto, n, apart)
            signs, self._signs = self._signs, defaultdict(Counter)
            for stream, counts in signs.items():
                await self._tell_all(Hint(stream, "signs", counts=counts))
            here, self._signs_here = self._signs_here, defaultdict(Counter)
            self._outbound += [{"kind": "signs", "stream": stream, "counts": counts} for stream, counts in here.items()]
            self._outbound += await self._here.tell()
        outbound, self._outbound = self._outbound, []
        if outbound:
            self._hub.bus.publish_hints(outbound)

    async def _tell_all(self, hint: Hint, about: str | None = None) -> None:
        stream = self._hub.streams.get(hint.stream)
        if stream is None:
            return
        for told, viewer in enumerate(stream.viewers(), 1):
            is_hers = viewer.member_id is not None and member_actor(viewer.member_id) == about
            if about is None or not (is_hers or about in viewer.hidden_in(hint.stream)):
                viewer.hint(hint)
            if not told % AT_ONCE:
                await asyncio.sleep(0)

    async def _tell_readers(self, name: str, upto: int, n: int, apart: frozenset[int]) -> None:
        stream = self._hub.streams.get(name)
        if stream is None:
            return
        hint = Hint(name, "read", upto=upto, n=n)
        for told, viewer in enumerate(stream.viewers(), 1):
            hidden = sum(member_of(actor) in apart for actor in viewer.hidden_in(name)) if apart else 0
            viewer.hint(Hint(name, "read", upto=upto, n=n - hidden) if hidden else hint)
            if not told % AT_ONCE:
                await asyncio.sleep(0)
