"""What she has read: kept with her seat, without a fact."""

from functools import partial

from django.db import transaction

from commons.journal.reading import head
from commons.journal.writing import atomic
from commons.notify.actions import see
from commons.people.models import Guest, Member

from ..hints import tell_readers
from ..lines import shown_upto
from ..models import GuestSeat, Room, Seat
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


def mark_read_as_guest(guest: Guest, room: Room, upto: int) -> int:
    """The same for a guest whom her private link lets in: neither what was said to her nor what it says of her order needs telling."""
    upto = min(upto, head(room.stream))
    if not GuestSeat.objects.filter(room=room, guest=guest, read_upto__gte=upto).exists():
        with atomic():
            keep_read_by_guest(guest, room, upto)
    about = room.about or ""
    see(guest.actor, about, upto, within=room.stream)
    see(guest.actor, about, shown_upto(room.stream, upto))
    return upto


def keep_read_by_guest(guest: Guest, room: Room, upto: int) -> None:
    """A part of other actions: she has come so far, never less than before."""
    seat, fresh = GuestSeat.objects.get_or_create(room=room, guest=guest, defaults={"read_upto": upto})
    if not fresh:
        GuestSeat.objects.filter(pk=seat.pk, read_upto__lt=upto).update(read_upto=upto)
