"""What she has read: kept with her seat, without a fact."""

from functools import partial

from django.db import transaction

from commons.journal.reading import head
from commons.journal.writing import atomic
from commons.notify.actions import see
from commons.people.models import Member

from ..hints import tell_readers
from ..models import Room, Seat
from .entrance import Entrance


def mark_read(member: Member, room_id: int, upto: int) -> int:
    """She has read up to this seq; never less than before, never more than there is. Returns what is kept. Raises Refused."""
    entrance = Entrance([(member.pk, room_id)])
    room = entrance.admit(member.pk, room_id)
    seat = entrance.seats.get((member.pk, room_id))
    see(member.actor, room.stream, upto=max(upto, seat.read_upto if seat else 0))
    if seat is not None and seat.read_upto >= upto:
        return seat.read_upto
    upto = min(upto, head(room.stream))
    if seat is None and (room.is_about or (room.kind == Room.Kind.CRAFT and not member.crafts.filter(rooms=room).exists())):
        return upto  # she only looks in: a seat would put the room into her list
    with atomic():
        transaction.on_commit(partial(tell_readers, room_id, member.pk))
        seat, fresh = Seat.objects.get_or_create(room=room, member=member, defaults={"read_upto": upto})
        if not fresh:
            Seat.objects.filter(pk=seat.pk, read_upto__lt=upto).update(read_upto=upto)
    return upto
