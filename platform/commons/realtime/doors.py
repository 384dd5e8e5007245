"""Doors: who may enter a stream. Deny is the default.

Asked at every enter and resume, for sockets and live pages, and again by the sweep.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable

from commons.people.doors import may_follow_lab, may_follow_member
from commons.people.models import Member

Door = Callable[[Member | None, str], bool]
WideDoor = Callable[[str, Collection[Member | None]], Collection[Member | None]]
Ask = tuple[Member | None, str]  # who, or None for a stranger, and the stream

_doors: dict[str, Door] = {}
_wide: dict[str, WideDoor] = {}


def door(kind: str) -> Callable[[Door], Door]:
    """Guard the streams of this kind (`chat.room`) by a function of the member, or None, and what follows the colon."""

    def register(guard: Door) -> Door:
        _doors[kind] = guard
        return guard

    return register


def wide_door(kind: str) -> Callable[[WideDoor], WideDoor]:
    """Beside a door: which of many may enter one stream, in one go, for when everybody comes back at once."""

    def register(guard: WideDoor) -> WideDoor:
        _wide[kind] = guard
        return guard

    return register


def may_enter(member: Member | None, stream: str) -> bool:
    """Whether she may enter; a stream without a door, or that doesn't exist, lets nobody in."""
    kind, _, name = stream.partition(":")
    guard = _doors.get(kind)
    if guard is None or (member is not None and not _is_welcome(member)):
        return False
    try:
        return guard(member, name)
    except (ValueError, OverflowError):  # not the name of anything
        return False


def answer(asks: Iterable[Ask]) -> dict[Ask, bool]:
    """The same for many."""
    by_stream: dict[str, list[Ask]] = defaultdict(list)
    for ask in asks:
        by_stream[ask[1]].append(ask)
    answers: dict[Ask, bool] = {}
    for stream, its_asks in by_stream.items():
        answers.update(_allowed(stream, its_asks))
    return answers


def _allowed(stream: str, asks: list[Ask]) -> dict[Ask, bool]:
    kind, _, name = stream.partition(":")
    wide = _wide.get(kind)
    if wide is None or len(asks) == 1:
        return {ask: may_enter(ask[0], stream) for ask in asks}
    try:
        let_in = wide(name, [member for member, _ in asks if member is None or _is_welcome(member)])
    except (ValueError, OverflowError):
        return dict.fromkeys(asks, False)
    return {ask: ask[0] in let_in for ask in asks}


def _is_welcome(member: Member) -> bool:
    return member.is_active and not member.is_suspended


door("people.member")(may_follow_member)
door("people.lab")(may_follow_lab)
