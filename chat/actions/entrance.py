"""May she? Asked once for a whole batch: rooms, members, seats and, where two talk, whom they don't meet."""

from collections import defaultdict
from collections.abc import Collection

from django.db import connection
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext_lazy as _

from commons.journal.refusals import Refused
from commons.people.may import is_here
from commons.people.models import Block, Member
from commons.realtime import doors

from ..models import Room, Seat
from ..models.entering import may_enter


class Entrance:
    """What is known of some members and some rooms, as the database has it now.

    Where it is for `writing`, nobody is shown out of these rooms until commit.
    """

    def __init__(self, pairs: Collection[tuple[int, int]], writing: bool = False) -> None:
        member_ids = {member_id for member_id, _ in pairs}
        room_ids = {room_id for _, room_id in pairs}
        self.rooms: dict[int, Room] = held(room_ids) if writing else Room.objects.in_bulk(room_ids)
        directs = [room for room in self.rooms.values() if room.is_direct]
        spoken_to = {int(one) for room in directs for one in (room.pair or "").split(":")}
        self.members: dict[int, Member] = Member.objects.in_bulk(member_ids | spoken_to)
        if any(room.kind not in (Room.Kind.NETWORK, Room.Kind.CRAFT, *Room.ABOUT) for room in self.rooms.values()):
            prefetch_related_objects(list(self.members.values()), "roles")  # the rooms of all labs ask for none
        taken = Seat.objects.filter(member__in=member_ids, room__in=room_ids)
        self.seats: dict[tuple[int, int], Seat] = {(seat.member_id, seat.room_id): seat for seat in taken}
        about = {room.pk: room.about for room in self.rooms.values() if room.about}
        asks = [(self.members[member_id], about[room_id]) for member_id, room_id in pairs if room_id in about and member_id in self.members]
        self._doors = doors.answer(asks) if asks else {}
        self._hidden: dict[int, set[int]] = defaultdict(set)
        for one, other in Block.objects.filter(by__in=spoken_to, member__in=spoken_to).values_list("by", "member") if directs else ():
            self._hidden[one].add(other)
            self._hidden[other].add(one)

    def settles(self, member_id: int, room_id: int) -> bool:
        """Whether she is in a room about something as who keeps it safe, and no side of it."""
        room = self.rooms[room_id]
        return room.is_about and room.is_moderated_by(self.members[member_id])

    def admits(self, member_id: int, room_id: int) -> bool:
        """Whether she may enter."""
        room, member = self.rooms.get(room_id), self.members.get(member_id)
        if room is None or member is None:
            return False
        seat, hidden = self.seats.get((member_id, room_id)), self._hidden.get(member_id, ())
        by_its_door = room.about is not None and self._doors.get((member, room.about), False)
        return may_enter(member, room, seat, hidden, self._other(room, member_id), by_its_door)

    def admit(self, member_id: int, room_id: int) -> Room:
        """The room, where she may enter. Raises Refused: `forbidden`, also for what doesn't exist."""
        if not self.admits(member_id, room_id):
            raise Refused("forbidden")
        return self.rooms[room_id]

    def admit_writer(self, member_id: int, room_id: int) -> Room:
        """The same, where she may write. Raises Refused `read_only` where nobody would hear her."""
        room = self.admit(member_id, room_id)
        other = self._other(room, member_id)
        if other is not None and not is_here(other):
            raise Refused("read_only", _("She can't be written to at present."))
        return room

    def _other(self, room: Room, member_id: int) -> Member | None:
        if not room.is_direct or str(member_id) not in (room.pair or "").split(":"):
            return None
        return self.members.get(room.other_id(member_id))


def held(room_ids: Collection[int]) -> dict[int, Room]:
    """The rooms, from which nobody is shown out before commit: writers hold them together, who shows out holds one alone."""
    if connection.vendor != "postgresql":  # there the journal lets one write at a time
        return Room.objects.in_bulk(room_ids)
    rooms = Room.objects.raw("SELECT * FROM chat_room WHERE id = ANY(%s) ORDER BY id FOR SHARE", [sorted(room_ids)])
    return {room.pk: room for room in rooms}


def admit_alone(member: Member, room_id: int) -> tuple[Room, Seat | None]:
    """The room and her seat there, and nobody else writes in it or is seated until commit. Raises Refused."""
    hold(room_id)
    entrance = Entrance([(member.pk, room_id)])
    return entrance.admit(member.pk, room_id), entrance.seats.get((member.pk, room_id))


def hold(room_id: int) -> None:
    """Wait until who is writing in it has come to an end, and let nobody begin before commit."""
    Room.objects.select_for_update(no_key=True).filter(pk=room_id).first()


def admit(member: Member, room_id: int) -> Room:
    """One member at one room. Raises Refused."""
    return Entrance([(member.pk, room_id)]).admit(member.pk, room_id)


def admit_writer(member: Member, room_id: int) -> Room:
    """One member who would write in one room. Raises Refused."""
    return Entrance([(member.pk, room_id)], writing=True).admit_writer(member.pk, room_id)
