"""Doors: who may enter a stream. Deny is the default.

Asked at every enter and resume, for sockets and live pages, and again by the sweep.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable

from commons.people.doors import may_follow_lab, may_follow_member
from commons.people.models import Member

Door = Callable[[Member | None, str], bool]
WideDoor = Callable[[str, Collection[Member | None]], Collection[Member | None]]
Ask = tuple[int | None, str]  # a member's id, or None for a stranger, and a stream

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
    """The same for many, each member read afresh: what a socket remembers of her may be old."""
    asks = list(asks)
    members = Member.objects.select_related("lab").prefetch_related("roles").in_bulk({pk for pk, _ in asks if pk is not None})
    by_stream: dict[str, list[Ask]] = defaultdict(list)
    answers = dict.fromkeys(asks, False)
    for ask in asks:
        if ask[0] is None or ask[0] in members:
            by_stream[ask[1]].append(ask)
    for stream, its_asks in by_stream.items():
        who = {ask: members.get(ask[0]) if ask[0] is not None else None for ask in its_asks}
        for ask, allowed in _allowed(stream, who).items():
            answers[ask] = allowed
    return answers


def _allowed(stream: str, who: dict[Ask, Member | None]) -> dict[Ask, bool]:
    kind, _, name = stream.partition(":")
    wide = _wide.get(kind)
    if wide is None or len(who) == 1:
        return {ask: may_enter(member, stream) for ask, member in who.items()}
    try:
        let_in = wide(name, [member for member in who.values() if member is None or _is_welcome(member)])
    except (ValueError, OverflowError):
        return dict.fromkeys(who, False)
    return {ask: member in let_in for ask, member in who.items()}


def _is_welcome(member: Member) -> bool:
    return member.is_active and not member.is_suspended


door("people.member")(may_follow_member)
door("people.lab")(may_follow_lab)
