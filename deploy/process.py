"""This process as long as it serves: alone on its data, with the worker inside, drained before it ends."""

import asyncio
import contextvars
import fcntl
import gc
import os
import signal
import threading
from types import FrameType
from typing import IO, Any

from django.conf import settings

from commons.journal.listening import is_heard_at_once
from commons.journal.models import Entry
from commons.journal.worker import Worker
from commons.journal.writing import relay_to
from commons.realtime.draining import drain
from commons.realtime.hub import current, serving

WORKER_ENDS_SECONDS = 5.0
COLLECTS = 20_000, 20, 20  # Python's own 700, 10, 10 take a fifth of a busy server's time, and 0.1 s at once


class AlreadyServing(Exception):
    """Another process serves from the same DATA_DIR."""

    def __init__(self, pid: str) -> None:
        super().__init__(
            f"Another process{f' ({pid})' if pid else ''} serves from {settings.DATA_DIR} already, and without REDIS_URL"
            " there is exactly one. Stop that one, or give this one a DATA_DIR of its own."
        )


class Process:
    """What begins with serving and ends with it."""

    def __init__(self) -> None:
        self._lock: IO[str] | None = None
        self._workers = [Worker(slow=False), Worker(slow=True)]
        self._threads: list[threading.Thread] = []
        self._before: dict[int, Any] = {}
        self._ending: asyncio.Task[None] | None = None

    def begin(self) -> None:
        """Start hub and worker, on the running loop. Raises AlreadyServing."""
        hub = current()
        gc.collect()
        gc.freeze()  # what was imported stays: no collection needs to walk through it while a thousand women wait
        gc.set_threshold(*COLLECTS)
        if settings.EMBEDDED:
            self._lock = lock()
            relay_to(self._wake)
            self._threads = [threading.Thread(target=worker.run, name="worker", daemon=True) for worker in self._workers]
            for thread in self._threads:
                thread.start()
        hub.spawn(hub.started())
        if settings.DEMO and settings.EMBEDDED:
            from events.demo.showing import play  # a process of production has no use for it

            hub.spawn(play(hub))
        if threading.current_thread() is threading.main_thread():
            for number in (signal.SIGTERM, signal.SIGINT):
                self._before[number] = signal.signal(number, self._asked_to_end)

    async def end(self) -> None:
        """Drain, and stop the worker. A second call waits for the first."""
        if self._ending is None:
            self._ending = asyncio.get_running_loop().create_task(self._end(), context=contextvars.Context())
        await asyncio.shield(self._ending)

    def _wake(self, entries: list[Entry]) -> None:
        if any(map(is_heard_at_once, entries)):
            for worker in self._workers:
                worker.wake()

    async def _end(self) -> None:
        for worker in self._workers:
            worker.stop()
        await drain(current())
        for thread in self._threads:
            await asyncio.to_thread(thread.join, WORKER_ENDS_SECONDS)
        gc.unfreeze()  # so that the interpreter can clear away what was imported: libraries complain of what stays

    def _asked_to_end(self, number: int, frame: FrameType | None) -> None:
        """Ours first, then the server's own handler; asked again, at once."""
        if self._ending is not None:
            self._pass_on(number, frame)
            return
        if (hub := serving()) is not None:
            hub.loop.call_soon_threadsafe(lambda: hub.loop.create_task(self._end_and_pass_on(number)))

    async def _end_and_pass_on(self, number: int) -> None:
        try:
            await self.end()
        finally:
            self._pass_on(number, None)

    def _pass_on(self, number: int, frame: FrameType | None) -> None:
        before = self._before.get(number)
        if callable(before):
            before(number, frame)
        else:
            signal.signal(number, signal.SIG_DFL)
            os.kill(os.getpid(), number)


def lock() -> IO[str]:
    """The lock on DATA_DIR; held while the file is open, given back by the system even after a kill. Raises AlreadyServing."""
    file = (settings.DATA_DIR / "serving.lock").open("a+")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.seek(0)
        raise AlreadyServing(file.read().strip()) from None
    file.truncate(0)
    file.write(f"{os.getpid()}\n")
    file.flush()
    return file
