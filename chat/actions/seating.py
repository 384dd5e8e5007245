"""Seats taken without being asked for."""

from collections.abc import Iterable

from commons.journal.reading import head, heads
from commons.journal.writing import atomic, record
from commons.people.models import Member

from ..facts import MemberJoined
from ..models import Room, Seat
from ..models.entering import may_enter
from ..streams import room_stream
from .entrance import Entrance


def seat_writers(entrance: Entrance, pairs: Iterable[tuple[int, int]]) -> None:
    """Who writes sits, inside the action that writes: the room stays in her list, and what was before counts as read.

    Whoever was let in to settle what a room is about stays no side of it.
    """
    standing = {pair for pair in pairs if (seat := entrance.seats.get(pair)) is None or seat.left_at is not None}
    standing = {pair for pair in standing if not entrance.settles(*pair)}
    if not standing:
        return
    known = heads({room_stream(room_id) for _, room_id in standing})
    seats = [Seat(member_id=member_id, room_id=room_id, read_upto=known[room_stream(room_id)]) for member_id, room_id in sorted(standing)]
    Seat.objects.bulk_create(seats, update_conflicts=True, unique_fields=["room", "member"], update_fields=["left_at"])


def seat_newcomer(member_id: int, lab_id: int, *kinds: Room.Kind) -> None:
    """Take her seats in these rooms of her lab, told once in each. Does nothing where she sits already, or may not."""
    member = Member.objects.prefetch_related("roles").filter(pk=member_id).first()
    if member is None:
        return
    for room in Room.objects.filter(kind__in=kinds, lab=lab_id).order_by("id"):
        with atomic():
            if may_enter(member, room, None):
                upto = head(room.stream)
                _, fresh = Seat.objects.get_or_create(room=room, member=member, defaults={"read_upto": upto})
                if fresh:
                    record(MemberJoined(stream=room.stream, actor=member.actor, member=member.pk))
