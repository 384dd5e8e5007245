"""The writer: one a process. What arrived while the last transaction ran goes into the next, and is answered after its commit."""

import asyncio
import contextvars
import logging
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
        await asyncio.get_running_loop().run_in_executor(self._thread, connection.close)
        self._thread.shutdown(wait=False)

    async def _run(self) -> None:
        loop = asyncio.get_running_loop()
        while self._waiting:
            batch, self._waiting = self._waiting[:LARGEST_BATCH], self._waiting[LARGEST_BATCH:]
            try:
                answers = await loop.run_in_executor(self._thread, self._write, [draft for draft, _ in batch])
            except Exception as error:  # not the drafts' fault: the thread itself is in trouble
                logger.exception("A batch could not be written.")
                answers = [error] * len(batch)
            for (_, future), answer in zip(batch, answers, strict=True):
                settle(future, answer)
        self._running = None

    def _write(self, drafts: list[Draft]) -> list[Answer | Exception]:
        connection.close_if_unusable_or_obsolete()
        try:
            return [*self._post(drafts)]
        except Exception:
            if len(drafts) > 1:
                logger.warning("A batch of %s failed; each is tried alone.", len(drafts))
            return [self._write_one(draft) for draft in drafts]

    def _write_one(self, draft: Draft) -> Answer | Exception:
        try:
            return self._post([draft])[0]
        except Exception as error:
            logger.exception("A message could not be written.")
            return error


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
        _writers.clear()  # a process serves from one loop; another means a test's former one is gone
        _writers[loop] = Writer()
    return _writers[loop]
