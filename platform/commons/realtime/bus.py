"""The bus between processes. It carries entries (ids and small data, never words) and hints; each process presents for itself.

What it loses, anti-entropy finds: so everything here may fail, and nothing waits for it.
"""

import asyncio
import os
from collections.abc import Callable, Coroutine, Iterable, Sequence
from typing import Any

from django.conf import settings

from commons.journal.models import Entry

Heard = Callable[[list[Entry]], None]
HintHeard = Callable[[str, list[dict[str, Any]]], None]
Spawn = Callable[[Coroutine[Any, Any, None]], Any]


def make_bus() -> "Bus":
    """Redis where REDIS_URL is set; else this process is the only one."""
    if not settings.REDIS_URL:
        return Bus()
    from .redis_bus import RedisBus

    return RedisBus(settings.REDIS_URL)


class Bus:
    """The bus of a single process: there is nobody else to tell."""

    is_well = True

    def __init__(self) -> None:
        self.origin = f"{os.getpid()}-{os.urandom(4).hex()}"
        self._back = asyncio.Event()

    def listen(self, heard: Heard, hint_heard: HintHeard) -> None:
        """Whom to tell of what other processes publish."""

    async def begin(self, epoch: str) -> None:
        """Speak to, and hear, only those who live in this history: from now on, or anew after a restore."""

    def start(self, spawn: Spawn) -> None:
        """Connect, by tasks that go on for ever."""

    async def subscribe(self, streams: Iterable[str]) -> None:
        """Hear of these streams too. Returns when that is so, or soon if it can't be now."""

    async def unsubscribe(self, streams: Iterable[str]) -> None:
        """Hear of these streams no more."""

    def publish(self, entries: Sequence[Entry]) -> None:
        """Tell the others, soon, of what was committed."""

    def publish_hints(self, hints: Sequence[dict[str, Any]]) -> None:
        """Tell the others of something passing."""

    async def back_or_after(self, seconds: float) -> None:
        """Wait for the bus to come back after it was away, or so long."""
        try:
            await asyncio.wait_for(self._back.wait(), seconds)
        except TimeoutError:
            pass
        self._back.clear()

    async def close(self) -> None:
        """Let go of the connections."""
