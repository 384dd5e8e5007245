"""The hub, one in a process: which streams are followed here, by whom, and how they are kept up to date."""

import asyncio
import contextvars
import logging
from collections.abc import Callable, Coroutine, Iterable, Sequence
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from commons.journal import reading
from commons.journal.models import Entry

from . import alike, doors, sessions
from .bus import Bus, make_bus
from .hints import Hints
from .revoking import Revoking
from .stream import Stream
from .tending import tend
from .threads import Threads
from .together import Together
from .viewers import Viewers

if TYPE_CHECKING:
    from commons.people.models import Member

    from .viewer import Seat, Viewer

P = ParamSpec("P")
T = TypeVar("T")

logger = logging.getLogger("birge.realtime")

DATABASE_THREADS = 2
VERB_THREADS = 4

_hub: "Hub | None" = None


def current() -> "Hub":
    """The hub of the running loop; made, and started, when it is first wanted."""
    global _hub
    loop = asyncio.get_running_loop()
    if _hub is None or _hub.loop is not loop:
        _hub = Hub(loop, make_bus())
    return _hub


def serving() -> "Hub | None":
    """The hub of this process, if it has one that can be told something. May be asked from any thread."""
    return _hub if _hub is not None and not _hub.loop.is_closed() else None


class Hub:
    """Streams by name, viewers by member. Everything here runs on the loop; the database is asked from threads."""

    def __init__(self, loop: asyncio.AbstractEventLoop, bus: Bus) -> None:
        self.loop, self.bus = loop, bus
        self.epoch = ""
        self.streams: dict[str, Stream] = {}
        self.viewers = Viewers()
        self.is_draining = False
        self.hints = Hints(self)
        self.revoking = Revoking(self)
        self.verb_threads = Threads("verbs", VERB_THREADS)
        self._database = Threads("hub", DATABASE_THREADS)
        self._doors: Together[doors.Ask, bool] = Together(lambda asks: self.ask_database(doors.answer, asks))
        self._keepers: Together[doors.Ask, bool] = Together(lambda asks: self.ask_database(doors.answer_of_keeping, asks))
        self._visits: Together[str, sessions.Visit] = Together(lambda keys: self.ask_database(sessions.look_up, keys))
        self._alike: Together[alike.Ask, alike.Given | None] = Together(lambda asks: self.ask_database(alike.answer, asks))
        self._openings: Together[str, None] = Together(self._open_many)
        self._tasks: set[asyncio.Task[Any]] = set()
        self._start: asyncio.Task[None] | None = None

    async def started(self) -> None:
        """Wait until the hub knows its epoch and is tended."""
        if self._start is None or (self._start.done() and (self._start.cancelled() or self._start.exception())):
            self._start = self.spawn(self._begin())
        await asyncio.shield(self._start)

    async def ask_database(self, question: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        return await self._database.run(question, *args, **kwargs)

    async def may_enter(self, member: "Member | None", stream: str) -> bool:
        """What the door says now."""
        return await self._doors.ask((member, stream))

    async def at_the_door(self, visit: sessions.Visit, stream: str) -> tuple[bool, bool]:
        """The same, also by a private link; and whether she keeps the place safe, where that makes a difference to her."""
        may = await self.may_enter(visit.member, stream)
        if not may and visit.passes:
            return await self.ask_database(doors.opens, visit.passes, stream), False
        return may, may and bool(visit.hidden) and await self._keepers.ask((visit.member, stream))

    async def may_sit(self, viewer: "Viewer", stream: str, seat: "Seat") -> bool:
        """What the door says of her as she is known by then; the seat is told whether she keeps the place safe."""
        while True:
            visit = viewer.visit
            may, seat.is_keepers = await self.at_the_door(visit, stream)
            if viewer.visit is visit:
                return may

    async def visit(self, session_key: str | None) -> sessions.Visit:
        """Who is behind a session key now."""
        return await self._visits.ask(session_key) if session_key else sessions.STRANGER

    async def ask_alike(self, member: "Member", language: str, path: str) -> alike.Given | None:
        """What she is given of what many ask for; None where it is nothing."""
        return await self._alike.ask((member, language, path))

    def stream(self, name: str) -> Stream:
        """The stream of this name; let go again when nobody has followed it for a while."""
        stream = self.streams.get(name)
        if stream is None:
            stream = self.streams[name] = Stream(name, self)
        stream.idle_since = self.loop.time()
        return stream

    async def open(self, stream: Stream) -> None:
        """Wait until it is up to date, and told of everything from then on."""
        if stream.head is None:
            await self._openings.ask(stream.name)

    def let_go(self, viewer: "Viewer") -> None:
        """A viewer left: nobody tells her anything any more."""
        viewer.unseat_all()
        for name in self.viewers.remove(viewer):
            self.revoking.unwatch(name)

    def relay(self, entries: Sequence[Entry]) -> None:
        """What was committed in this process: to those here, and to the other processes."""
        self.heard(entries)
        self.bus.publish(entries)

    def heard(self, entries: Iterable[Entry]) -> None:
        """Entries from here or elsewhere; those of streams that nobody follows here are let go."""
        by_stream: dict[str, list[Entry]] = {}
        for entry in entries:
            by_stream.setdefault(entry.stream, []).append(entry)
        for name, its_entries in by_stream.items():
            if stream := self.streams.get(name):
                stream.heard(its_entries)

    def spawn(self, work: Coroutine[Any, Any, T]) -> "asyncio.Task[T]":
        """Run it beside everything else, in a context of nobody's request."""
        task = self.loop.create_task(work, context=contextvars.Context())
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return task

    async def close(self) -> None:
        """Stop everything of its own; the sockets are closed already."""
        for task in list(self._tasks):
            if task is not asyncio.current_task():
                task.cancel()
        await self.bus.close()
        await asyncio.to_thread(self._close_threads)

    async def _begin(self) -> None:
        self.epoch = await self.ask_database(reading.epoch)
        self.bus.listen(self.heard, self.hints.heard)
        await self.bus.begin(self.epoch)
        self.bus.start(self.spawn)
        tend(self)

    async def _open_many(self, names: list[str]) -> dict[str, None]:
        await self.bus.subscribe(names)
        heads = await self.ask_database(reading.heads, names)
        for name, head in heads.items():
            if stream := self.streams.get(name):
                stream.opened(head)
        return dict.fromkeys(names)

    def _ended(self, task: "asyncio.Task[Any]") -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()):
            logger.error("Something in the hub failed.", exc_info=error)

    def _close_threads(self) -> None:
        self.verb_threads.close()
        self._database.close()
