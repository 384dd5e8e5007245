"""The database is asked from a few threads of our own, never from the loop.

A thread's connection stays open while there is more to do, and is closed when there isn't.
"""

import asyncio
import contextvars
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import ParamSpec, TypeVar

from django.db import close_old_connections, connections

P = ParamSpec("P")
T = TypeVar("T")


class Threads:
    """A small pool; `run` calls a function there, in a fresh context, and awaits its result."""

    def __init__(self, name: str, size: int) -> None:
        self._pool = ThreadPoolExecutor(size, thread_name_prefix=name)
        self._queued = 0
        self._lock = threading.Lock()

    async def run(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        with self._lock:
            self._queued += 1
        return await asyncio.wrap_future(self._pool.submit(self._call, partial(function, *args, **kwargs)))

    def close(self) -> None:
        """Let what runs end, and take nothing more."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _call(self, function: Callable[[], T]) -> T:
        with self._lock:
            self._queued -= 1
        try:
            return contextvars.Context().run(function)
        finally:
            if not self._queued or any(connection.errors_occurred for connection in connections.all(initialized_only=True)):
                close_old_connections()
