"""Doors: who may enter a stream. Deny is the default.

Asked at every enter and resume, for sockets and live pages, and again by the sweep. A guest's private link is the door
of its one stream, and of those that open beside it.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable

from django.http import HttpRequest

from commons.people.doors import may_follow_lab, may_follow_member
from commons.people.models import Member
from commons.people.passes import streams_of

Door = Callable[[Member | None, str], bool]
WideDoor = Callable[[Collection["Ask"]], Collection["Ask"]]
Beside = Callable[[str], str | None]
LinkDoor = Callable[[Collection[str], str], bool]
Ask = tuple[Member | None, str]  # who, or None for a stranger, and the stream; for a wide door only what follows the colon

_doors: dict[str, Door] = {}
_wide: dict[str, WideDoor] = {}
_keepers: dict[str, Door] = {}
_beside: dict[str, Beside] = {}
_by_links: dict[str, LinkDoor] = {}
_past_blocks: set[str] = set()


def door(kind: str) -> Callable[[Door], Door]:
    """Guard the streams of this kind (`chat.room`) by a function of the member, or None, and what follows the colon."""

    def register(guard: Door) -> Door:
        _doors[kind] = guard
        return guard

    return register


def wide_door(kind: str) -> Callable[[WideDoor], WideDoor]:
    """Beside a door: which of many asks it answers yes, in one go, for when everybody comes back at once."""

    def register(guard: WideDoor) -> WideDoor:
        _wide[kind] = guard
        return guard

    return register


def keeper(kind: str) -> Callable[[Door], Door]:
    """Who keeps the streams of this kind safe, of those whom their door lets in: she is told there of those too who blocked her."""

    def register(guard: Door) -> Door:
        _keepers[kind] = guard
        return guard

    return register


def beside(kind: str) -> Callable[[Beside], Beside]:
    """Have streams of this kind open to a guest's link to another: the function of what follows the colon says to which, or None."""

    def register(neighbour: Beside) -> Beside:
        _beside[kind] = neighbour
        return neighbour

    return register


def link_door(kind: str) -> Callable[[LinkDoor], LinkDoor]:
    """Have streams of this kind open to some of many links: the function of those a guest has, and what follows the colon, says whether."""

    def register(guard: LinkDoor) -> LinkDoor:
        _by_links[kind] = guard
        return guard

    return register


def passes_blocks(kind: str) -> None:
    """Have streams of this kind tell everything to all whom their door lets in, also what those did whom she doesn't meet."""
    _past_blocks.add(kind)


def hides_nobody(stream: str) -> bool:
    """Whether a block takes nothing from this stream."""
    return stream.partition(":")[0] in _past_blocks


def lets_in(request: HttpRequest, stream: str) -> bool:
    """Whether whoever asks for a page may enter: as a member, or by a private link."""
    member = request.user if isinstance(request.user, Member) else None
    return may_enter(member, stream) or opens(streams_of(request), stream)


def opens(passes: Collection[str], stream: str) -> bool:
    """Whether private links to these streams let in here."""
    if not passes or stream in passes:
        return bool(passes)
    kind, _, name = stream.partition(":")
    try:
        return (kind in _beside and _beside[kind](name) in passes) or (kind in _by_links and _by_links[kind](passes, name))
    except (ValueError, OverflowError):  # not the name of anything
        return False


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


def keeps_safe(member: Member | None, stream: str) -> bool:
    """Whether she who may enter keeps the place safe."""
    kind, _, name = stream.partition(":")
    return kind in _keepers and _keepers[kind](member, name)


def answer(asks: Iterable[Ask]) -> dict[Ask, bool]:
    """The same for many, by who they are now: whoever asks may have been read before a role was taken from her."""
    asks = list(asks)
    by_kind: dict[str, list[Ask]] = defaultdict(list)
    for member, stream in _afresh(asks):
        by_kind[stream.partition(":")[0]].append((member, stream))
    allowed = {ask for kind, its_asks in by_kind.items() for ask in _allowed(kind, its_asks)}
    return {ask: ask in allowed for ask in asks}


def answer_of_keeping(asks: Iterable[Ask]) -> dict[Ask, bool]:
    """Of many who may enter, by who they are now: who keeps the place safe."""
    asks = list(asks)
    return dict.fromkeys(asks, False) | {ask: keeps_safe(*ask) for ask in _afresh(asks)}


def _afresh(asks: list[Ask]) -> list[Ask]:
    members = Member.objects.prefetch_related("roles").in_bulk({member.pk for member, _ in asks if member is not None})
    return [(member and members[member.pk], stream) for member, stream in asks if member is None or member.pk in members]


def _allowed(kind: str, asks: list[Ask]) -> Iterable[Ask]:
    wide = _wide.get(kind)
    if wide is None:
        return [ask for ask in asks if may_enter(*ask)]
    welcome = [(member, stream.partition(":")[2]) for member, stream in asks if member is None or _is_welcome(member)]
    try:
        return [(member, f"{kind}:{name}") for member, name in wide(welcome)]
    except (ValueError, OverflowError):  # one of them is not the name of anything
        return [ask for ask in asks if may_enter(*ask)]


def _is_welcome(member: Member) -> bool:
    return member.is_active and not member.is_suspended


door("people.member")(may_follow_member)
door("people.lab")(may_follow_lab)
