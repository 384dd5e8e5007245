"""Who is here: every socket and live page of this process, and whose it is."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .viewer import Viewer


class Viewers:
    """All viewers, and those of each member."""

    def __init__(self) -> None:
        self._all: dict[Viewer, int | None] = {}
        self._by_member: dict[int, dict[Viewer, None]] = {}

    def __iter__(self) -> "Iterator[Viewer]":
        return iter(list(self._all))

    def __len__(self) -> int:
        return len(self._all)

    def add(self, viewer: "Viewer") -> None:
        self._all[viewer] = member_id = viewer.member_id
        if member_id is not None:
            self._by_member.setdefault(member_id, {})[viewer] = None

    def remove(self, viewer: "Viewer") -> int | None:
        """Forget one. Returns whose last one it was, or None."""
        member_id = self._all.pop(viewer, None)
        if member_id is None:
            return None
        hers = self._by_member[member_id]
        del hers[viewer]
        if hers:
            return None
        del self._by_member[member_id]
        return member_id

    def of(self, member_id: int | None) -> "list[Viewer]":
        return list(self._by_member.get(member_id, ())) if member_id is not None else []
