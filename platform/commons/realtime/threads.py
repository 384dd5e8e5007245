"""The database is asked from a few threads of our own, never from the loop.

A thread's connection to PostgreSQL goes back to the pool when there is nothing more to do; one to SQLite stays open,
since opening it costs more than most questions.
"""

import asyncio
import contextvars
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import ParamSpec, TypeVar

from django.db import connections

P = ParamSpec("P")
T = TypeVar("T")

CLOSES_SECONDS = 5.0


class Threads:
    """A small pool; `run` calls a function there, in a fresh context, and awaits its result."""

    def __init__(self, name: str, size: int) -> None:
        self._size, self._pool = size, ThreadPoolExecutor(size, thread_name_prefix=name)
        self._is_closed, self._queued = False, 0
        self._lock = threading.Lock()

    async def run(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        with self._lock:
            self._queued += 1
        return await asyncio.wrap_future(self._pool.submit(self._call, partial(function, *args, **kwargs)))

    def close(self) -> None:
        """Let what runs end, take nothing more, and leave no connection open."""
        if self._is_closed:
            return
        self._is_closed = True
        everyone = threading.Barrier(self._size)
        for _ in range(self._size):
            self._pool.submit(_let_go, everyone)
        self._pool.shutdown(wait=True)

    def _call(self, function: Callable[[], T]) -> T:
        with self._lock:
            self._queued -= 1
        try:
            return contextvars.Context().run(function)
        finally:
            for connection in connections.all(initialized_only=True):
                if connection.errors_occurred or (connection.vendor == "postgresql" and not self._queued):
                    connection.close()


def _let_go(everyone: threading.Barrier) -> None:
    with suppress(threading.BrokenBarrierError):
        everyone.wait(CLOSES_SECONDS)  # each thread takes one of these, and only one
    connections.close_all()
