"""Entering a stream: the door first, then enter, then read; what happens meanwhile waits in the ring."""

import asyncio
import logging
from collections.abc import Iterable
from typing import TYPE_CHECKING

from . import protocol
from .stream import Stream
from .viewer import Seat, Viewer

if TYPE_CHECKING:
    from .hub import Hub

logger = logging.getLogger("birge.realtime")


def enter(hub: "Hub", viewer: Viewer, name: str, after: int | None, epoch: str | None) -> None:
    """Seat her at the door at once, so that leaving finds her there; then bring her in, up to date from `after`.

    She is refused, or what she has is reset; where that fails, she is to come back.
    """
    viewer.unseat(name)
    if viewer.is_over:
        return
    if len(viewer.seats) >= protocol.STREAMS:
        viewer.refuse(name, "too_many")
        return
    seat = viewer.seats[name] = Seat()
    hub.spawn(_enter(hub, viewer, seat, name, after, epoch))


async def knock(hub: "Hub", viewer: Viewer, names: Iterable[str]) -> dict[str, Seat]:
    """Seat her at these doors, and ask them. Returns her seats at those that let her in, with which she may `come_in`."""
    seats = {name: Seat() for name in names}
    viewer.seats.update(seats)
    allowed = await asyncio.gather(*(hub.may_sit(viewer, name, seat) for name, seat in seats.items()))
    return {name: seat for (name, seat), may in zip(seats.items(), allowed, strict=True) if may}


def come_in(hub: "Hub", viewer: Viewer, seat: Seat, name: str, after: int | None, epoch: str | None) -> None:
    """Bring her in whom the door let in, unless her seat was taken away since."""
    if viewer.has(name, seat):
        hub.spawn(_enter(hub, viewer, seat, name, after, epoch, is_let_in=True))


async def _enter(hub: "Hub", viewer: Viewer, seat: Seat, name: str, after: int | None, epoch: str | None, is_let_in: bool = False) -> None:
    """At every step her seat may be taken away: by a removal, by leaving, by entering once more."""
    try:
        if is_let_in or await hub.may_sit(viewer, name, seat):
            stream = hub.stream(name)
            stream.guests += 1
            try:
                await _bring_in(hub, viewer, seat, stream, after, epoch)
            finally:
                stream.guests -= 1
        elif viewer.has(name, seat):
            viewer.refuse(name, "forbidden")
    except Exception:
        logger.exception("Somebody could not be brought into %s.", name)
        if viewer.has(name, seat):
            viewer.send_back()


async def _bring_in(hub: "Hub", viewer: Viewer, seat: Seat, stream: Stream, after: int | None, epoch: str | None) -> None:
    name = stream.name
    await hub.open(stream)
    if after is not None:
        await stream.reach(after)
    if not viewer.has(name, seat):
        return
    position = stream.sent if after is None else after
    if epoch not in (None, hub.epoch) or position > stream.sent or stream.sent - position > protocol.REPLAY:
        viewer.unseat(name)
        viewer.reset(name, stream.sent)
        return
    viewer.entered(name, stream.sent)
    while position < stream.sent:
        age = stream.ring.age
        for delivery in await stream.replay(position, viewer.language):
            await viewer.room()
            if not viewer.has(name, seat):
                return
            if stream.ring.age != age:
                break  # words were taken back while she took in the rest
            viewer.deliver(delivery)
            position = delivery.last
    if not viewer.has(name, seat):
        return
    seat.stream = stream
    stream.join(viewer, seat)
    viewer.caught_up(name, stream.sent)
    hub.hints.came(stream, viewer)
