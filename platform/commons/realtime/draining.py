"""Ending without losing anything: what is under way is finished and acknowledged, then everyone is told to come back."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress

from .hub import Hub
from .jitter import between
from .socket import DRAINED_SECONDS, Socket

logger = logging.getLogger("birge.realtime")

Flush = Callable[[], Awaitable[None]]

FINISH_SECONDS = 4.0
FAREWELL_SECONDS = 1.5

_flushes: list[Flush] = []


def on_drain(flush: Flush) -> Flush:
    """Have this awaited when the process ends, before the sockets are closed: a writer empties its queue here."""
    _flushes.append(flush)
    return flush


async def drain(hub: Hub) -> None:
    """Take nothing new, finish what is under way, say goodbye, and end the hub."""
    if hub.is_draining:
        return
    hub.is_draining = True
    with suppress(TimeoutError):
        async with asyncio.timeout(FINISH_SECONDS):
            await _finish(hub)
    for viewer in hub.viewers:
        viewer.part("draining", between(*DRAINED_SECONDS))
        await asyncio.sleep(0)
    with suppress(TimeoutError):
        async with asyncio.timeout(FAREWELL_SECONDS):
            while len(hub.viewers):
                await asyncio.sleep(0.02)
    await hub.close()


async def _finish(hub: Hub) -> None:
    for outcome in await asyncio.gather(*(flush() for flush in _flushes), return_exceptions=True):
        if isinstance(outcome, Exception):
            logger.error("Something could not be flushed.", exc_info=outcome)
    await asyncio.gather(*(viewer.answered() for viewer in hub.viewers if isinstance(viewer, Socket)))
    await asyncio.sleep(0)  # what was just committed is on its way to the hub
    for stream in list(hub.streams.values()):
        await stream.settle()
