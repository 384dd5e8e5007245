"""Rooms about something of another app: opened, seated, and told what happens to it."""

from collections.abc import Collection
from uuid import NAMESPACE_URL, UUID, uuid5

from commons.journal.models import Entry
from commons.journal.writing import Ask, atomic, record
from commons.people.models import Member

from ..facts import LineNoted
from ..models import Room, Seat
from .once import once

NOTES = "chat.note"


def open_room_about(stream: str, member_ids: Collection[int] = ()) -> Room:
    """The room about this stream, opened the first time, in which these members sit."""
    with atomic():
        room, _ = Room.objects.get_or_create(about=stream, defaults={"kind": Room.Kind.ORDER})
        women = Member.objects.filter(pk__in=member_ids)
        Seat.objects.bulk_create([Seat(room=room, member=woman) for woman in women], ignore_conflicts=True)
    return room


def note(room: Room, happened: Entry) -> None:
    """Have the room show, once, what happened to what it is about."""
    ask = Ask("system", _key(happened), NOTES, room.stream)
    once(ask, lambda: record(LineNoted(stream=room.stream, actor=happened.actor, at=happened.seq), asks=[ask])[0].seq)


def _key(happened: Entry) -> UUID:
    """The same for the same entry, however often it is delivered."""
    return uuid5(NAMESPACE_URL, f"{NOTES} {happened.stream} {happened.seq}")
