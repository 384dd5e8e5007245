"""One stream in this process: its ring, who follows it here, and the fan-out to them.

Next in line is applied, known is dropped, a gap is read from the journal. While one fan-out runs, what arrives
goes into the next frame: at once when it was quiet, after a breath of at most 20 ms when it is busy.
"""

import asyncio
import logging
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from django.db import DatabaseError, InterfaceError

from commons.journal.models import Entry
from commons.journal.reading import LONGEST_REPLAY, read

from .presenting import Told, as_texts, is_erasing
from .ring import Delivery, Item, Ring, deliveries

if TYPE_CHECKING:
    from .hub import Hub
    from .viewer import Seat, Viewer

logger = logging.getLogger("birge.realtime")

BREATH_SECONDS = 0.02
AT_ONCE = 200  # viewers between two yields to the loop
BATCH = 256
OVERLOAD = 2_000  # facts waiting for a fan-out: everyone catches up from the journal instead
REPLAYS_KEPT = 8


class Stream:
    """What this process knows of one stream. `head` is None until it is open; `sent` is how far its audience was told."""

    __slots__ = (
        "_ahead", "_flushing", "_gap", "_hub", "_lock", "_pending", "_replays", "_rest_until",
        "audience", "guests", "head", "idle_since", "name", "ring", "sent", "watchers",
    )  # fmt: skip

    def __init__(self, name: str, hub: "Hub") -> None:
        self.name = name
        self.head: int | None = None
        self.sent = 0
        self.ring = Ring()
        self.audience: dict[str, dict[Viewer, Seat]] = {}
        self.watchers: set[Callable[[Entry], None]] = set()
        self.guests = 0  # those on their way in
        self.idle_since = 0.0
        self._hub = hub
        self._ahead: dict[int, Entry] = {}
        self._pending: list[Item] = []
        self._flushing: asyncio.Task[None] | None = None
        self._gap: asyncio.Task[None] | None = None
        self._lock: asyncio.Lock | None = None
        self._replays: dict[tuple[int, int, str], list[Delivery]] = {}
        self._rest_until = 0.0

    @property
    def is_followed(self) -> bool:
        return bool(self.audience or self.watchers or self.guests)

    def opened(self, head: int) -> None:
        """Its head was read, after the bus was listening: from here on nothing is missed."""
        if self.head is None:
            self.head = self.sent = head
            self.heard(())

    def heard(self, entries: Iterable[Entry]) -> None:
        """Take entries from a commit here, from the bus or from the journal, in any order and any number of times."""
        for entry in entries:
            if self.head is None or entry.seq > self.head:
                self._ahead[entry.seq] = entry
        if self.head is None:
            return
        while self.head + 1 in self._ahead:
            self._apply(self._ahead.pop(self.head + 1))
        if self._ahead:
            self._ahead = {seq: entry for seq, entry in self._ahead.items() if seq > self.head}
            if self._ahead:
                self.close_gap()

    def join(self, viewer: "Viewer", seat: "Seat") -> None:
        """From the next fact on, she is told. The caller has brought her up to `sent`, in the same breath."""
        self.audience.setdefault(viewer.language, {})[viewer] = seat

    def part(self, viewer: "Viewer") -> None:
        followers = self.audience.get(viewer.language, {})
        followers.pop(viewer, None)
        if not followers:
            self.audience.pop(viewer.language, None)

    def has(self, viewer: "Viewer") -> bool:
        return viewer in self.audience.get(viewer.language, ())

    def viewers(self) -> "list[Viewer]":
        return [viewer for followers in self.audience.values() for viewer in followers]

    async def reach(self, seq: int) -> None:
        """Get as far as `seq`, if the journal is: a page may have read more than reached us yet."""
        if self.head is not None and seq > self.head:
            await asyncio.shield(self.close_gap())
        while self._flushing and self.sent < seq:
            await asyncio.shield(self._flushing)

    async def settle(self) -> None:
        """Wait until everyone was told of everything."""
        while self._flushing:
            await asyncio.shield(self._flushing)

    async def replay(self, after: int, language: str) -> list[Delivery]:
        """Frames that lead from `after` towards `sent`: shared by all who come back at once."""
        if self._lock is None:
            self._lock = asyncio.Lock()
        async with self._lock:
            key = (after, self.sent, language)
            if key not in self._replays:
                age, items = self.ring.age, await self._items(after, self.sent)
                texts = (await self._texts(items, [language]))[language]
                made = list(deliveries(self.name, zip(items, texts, strict=True)))
                if age != self.ring.age:
                    return made
                while len(self._replays) >= REPLAYS_KEPT:
                    self._replays.pop(next(iter(self._replays)))
                self._replays[key] = made
            return self._replays[key]

    def close_gap(self) -> "asyncio.Task[None]":
        """Read on in the journal, and apply what is there."""
        if self._gap is None:
            self._gap = self._hub.spawn(self._read_on())
        return self._gap

    def forget(self, head: int) -> None:
        """Another history began, and stands at `head`: nothing known holds any more."""
        self.head = self.sent = head
        self.ring.clear()
        self._ahead, self._pending = {}, []
        self._replays.clear()

    def close(self) -> None:
        for task in (self._flushing, self._gap):
            if task is not None:
                task.cancel()

    def _apply(self, entry: Entry) -> None:
        self.head = entry.seq
        item = Item(entry)
        if is_erasing(entry.fact):
            self.ring.forget_words()
            self._replays.clear()
        self.ring.append(item)
        for watcher in tuple(self.watchers):
            watcher(entry)
        if not self.audience and not self._pending:
            self.sent = entry.seq
            return
        self._pending.append(item)
        if self._flushing is None:
            self._flushing = self._hub.spawn(self._flush())

    async def _flush(self) -> None:
        try:
            while self._pending:
                await self._breathe()
                if len(self._pending) > OVERLOAD:
                    self._give_up()
                    continue
                batch, self._pending = self._pending[:BATCH], self._pending[BATCH:]
                epoch = self._hub.epoch
                texts: dict[str, list[Told]] = {}
                while missing := set(self.audience) - set(texts):  # somebody with another language may come meanwhile
                    texts |= await self._texts(batch, missing)
                if epoch != self._hub.epoch:
                    continue
                self.sent = max(self.sent, batch[-1].entry.seq)
                self._replays.clear()
                began = asyncio.get_running_loop().time()
                await self._fan_out(batch, texts)
                ended = asyncio.get_running_loop().time()
                self._rest_until = ended + min(BREATH_SECONDS, ended - began)
        except Exception:
            logger.exception("%s could not be told any further; everyone catches up from the journal.", self.name)
            self._give_up()
        finally:
            self._flushing = None

    async def _breathe(self) -> None:
        """While it is busy, rest as long as the last fan-out took, so that more goes into the next one."""
        if (pause := self._rest_until - asyncio.get_running_loop().time()) > 0:
            await asyncio.sleep(pause)

    async def _fan_out(self, batch: Sequence[Item], texts: dict[str, list[Told]]) -> None:
        turns = [
            (followers, list(followers.items()), list(deliveries(self.name, zip(batch, texts[language], strict=True))))
            for language, followers in self.audience.items()
        ]
        told = 0
        for followers, seats, frames in turns:
            for viewer, seat in seats:
                if followers.get(viewer) is seat:  # not gone, refused, or brought up to date anew, since
                    for frame in frames:
                        viewer.deliver(frame)
                told += 1
                if not told % AT_ONCE:
                    await asyncio.sleep(0)

    def _give_up(self) -> None:
        self.sent, self._pending = self.head or 0, []
        for viewer in self.viewers():
            viewer.lag(self.name, self.sent)

    async def _items(self, after: int, until: int) -> list[Item]:
        items = self.ring.after(after, until)
        if items and items[0].entry.seq == after + 1:
            return items
        entries = await self._hub.ask_database(read, self.name, after, LONGEST_REPLAY)
        self.ring.prepend(entries, self.head or 0)
        items = self.ring.after(after, until)
        if items and items[0].entry.seq == after + 1:
            return items
        return [Item(entry) for entry in entries if entry.seq <= until]

    async def _texts(self, items: Sequence[Item], languages: Iterable[str]) -> dict[str, list[Told]]:
        """The texts of these items; made again when words were taken back in the meantime."""
        languages = list(languages)
        while True:
            age = self.ring.age
            missing = [item for item in items if any(language not in item.told for language in languages)]
            if missing:
                try:
                    made = await self._hub.ask_database(as_texts, [item.entry for item in missing], languages)
                except (DatabaseError, InterfaceError):
                    logger.exception("%s can't be presented just now; it is tried again.", self.name)
                    await asyncio.sleep(0.5)
                    continue
                if age != self.ring.age:
                    continue
                for language in languages:
                    for item, told in zip(missing, made[language], strict=True):
                        item.told[language] = told
            return {language: [item.told[language] for item in items] for language in languages}

    async def _read_on(self) -> None:
        try:
            while self.head is not None:
                epoch = self._hub.epoch
                entries = await self._hub.ask_database(read, self.name, self.head, LONGEST_REPLAY)
                if epoch != self._hub.epoch:
                    continue
                self.heard(entries)
                if len(entries) < LONGEST_REPLAY:
                    return
        finally:
            self._gap = None
