"""Doors: who may enter a stream. Deny is the default."""

from collections.abc import Callable

from commons.people.models import Member

Door = Callable[[Member | None, str], bool]

_doors: dict[str, Door] = {}


def door(kind: str) -> Callable[[Door], Door]:
    """Guard the streams of this kind (`chat.room`) by a function of the member, or None, and what follows the colon."""

    def register(guard: Door) -> Door:
        _doors[kind] = guard
        return guard

    return register


def may_enter(member: Member | None, stream: str) -> bool:
    """Whether she may enter; a stream without a door, or that doesn't exist, lets nobody in."""
    kind, _, name = stream.partition(":")
    guard = _doors.get(kind)
    return guard is not None and guard(member, name)
