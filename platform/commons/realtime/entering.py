"""Entering a stream: the door first, then enter, then read; what happens meanwhile waits in the ring."""

import logging
from typing import TYPE_CHECKING

from . import protocol
from .jitter import between
from .stream import Stream
from .viewer import Seat, Viewer

if TYPE_CHECKING:
    from .hub import Hub

logger = logging.getLogger("birge.realtime")

RETURNS_SECONDS = (1.0, 5.0)


async def enter(hub: "Hub", viewer: Viewer, name: str, after: int | None, epoch: str | None) -> None:
    """Bring her in and up to date from `after`; or refuse her, or reset what she has. Where that fails, she is to come back."""
    try:
        await _enter(hub, viewer, name, after, epoch)
    except Exception:
        logger.exception("Somebody could not be brought into %s.", name)
        viewer.part("draining", between(*RETURNS_SECONDS))


async def _enter(hub: "Hub", viewer: Viewer, name: str, after: int | None, epoch: str | None) -> None:
    """At every step her seat may be taken away: by a removal, by leaving, by entering once more."""
    viewer.unseat(name)
    if len(viewer.seats) >= protocol.STREAMS:
        viewer.refuse(name, "too_many")
        return
    seat = viewer.seats[name] = Seat()
    if not await hub.may_enter(viewer.member, name):
        if viewer.seats.get(name) is seat:
            viewer.refuse(name, "forbidden")
        return
    stream = hub.stream(name)
    stream.guests += 1
    try:
        await _bring_in(hub, viewer, seat, stream, after, epoch)
    finally:
        stream.guests -= 1


async def _bring_in(hub: "Hub", viewer: Viewer, seat: Seat, stream: Stream, after: int | None, epoch: str | None) -> None:
    name = stream.name
    await hub.open(stream)
    if after is not None:
        await stream.reach(after)
    if viewer.seats.get(name) is not seat:
        return
    position = stream.sent if after is None else after
    if epoch not in (None, hub.epoch) or position > stream.sent or stream.sent - position > protocol.REPLAY:
        viewer.unseat(name)
        viewer.reset(name, stream.sent)
        return
    viewer.entered(name, stream.sent)
    while position < stream.sent:
        for delivery in await stream.replay(position, viewer.language):
            await viewer.room()
            if viewer.seats.get(name) is not seat:
                return
            viewer.deliver(delivery)
            position = delivery.last
    if viewer.seats.get(name) is not seat:
        return
    seat.stream = stream
    stream.join(viewer)
    viewer.caught_up(name, stream.sent)
    hub.hints.came(stream, viewer)
