"""Who is here: every socket and live page of this process, and whose it is."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.conf import settings

from commons.people.streams import member_stream

if TYPE_CHECKING:
    from .sessions import Visit
    from .viewer import Viewer

MOST = 20_000  # connections
STRANGERS = 5_000  # among them, so that strangers keep no member out


class Viewers:
    """All viewers, and those of each member and guest, by the streams that tell of them."""

    def __init__(self) -> None:
        self._all: dict[Viewer, list[str]] = {}
        self._strangers = 0
        self._by_stream: dict[str, dict[Viewer, None]] = {}

    def __iter__(self) -> "Iterator[Viewer]":
        return iter(list(self._all))

    def __len__(self) -> int:
        return len(self._all)

    def have_room_for(self, visit: "Visit") -> bool:
        """Whether there may be one more connection of hers, or of a stranger."""
        if len(self._all) >= MOST:
            return False
        if not visit.own_streams:
            return self._strangers < STRANGERS
        return all(len(self._by_stream.get(name, ())) < settings.REALTIME_CONNECTIONS_PER_MEMBER for name in visit.own_streams)

    def add(self, viewer: "Viewer") -> None:
        self._all[viewer] = own = viewer.visit.own_streams
        self._strangers += not own
        for name in own:
            self._by_stream.setdefault(name, {})[viewer] = None

    def remove(self, viewer: "Viewer") -> list[str]:
        """Forget one. Returns the streams that tell of nobody here any more."""
        if viewer not in self._all:
            return []
        own = self._all.pop(viewer)
        self._strangers -= not own
        for name in own:
            del self._by_stream[name][viewer]
        gone = [name for name in own if not self._by_stream[name]]
        for name in gone:
            del self._by_stream[name]
        return gone

    def of(self, member_id: int) -> "list[Viewer]":
        """Hers."""
        return self.told_by(member_stream(member_id))

    def told_by(self, stream: str) -> "list[Viewer]":
        """Those of whom this stream tells."""
        return list(self._by_stream.get(stream, ()))
