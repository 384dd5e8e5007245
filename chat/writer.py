"""The writer: one a process. What arrived while the last transaction ran goes into the next, and is answered after its commit."""

import asyncio
import contextvars
import logging
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.db import connection

from commons.journal.refusals import Refused

from .actions.posting import Answer, Draft, post_messages

logger = logging.getLogger("birge.writer")

LARGEST_BATCH = 256
LONGEST_QUEUE = 2_048
RETRY_IN = 1.0  # seconds

Post = Callable[[list[Draft]], list[Answer]]


class Writer:
    """Group commit on a thread and a connection of its own. To be used on one event loop."""

    def __init__(self, post: Post = post_messages) -> None:
        self._post = post
        self._waiting: list[tuple[Draft, asyncio.Future[int]]] = []
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="chat-writer")
        self._running: asyncio.Task[None] | None = None
        self._closed = False

    async def post(self, draft: Draft) -> int:
        """Have it written. Returns its seq once that is durable. Raises Refused; `busy` where too many wait."""
        if self._closed or len(self._waiting) >= LONGEST_QUEUE:
            raise Refused("busy", retry_in=RETRY_IN)
        answer: asyncio.Future[int] = asyncio.get_running_loop().create_future()
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
        """Let the thread and its connection go, where the loop is gone already."""
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

    def _write(self, drafts: list[Draft]) -> list[Answer | Exception]:
        try:
            return [*self._post(drafts)]
        except Exception as error:
            log("A batch failed; each message is tried alone.", error)
            return [self._write_one(draft) for draft in drafts]
        finally:
            if connection.vendor == "postgresql":
                connection.close()  # back to the pool; SQLite's stays open, and its log with it

    def _write_one(self, draft: Draft) -> Answer | Exception:
        try:
            if connection.errors_occurred:
                connection.close()
            return self._post([draft])[0]
        except Exception as error:
            log("A message could not be written.", error)
            return error


def close_connection() -> None:
    """The running thread's own."""
    connection.close()


def log(what: str, error: Exception) -> None:
    """Where it failed, without what it said: errors of a database quote the words."""
    logger.error("%s %s:\n%s", what, type(error).__name__, "".join(traceback.format_tb(error.__traceback__)))


def settle(future: asyncio.Future[int], answer: Answer | Exception) -> None:
    """Tell who waits, if she still does."""
    if future.done():
        return
    if isinstance(answer, int):
        future.set_result(answer)
    elif isinstance(answer, Refused):
        future.set_exception(answer)
    else:
        future.set_exception(Refused("busy", retry_in=RETRY_IN))


_writers: dict[asyncio.AbstractEventLoop, Writer] = {}


def writer() -> Writer:
    """This process's writer, started on first use."""
    loop = asyncio.get_running_loop()
    if loop not in _writers:
        for former in _writers.values():  # a process serves from one loop; only tests have another after it
            former.abandon()
        _writers.clear()
        _writers[loop] = Writer()
    return _writers[loop]


async def drain_writer() -> None:
    """Before the process ends: write what waits, take nothing more."""
    if current := _writers.get(asyncio.get_running_loop()):
        await current.drain()
