"""Talk in the rooms about something of another app, at whatever time the village has just then."""

from uuid import UUID

from django.utils import timezone

from commons.people.models import Member

from ..actions import Draft, mark_read, open_room_about, post_messages, seat_about
from ..models import Message


def seat(stream: str, member: Member) -> None:
    """She sits in the room about this stream."""
    seat_about(stream, member.pk)


def say(stream: str, member: Member, key: UUID, words: str) -> tuple[int, int]:
    """She says it there: in which room, and as which message. She has read what was said before."""
    room = open_room_about(stream)
    [seq] = post_messages([Draft(member, room.pk, key, words)])
    if isinstance(seq, Exception):
        raise seq
    said = Message.objects.filter(room=room, seq=seq)
    said.update(at=timezone.now())
    mark_read(member, room.pk, seq)
    return room.pk, said.values_list("pk", flat=True)[0]
