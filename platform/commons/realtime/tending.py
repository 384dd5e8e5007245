"""What is done again and again: closing gaps that nobody told of, pulses, letting go, and the sweep."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from commons.journal import reading

from .jitter import between

if TYPE_CHECKING:
    from .hub import Hub

logger = logging.getLogger("birge.realtime")

ANTI_ENTROPY_SECONDS = (1.0, 1.6)
SWEEP_SECONDS = (60.0, 120.0)
LINGER_SECONDS = 60.0  # a stream without followers stays warm for those who come back
AT_ONCE = 100
NAMES = 20_000  # in one query; SQLite takes 32,766


def tend(hub: "Hub") -> None:
    """Start everything that goes on for as long as the hub lives."""
    for work in (_close_gaps, _tick, _let_go, _sweep):
        hub.spawn(_for_ever(hub, work))
    hub.spawn(_for_ever(hub, lambda hub: hub.hints.tell()))


async def close_gaps(hub: "Hub") -> None:
    """Anti-entropy: one look at the heads of all streams followed here; what is behind reads on."""
    names = [stream.name for stream in hub.streams.values() if stream.head is not None]
    epoch, heads = await hub.ask_database(_epoch_and_heads, names)
    if epoch != hub.epoch:
        await begin_again(hub, epoch, heads)
        return
    for name, head in heads.items():
        stream = hub.streams.get(name)
        if stream is not None and stream.head is not None and stream.head < head:
            stream.close_gap()


async def begin_again(hub: "Hub", epoch: str, heads: dict[str, int]) -> None:
    """A backup was restored: everyone starts afresh, and only who may be here in that history stays."""
    hub.epoch = epoch
    for name, head in heads.items():
        if stream := hub.streams.get(name):
            stream.forget(head)
    for viewer in hub.viewers:
        for name in list(viewer.seats):
            viewer.unseat(name)
            viewer.reset(name, heads.get(name, 0))
    await hub.bus.begin(epoch)
    await sweep(hub)


async def sweep(hub: "Hub") -> None:
    """The backstop: is every session still good, does every door still let her in?"""
    viewers = list(hub.viewers)
    for start in range(0, len(viewers), AT_ONCE):
        await asyncio.gather(*(hub.revoking.validate(viewer) for viewer in viewers[start : start + AT_ONCE]))
        await asyncio.sleep(0.05)


async def let_go(hub: "Hub", linger: float = LINGER_SECONDS) -> None:
    """Streams that nobody has followed for a while are forgotten."""
    now = hub.loop.time()
    idle = []
    for stream in list(hub.streams.values()):
        if stream.is_followed:
            stream.idle_since = now
        elif now - stream.idle_since >= linger:
            stream.close()
            del hub.streams[stream.name]
            idle.append(stream.name)
    if idle:
        await hub.bus.unsubscribe(idle)


def _epoch_and_heads(names: list[str]) -> tuple[str, dict[str, int]]:
    heads: dict[str, int] = {}
    for start in range(0, len(names), NAMES):
        heads |= reading.heads(names[start : start + NAMES])
    return reading.epoch(), heads


async def _for_ever(hub: "Hub", work: "Callable[[Hub], Awaitable[None]]") -> None:
    while True:
        try:
            await work(hub)
        except Exception:
            logger.exception("%s failed; it goes on.", getattr(work, "__name__", "Tending"))
            await asyncio.sleep(1)


async def _close_gaps(hub: "Hub") -> None:
    await hub.bus.back_or_after(between(*ANTI_ENTROPY_SECONDS))
    await close_gaps(hub)


async def _tick(hub: "Hub") -> None:
    await asyncio.sleep(1)
    now = hub.loop.time()
    for viewer in hub.viewers:
        viewer.tick(now)


async def _let_go(hub: "Hub") -> None:
    await asyncio.sleep(10)
    await let_go(hub)


async def _sweep(hub: "Hub") -> None:
    await asyncio.sleep(between(*SWEEP_SECONDS))
    await sweep(hub)
