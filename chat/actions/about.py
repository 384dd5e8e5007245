"""Rooms about something of another app: opened, seated, and told what happens to it."""

from collections.abc import Collection
from uuid import NAMESPACE_URL, UUID, uuid5

from commons.journal.models import Entry
from commons.journal.reading import head
from commons.journal.writing import Ask, atomic, record
from commons.people.models import Member

from ..facts import LineNoted
from ..lines import says, shown_upto
from ..models import Room, Seat
from .once import once

NOTES = "chat.note"


def open_room_about(stream: str, member_ids: Collection[int] = ()) -> Room:
    """The room about this stream, opened the first time, in which these members sit."""
    room = Room.objects.filter(about=stream).first()
    if room is not None and not member_ids:
        return room
    with atomic():
        room, _ = Room.objects.get_or_create(about=stream, defaults={"kind": Room.Kind.ORDER})
        women = Member.objects.filter(pk__in=member_ids)
        Seat.objects.bulk_create([Seat(room=room, member=woman) for woman in women], ignore_conflicts=True)
    return room


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
