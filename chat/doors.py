"""Who may enter the streams of chat."""

from commons.people.models import Member
from commons.realtime.doors import door

from .models import Room


@door("chat.room")
def may_enter_room(member: Member | None, room_id: str) -> bool:
    """Whoever may enter the room."""
    return member is not None and room_id.isascii() and room_id.isdigit() and len(room_id) < 19 and _is_open(member, int(room_id))


@door("chat.rooms")
def may_enter_rooms(member: Member | None, member_id: str) -> bool:
    """Only she herself."""
    return member is not None and member_id == str(member.pk)


def _is_open(member: Member, room_id: int) -> bool:
    fresh = Member.objects.filter(pk=member.pk).first()
    return fresh is not None and Room.objects.open_to(fresh).filter(pk=room_id).exists()
