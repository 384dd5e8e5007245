"""Who is here: every socket and live page of this process, and whose it is."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from .viewer import Viewer

MOST = 20_000  # connections
STRANGERS = 2_000  # among them, so that strangers keep no member out


class Viewers:
    """All viewers, and those of each member."""

    def __init__(self) -> None:
        self._all: dict[Viewer, int | None] = {}
        self._by_member: dict[int | None, dict[Viewer, None]] = {}

    def __iter__(self) -> "Iterator[Viewer]":
        return iter(list(self._all))

    def __len__(self) -> int:
        return len(self._all)

    def have_room_for(self, member_id: int | None) -> bool:
        """Whether there may be one more connection of hers, or of a stranger."""
        most = STRANGERS if member_id is None else settings.REALTIME_CONNECTIONS_PER_MEMBER
        return len(self._all) < MOST and len(self._by_member.get(member_id, ())) < most

    def add(self, viewer: "Viewer") -> None:
        self._all[viewer] = member_id = viewer.member_id
        self._by_member.setdefault(member_id, {})[viewer] = None

    def remove(self, viewer: "Viewer") -> int | None:
        """Forget one. Returns whose last one it was, or None."""
        if viewer not in self._all:
            return None
        member_id = self._all.pop(viewer)
        hers = self._by_member[member_id]
        del hers[viewer]
        if hers:
            return None
        del self._by_member[member_id]
        return member_id

    def of(self, member_id: int) -> "list[Viewer]":
        return list(self._by_member.get(member_id, ()))
