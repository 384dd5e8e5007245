"""Opening rooms, and taking a seat in one or giving it back."""

from collections.abc import Mapping

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.journal.reading import head
from commons.journal.refusals import Refused
from commons.journal.writing import atomic, record
from commons.people.may import is_here, may_write_directly
from commons.people.models import Block, Member
from commons.ui.languages import SPOKEN

from ..facts import MemberJoined, MemberLeft
from ..models import Room, Seat
from ..models.entering import coordinated_labs, pair_of
from ..text import clean_name
from .entrance import admit_alone


def open_direct(member: Member, other_id: int) -> Room:
    """The room of the two of them, opened the first time. Raises Refused `forbidden` where they may not talk alone."""
    women = Member.objects.prefetch_related("roles").in_bulk([member.pk, other_id])
    if len(women) < 2 or not all(is_here(woman) and woman.is_vouched for woman in women.values()):
        raise Refused("forbidden")
    if other_id in Block.objects.hidden_from(member) or not may_write_directly(women[member.pk], women[other_id]):
        raise Refused("forbidden")
    with atomic():
        room, fresh = Room.objects.get_or_create(pair=pair_of(member.pk, other_id), defaults={"kind": Room.Kind.DIRECT, "made_by": member})
        if fresh:
            Seat.objects.bulk_create([Seat(room=room, member=woman) for woman in women.values()])
    return room


def make_room(member: Member, names: Mapping[str, str]) -> Room:
    """Open a room across the labs, named by language code; its maker sits in it. By the same names she gets the one she made.

    Raises Refused: `forbidden` for who isn't a coordinator, `invalid` without a name, `too_long` past 60 characters.
    """
    fresh = Member.objects.prefetch_related("roles").get(pk=member.pk)
    if not is_here(fresh) or not (fresh.is_staff or coordinated_labs(fresh)):
        raise Refused("forbidden")
    given = {code: name for code in SPOKEN if (name := clean_name(names.get(code, "")))}
    if not given:
        raise Refused("invalid", _("Give the room a name in at least one language."))
    with atomic():
        Member.objects.select_for_update(no_key=True).get(pk=member.pk)  # a second tap waits for the first
        if made := Room.objects.filter(kind=Room.Kind.CRAFT, names=given, made_by=member).first():
            return made
        room = Room.objects.create(kind=Room.Kind.CRAFT, names=given, made_by=member)
        Seat.objects.create(room=room, member=member)
        record(MemberJoined(stream=room.stream, actor=member.actor, member=member.pk))
    return room


def join_room(member: Member, room_id: int) -> int | None:
    """Take a seat. Returns the fact's seq, or None where she sits already. Raises Refused; `forbidden` too where sides alone are seated."""
    with atomic():
        room, seat = admit_alone(member, room_id)
        if room.is_about:
            raise Refused("forbidden")
        if seat is not None and seat.left_at is None:
            return None
        Seat.objects.update_or_create(room=room, member=member, defaults={"left_at": None, "read_upto": head(room.stream)})
        return record(MemberJoined(stream=room.stream, actor=member.actor, member=member.pk))[0].seq


def leave_room(member: Member, room_id: int) -> int | None:
    """Give the seat back, where rooms are chosen. Returns the fact's seq, or None where she had none, nor the craft. Raises Refused."""
    with atomic():
        room = admit_alone(member, room_id)[0]
        if room.kind != Room.Kind.CRAFT:
            raise Refused("forbidden")
        if not room.audience().filter(pk=member.pk).exists():
            return None
        Seat.objects.update_or_create(room=room, member=member, defaults={"left_at": timezone.now()})
        return record(MemberLeft(stream=room.stream, actor=member.actor, member=member.pk))[0].seq
