"""Rooms about something of another app: opened, seated, and told what happens to it."""

from collections.abc import Collection
from uuid import NAMESPACE_URL, UUID, uuid5

from django.utils import timezone

from commons.journal.models import Entry
from commons.journal.reading import head
from commons.journal.writing import Ask, atomic, record
from commons.people.facts import MembershipEnded
from commons.people.models import Member
from commons.people.streams import member_actor, member_stream
from commons.realtime.doors import may_enter

from ..facts import LineNoted, MemberJoined, MemberLeft, MessageEdited
from ..lines import says, shown_upto
from ..models import Message, Room, Seat
from ..streams import room_stream
from .entrance import hold
from .once import once

NOTES, SYSTEM = "chat.note", "system"
KINDS = {"marketplace.order": Room.Kind.ORDER, "marketplace.venture": Room.Kind.VENTURE}


def open_room_about(stream: str, member_ids: Collection[int] = ()) -> Room:
    """The room about this stream, opened the first time, in which these members sit."""
    room = Room.objects.filter(about=stream).first()
    if room is not None and not member_ids:
        return room
    with atomic():
        room, _ = Room.objects.get_or_create(about=stream, defaults={"kind": KINDS[stream.partition(":")[0]]})
        women = Member.objects.filter(pk__in=member_ids)
        Seat.objects.bulk_create([Seat(room=room, member=woman) for woman in women], ignore_conflicts=True)
    return room


def seat_about(stream: str, member_id: int) -> None:
    """She sits in the room about this stream, and those who are there see it. Once, and only whom its door lets in by now."""
    room, member = open_room_about(stream), _by_its_door(stream, member_id)
    if member is None:
        return
    with atomic():
        hold(room.pk)
        if Seat.objects.filter(room=room, member=member, left_at=None).exists():
            return
        Seat.objects.update_or_create(room=room, member=member, defaults={"left_at": None, "read_upto": head(room.stream)})
        record(MemberJoined(stream=room.stream, actor=member.actor, member=member.pk))


def unseat_about(stream: str, member_id: int) -> None:
    """She sits there no more, once its door doesn't let her in any more: the room and her own stream are told in one record."""
    room = Room.objects.filter(about=stream).first()
    if room is None or _by_its_door(stream, member_id) is not None:
        return
    with atomic():
        hold(room.pk)
        if Seat.objects.filter(room=room, member=member_id, left_at=None).update(left_at=timezone.now()):
            left = MemberLeft(stream=room.stream, actor=member_actor(member_id), member=member_id)
            record(left, MembershipEnded(stream=member_stream(member_id), actor=None, of=room.stream))


def lead_to_card(room_id: int, message_id: int, address: str) -> None:
    """Something is to be done of what was said there: from now on the message leads to it. Once, and not of one that is gone."""
    with atomic():
        said = Message.objects.filter(pk=message_id, room=room_id, removed_at=None)
        if said.exclude(card__isnull=False, card=address).update(card=address):
            record(MessageEdited(stream=room_stream(room_id), actor=SYSTEM, id=message_id))


def _by_its_door(stream: str, member_id: int) -> Member | None:
    member = Member.objects.prefetch_related("roles").filter(pk=member_id).first()
    return member if member is not None and may_enter(member, stream) else None


def note(room: Room, happened: Entry) -> None:
    """Have the room show, once and in order, what happened to what it is about, up to this entry: one before it may be late."""
    since = shown_upto(room.stream, head(room.stream))
    for entry in Entry.objects.filter(stream=happened.stream, seq__gt=since, seq__lte=happened.seq).order_by("seq"):
        if says(entry):
            _note(room, entry)


def _note(room: Room, happened: Entry) -> None:
    ask = Ask("system", _key(happened), NOTES, room.stream)
    once(ask, lambda: record(LineNoted(stream=room.stream, actor=None, of_seq=happened.seq), asks=[ask])[0].seq)


def _key(happened: Entry) -> UUID:
    """The same for the same entry, however often it is delivered."""
    return uuid5(NAMESPACE_URL, f"{NOTES} {happened.stream} {happened.seq}")
