"""Group commit: what arrived while the last transaction ran goes into the next, and is answered after its commit.

An action takes a batch and returns an answer for each, a Refused where one is refused; in each process one `Writer` calls it.
"""

import asyncio
import contextvars
import logging
import traceback
from collections.abc import Callable, Hashable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Generic, TypeVar

from django.db import connection

from commons.journal.refusals import Refused

from .draining import on_drain

Draft = TypeVar("Draft")
Done = TypeVar("Done")

logger = logging.getLogger("birge.writer")

LARGEST_BATCH = 256
LONGEST_QUEUE = 2_048
RETRY_IN = 1.0  # seconds


class Writer(Generic[Draft, Done]):
    """Has `write` done on a thread and a connection of its own. To be used on one event loop."""

    def __init__(self, write: Callable[[list[Draft]], Sequence[Done | Refused]]) -> None:
        self._do = write
        self._waiting: list[tuple[Draft, asyncio.Future[Done]]] = []
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="writer")
        self._running: asyncio.Task[None] | None = None
        self._closed = False

    async def write(self, draft: Draft) -> Done:
        """Have it written. Returns its answer once that is durable. Raises Refused; `busy` where too many wait."""
        if self._closed or len(self._waiting) >= LONGEST_QUEUE:
            raise Refused("busy", retry_in=RETRY_IN)
        answer: asyncio.Future[Done] = asyncio.get_running_loop().create_future()
        self._waiting.append((draft, answer))
        if self._running is None:
            # A context of its own: the first caller's must not live as long as this does.
            self._running = asyncio.get_running_loop().create_task(self._run(), context=contextvars.Context())
        return await answer

    async def drain(self) -> None:
        """Take nothing more, write what waits, and let the thread go."""
        self._closed = True
        if self._running is not None:
            await self._running
        await asyncio.get_running_loop().run_in_executor(self._thread, close_connection)
        self._thread.shutdown(wait=False)

    def abandon(self) -> None:
        """Let the thread and its connection go, where the loop is gone already, unless it was drained before."""
        if not self._closed:
            self._closed = True
            self._thread.submit(close_connection)
            self._thread.shutdown(wait=False)

    async def _run(self) -> None:
        loop = asyncio.get_running_loop()
        while self._waiting:
            await asyncio.sleep(0)  # so that what arrives in the same breath comes along
            batch, self._waiting = self._waiting[:LARGEST_BATCH], self._waiting[LARGEST_BATCH:]
            try:
                answers = await loop.run_in_executor(self._thread, self._write, [draft for draft, _ in batch])
            except Exception as error:  # not the drafts' fault: the thread itself is in trouble
                log("A batch could not be written.", error)
                answers = [error] * len(batch)
            for (_, future), answer in zip(batch, answers, strict=True):
                settle(future, answer)
        self._running = None

    def _write(self, drafts: list[Draft]) -> list[Done | Exception]:
        try:
            return [*self._do(drafts)]
        except Exception as error:
            log("A batch failed; each of it is tried alone.", error)
            return [self._write_one(draft) for draft in drafts]
        finally:
            if connection.vendor == "postgresql":
                connection.close()  # back to the pool; SQLite's stays open, and its log with it

    def _write_one(self, draft: Draft) -> Done | Exception:
        try:
            if connection.errors_occurred:
                connection.close()
            return self._do([draft])[0]
        except Exception as error:
            log("One could not be written.", error)
            return error


def close_connection() -> None:
    """The running thread's own."""
    connection.close()


def log(what: str, error: Exception) -> None:
    """Where it failed, without what it said: errors of a database quote the words."""
    logger.error("%s %s:\n%s", what, type(error).__name__, "".join(traceback.format_tb(error.__traceback__)))


def settle(future: asyncio.Future[Done], answer: Done | Exception) -> None:
    """Tell who waits, if she still does."""
    if future.done():
        return
    if not isinstance(answer, Exception):
        future.set_result(answer)
    elif isinstance(answer, Refused):
        future.set_exception(answer)
    else:
        future.set_exception(Refused("busy", retry_in=RETRY_IN))


_writers: dict[Hashable, Writer[Any, Any]] = {}
_loop: asyncio.AbstractEventLoop | None = None


def writer(write: Callable[[list[Draft]], Sequence[Done | Refused]]) -> Writer[Draft, Done]:
    """This process's writer of these, started on first use."""
    global _loop
    if (loop := asyncio.get_running_loop()) is not _loop:
        for former in _writers.values():  # a process serves from one loop; only tests have another after it
            former.abandon()
        _writers.clear()
        _loop = loop
    if write not in _writers:
        _writers[write] = Writer(write)
    return _writers[write]


@on_drain
async def drain_writers() -> None:
    """Before the process ends: write what waits, take nothing more."""
    if _loop is asyncio.get_running_loop():
        await asyncio.gather(*(one.drain() for one in _writers.values()))
