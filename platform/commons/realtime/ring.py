"""A ring: the last facts of one stream, presented when somebody needs them and kept as text per language."""

import json
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from django_eventstream.utils import sse_encode_event

from commons.journal.models import Entry
from commons.people.streams import member_actor

from . import protocol
from .frames import Chunk, Frame
from .presenting import Told

KEPT = protocol.REPLAY
FRAME_CHARACTERS = 48 * 1024  # a frame's facts; more of them go in the next one


class Item:
    """One entry in the ring, with its fact as it is told in each language."""

    __slots__ = ("about", "entry", "told")

    def __init__(self, entry: Entry) -> None:
        self.entry = entry
        self.told: dict[str, Told] = {}
        actors = [entry.actor] if entry.actor else []
        if isinstance(member := entry.data.get("member"), int):
            actors.append(member_actor(member))
        self.about = frozenset(actors)


class Ring:
    """Items without gaps, from `floor + 1` to `head`."""

    __slots__ = ("_items", "age")

    def __init__(self) -> None:
        self._items: deque[Item] = deque()
        self.age = 0  # moves on when words must be forgotten

    @property
    def floor(self) -> int | None:
        """The seq before its first item; None while it holds nothing."""
        return self._items[0].entry.seq - 1 if self._items else None

    def append(self, item: Item) -> None:
        self._items.append(item)
        if len(self._items) > KEPT:
            self._items.popleft()

    def prepend(self, entries: Sequence[Entry], head: int) -> None:
        """Put older entries before those it has; what doesn't lead up to them (or to `head`) or doesn't fit stays out."""
        following = head + 1 if self.floor is None else self.floor + 1
        for entry in reversed([entry for entry in entries if entry.seq < following]):
            if len(self._items) >= KEPT or entry.seq != following - 1:
                break
            self._items.appendleft(Item(entry))
            following = entry.seq

    def after(self, seq: int, until: int) -> list[Item]:
        """The items from the one after `seq` up to `until`."""
        floor = self.floor
        if floor is None:
            return []
        return list(islice(self._items, max(0, seq - floor), max(0, until - floor)))

    def forget_words(self) -> None:
        """Drop every text, also of what is being presented just now: somebody removed what she said."""
        self.age += 1
        for item in self._items:
            item.told.clear()

    def clear(self) -> None:
        self.age += 1
        self._items.clear()


class Delivery:
    """A frame of facts for all who follow a stream in one language; the same text goes to every socket."""

    __slots__ = ("_chunks", "_events", "about", "frame", "items", "last", "size", "stream", "ticket")

    def __init__(self, stream: str, items: Sequence[tuple[Item, Told]]) -> None:
        self.stream, self.items = stream, items
        self.last = items[-1][0].entry.seq
        self.about: frozenset[str] = frozenset().union(*(item.about.union(told.apart) for item, told in items))
        self.frame = Frame(protocol.facts(stream, (told.text for _, told in items)))
        self.size = self.frame.size
        self.ticket = (stream, self.last, self.size)
        self._events: list[tuple[Item, str | None]] | None = None
        self._chunks: dict[tuple[str, str], Chunk] = {}

    def without(self, hidden: frozenset[str]) -> dict[str, str]:
        """The same frame for someone who doesn't meet some of those in it: their facts keep only their place."""
        texts = (told.without(hidden) if hidden.isdisjoint(item.about) else f'{{"seq":{item.entry.seq}}}' for item, told in self.items)
        return {"type": "websocket.send", "text": protocol.facts(self.stream, texts)}

    def events(self, hidden: frozenset[str]) -> list[tuple[Item, str | None]]:
        """For live pages: each item with its data alone, as text; None where it is about someone she doesn't meet."""
        if not hidden.isdisjoint(self.about):
            return [(item, _data(told.without(hidden)) if hidden.isdisjoint(item.about) else None) for item, told in self.items]
        if self._events is None:
            self._events = [(item, _data(told.text)) for item, told in self.items]
        return self._events

    def chunk(self, item: Item, data: str, event_id: str) -> Chunk:
        """One of them as it is written, the same for all who are at the same place in their streams and see the same of it."""
        key = (event_id, data)
        if key not in self._chunks:
            self._chunks[key] = Chunk(sse_encode_event(item.entry.fact, data, event_id=event_id))
        return self._chunks[key]


def _data(text: str) -> str:
    return protocol.encode(json.loads(text).get("data"))


def deliveries(stream: str, items: Iterable[tuple[Item, Told]]) -> Iterator[Delivery]:
    """Pack facts into frames of a bounded size."""
    packed: list[tuple[Item, Told]] = []
    size = 0
    for item, told in items:
        if packed and size + len(told.text) > FRAME_CHARACTERS:
            yield Delivery(stream, packed)
            packed, size = [], 0
        packed.append((item, told))
        size += len(told.text)
    if packed:
        yield Delivery(stream, packed)
