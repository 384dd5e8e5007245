"""What happens to a member or a guest reaches all her sockets and live pages at once, in every process.

Each viewer's own streams, `people.member:ID` and `people.guest:ID`, are followed on her behalf: a membership that ended takes
that stream away; anything else has her session, her links, her blocks and herself read again, and the doors of all her streams asked.
"""

import asyncio
import logging
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from commons.journal.models import Entry
from commons.people.facts import MembershipEnded

from .sessions import Visit
from .stream import Stream
from .together import Together
from .viewer import Viewer

if TYPE_CHECKING:
    from .hub import Hub

logger = logging.getLogger("birge.realtime")


class Revoking:
    """The own streams of those who are here."""

    def __init__(self, hub: "Hub") -> None:
        self._hub = hub
        self._validations: Together[Viewer, None] = Together(self._validate_all)
        self._watches: dict[str, tuple[Stream, Callable[[Entry], None]]] = {}

    async def arrive(self, viewer: Viewer, visit: Visit) -> None:
        """Count a viewer in, and follow her own streams; what happened since her visit was read has it read again."""
        self._hub.viewers.add(viewer)
        watched = [self._watch(name) for name in visit.own_streams]
        for stream in watched:
            await self._hub.open(stream)
        if visit.guests or (watched and watched[0].head != visit.head):
            await self.validate(viewer)

    def unwatch(self, name: str) -> None:
        """The last left of whom this stream tells."""
        if watch := self._watches.pop(name, None):
            stream, notice = watch
            stream.watchers.discard(notice)

    async def validate(self, viewer: Viewer) -> None:
        """Read again who she is, and ask the doors of all her streams: a session that isn't good any more ends here.

        Once at a time: what happens to her while it is done has it done again, so that no older answer comes last.
        """
        await self._validations.ask(viewer)

    async def _validate_all(self, viewers: list[Viewer]) -> dict[Viewer, None]:
        done = await asyncio.gather(*(self._validate(viewer) for viewer in viewers), return_exceptions=True)
        for error in filter(None, done):
            raise error
        return dict.fromkeys(viewers)

    async def _validate(self, viewer: Viewer) -> None:
        visit = await self._hub.visit(viewer.session_key) if viewer.visit.own_streams else viewer.visit
        if viewer.member_id != (visit.member and visit.member.pk):
            viewer.part("suspended" if visit.suspended else "signed_out")
            return
        if not set(visit.own_streams) <= set(viewer.visit.own_streams):
            viewer.send_back()  # she opened another link meanwhile, and nobody here listens to what becomes of it
            return
        seats = list(viewer.seats.items())
        answers = await asyncio.gather(*(self._hub.at_the_door(visit, name) for name, _ in seats))
        hidden = {name: viewer.hidden_in(name) for name, _ in seats}
        viewer.renew(visit)
        for (name, seat), (may, keeps) in zip(seats, answers, strict=True):
            seat.is_keepers = keeps
            if not may and viewer.has(name, seat):
                viewer.refuse(name, "forbidden")
            elif seat.stream is not None and viewer.hidden_in(name) != hidden[name]:
                self._hub.hints.came(seat.stream, viewer)  # how many are here is another number to her now

    def _watch(self, name: str) -> Stream:
        if name not in self._watches:
            stream, notice = self._hub.stream(name), partial(self._notice, name)
            stream.watchers.add(notice)
            self._watches[name] = stream, notice
        return self._watches[name][0]

    def _notice(self, own: str, entry: Entry) -> None:
        for viewer in self._hub.viewers.told_by(own):
            if entry.fact == MembershipEnded.name:
                if entry.data["of"] in viewer.seats:
                    viewer.refuse(entry.data["of"], "forbidden")
            else:
                self._hub.spawn(self._reconsider(viewer))

    async def _reconsider(self, viewer: Viewer) -> None:
        try:
            await self.validate(viewer)
        except Exception:
            logger.exception("What happened to a member could not be read; she is to come back.")
            viewer.send_back()
