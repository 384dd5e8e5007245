"""Who may enter which rooms: it follows from standing and lab, never from a listener; and from the door of what a room is about.

Said twice, as a filter for lists and as a question for one woman and one room; a test holds them together. Of rooms about something
the filter finds those where she sits, and lists ask the doors besides.
"""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from commons.people.may import is_here, may_write_directly
from commons.people.models import Block, Member, Role

if TYPE_CHECKING:
    from .rooms import Room, Seat

KNOWS_THE_YOUNG = (Role.Kind.MENTOR, Role.Kind.COORDINATOR)


def pair_of(one: int, other: int) -> str:
    """Under which name the room of two members is kept."""
    return f"{min(one, other)}:{max(one, other)}"


def coordinated_labs(member: Member) -> set[int]:
    """The labs whose rooms she looks after."""
    return {role.lab_id for role in member.roles.all() if role.kind == Role.Kind.COORDINATOR}


def rooms_open_to(member: Member, hidden: Collection[int] | None = None) -> Q:
    """The rooms she may enter, as a filter of Room; `hidden` are those she doesn't meet, if they are known already."""
    from .rooms import Room, Seat

    if not is_here(member):
        return Q(pk__in=[])
    kinds = Room.Kind
    open_rooms = Q(kind=kinds.WELCOME, lab=member.lab_id)
    roles = list(member.roles.all())
    open_rooms |= Q(kind__in=[kinds.WELCOME, kinds.LAB], lab__in={role.lab_id for role in roles if role.kind == Role.Kind.COORDINATOR})
    if member.is_vouched:
        open_rooms |= Q(kind=kinds.LAB, lab=member.lab_id) | Q(kind__in=[kinds.NETWORK, kinds.CRAFT])
        sits = Seat.objects.filter(room=OuterRef("pk"), member=member)
        unmet = Block.objects.hidden_from(member) if hidden is None else hidden
        pairs = [pair_of(member.pk, other) for other in unmet]
        open_rooms |= Q(Exists(sits), ~Exists(_too_far_apart(member, roles)), kind=kinds.DIRECT) & ~Q(pair__in=pairs)
    hers = Seat.objects.filter(room=OuterRef("pk"), member=member)
    open_rooms |= Q(Exists(hers), kind__in=Room.ABOUT)  # whether its door lets her in is asked of each; see `rows.py`
    return open_rooms & Q(~Exists(hers.filter(removed_at__isnull=False)))


def may_enter(
    member: Member, room: "Room", seat: "Seat | None", hidden: Collection[int] = (), other: Member | None = None, by_its_door: bool = False
) -> bool:
    """The same for one member and one room: her seat there, whom she doesn't meet, the other woman of two, and what the door says
    of that which the room is about.
    """
    kinds = room.Kind
    if not is_here(member) or (seat is not None and seat.removed_at is not None):
        return False
    if room.kind == kinds.WELCOME:
        return room.lab_id == member.lab_id or room.lab_id in coordinated_labs(member)
    if room.kind == kinds.LAB:
        return (member.is_vouched and room.lab_id == member.lab_id) or room.lab_id in coordinated_labs(member)
    if room.kind == kinds.DIRECT:
        meet = seat is not None and other is not None and other.pk not in hidden
        return meet and member.is_vouched and other is not None and may_write_directly(member, other)
    return by_its_door if room.is_about else member.is_vouched


def _too_far_apart(member: Member, roles: Iterable[Role]):  # type: ignore[no-untyped-def]  # a queryset of Seat, which imports this module
    """Seats of women with whom she may not talk alone; see `may_write_directly`."""
    from .rooms import Seat

    others = Seat.objects.filter(room=OuterRef("pk")).exclude(member=member)
    if member.is_under_18:
        known = Role.objects.filter(member=OuterRef("member"), lab=member.lab_id, kind__in=KNOWS_THE_YOUNG)
        return others.filter(~Exists(known), member__is_under_18=False)
    labs = {role.lab_id for role in roles if role.kind in KNOWS_THE_YOUNG}
    return others.filter(member__is_under_18=True).exclude(member__lab__in=labs)
