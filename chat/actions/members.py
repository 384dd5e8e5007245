"""Keeping a room safe: a moderator shows someone out, or lets her in again."""

from django.utils import timezone

from commons.journal.refusals import Refused
from commons.journal.writing import atomic, record
from commons.people.facts import MembershipEnded
from commons.people.models import Member
from commons.people.streams import member_stream

from ..facts import MemberJoined, MemberRemoved
from ..models import Room, Seat
from ..models.entering import may_enter
from .entrance import admit, hold


def remove_member(moderator: Member, room_id: int, member_id: int) -> int | None:
    """Show her out: the room and her own stream are told in one record.

    Returns the room's seq, or None where she was out already. Raises Refused `forbidden` for who doesn't moderate
    the room, for herself, for another moderator of it, and for who isn't in it.
    """
    with atomic():
        room, member = _room_and_member(moderator, room_id, member_id)
        seat = Seat.objects.filter(room=room, member=member).first()
        if seat is not None and seat.removed_at is not None:
            return None
        if member == moderator or room.is_moderated_by(member) or not may_enter(member, room, seat):
            raise Refused("forbidden")
        Seat.objects.update_or_create(room=room, member=member, defaults={"removed_at": timezone.now(), "removed_by": moderator})
        told = MemberRemoved(stream=room.stream, actor="system", member=member.pk)  # it reaches those too who don't meet the moderator
        ended = MembershipEnded(stream=member_stream(member.pk), actor=None, of=room.stream)
        return record(told, ended)[0].seq


def put_back_member(moderator: Member, room_id: int, member_id: int) -> int | None:
    """Let her in again. Returns the room's seq, or None where she wasn't out. Raises Refused."""
    with atomic():
        room, member = _room_and_member(moderator, room_id, member_id)
        out = Seat.objects.filter(room=room, member=member, removed_at__isnull=False)
        if not out.update(removed_at=None, removed_by=None, left_at=None):
            return None
        return record(MemberJoined(stream=room.stream, actor=member.actor, member=member.pk))[0].seq


def _room_and_member(moderator: Member, room_id: int, member_id: int) -> tuple[Room, Member]:
    room = admit(moderator, room_id)
    member = Member.objects.prefetch_related("roles").filter(pk=member_id).first()
    if member is None or not room.is_moderated_by(moderator):
        raise Refused("forbidden")
    hold(room.pk)
    return room, member
