"""Her list of rooms: what was last said in each and how much of it is new to her, in six queries for any number of rooms."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery

from commons.people.models import Member
from commons.realtime import doors

from .models import Message, Room, Seat, Unmet
from .models.rooms import bring_others, bring_things

FURTHEST = 300  # how far back the new is counted; beyond it "many" says enough
MOST = 50  # rooms on a page


@dataclass(frozen=True)
class Row:
    """One room of her list."""

    room: Room
    title: str
    subtitle: str
    last: Message | None
    hers: bool
    unread: int
    dye: int  # by which number its face is dyed: the room's, or the other woman's

    @property
    def spoken(self) -> int:
        """When something was said last, in microseconds: by it the list is in order. 0 where nothing was."""
        return round(self.last.at.timestamp() * 1_000_000) if self.last else 0

    @property
    def preview(self) -> str:
        """The beginning of what was said last, on one line, or that it is a picture or a voice message."""
        return self.last.excerpt[:80] if self.last else ""


def rows_for(unmet: Unmet, kinds: Collection[str] = (), page: int = 1) -> tuple[list[Row], bool]:
    """A page of her rooms, of some kinds or of all, where something was said last first; and whether older ones follow."""
    start = (page - 1) * MOST
    rooms = list(_listed(unmet, kinds).order_by(F("last_at").desc(nulls_last=True), "-pk")[start : start + MOST + 1])
    return _rows(unmet, rooms[:MOST]), len(rooms) > MOST


def row_for(unmet: Unmet, room_id: int, kinds: Collection[str] = ()) -> Row | None:
    """The row of one room, if it is in her list of these kinds or of all."""
    rows = _rows(unmet, list(_listed(unmet, kinds).filter(pk=room_id)))
    return rows[0] if rows else None


def _rows(unmet: Unmet, rooms: Sequence[Any]) -> list[Row]:
    member = unmet.member
    bring_others(rooms, member)
    rooms = _let_in(member, rooms)
    last = Message.objects.select_related("author", "guest", "voice").in_bulk([room.last_id for room in rooms if room.last_id])
    new = _new(unmet, rooms, last)
    return [
        Row(
            room=room,
            title=room.title_for(member),
            subtitle=room.subtitle_for(member),
            last=(message := _in(room, last.get(room.last_id or 0))),
            hers=message is not None and message.author_id == member.pk,
            unread=new.get(room.pk, 0),
            dye=room.other_id(member.pk) if room.is_direct else room.pk,
        )
        for room in rooms
    ]


def _in(room: Room, message: Message | None) -> Message | None:
    """The message, which knows its room: by that who said it is called."""
    if message is not None:
        message.room = room
    return message


def _let_in(member: Member, rooms: Sequence[Any]) -> list[Any]:
    """Without those whose doors, asked once for all, don't let her in any more."""
    about = [room for room in rooms if room.is_about]
    if not about:
        return list(rooms)
    bring_things(about)
    open_to_her = doors.answer((member, room.about) for room in about)
    return [room for room in rooms if not room.is_about or open_to_her[member, room.about]]


def _listed(unmet: Unmet, kinds: Collection[str]) -> QuerySet[Any]:
    """Those she may enter; of the craft rooms where she has the craft or took a seat, of two where something was said.

    Each with `last_id` and `last_at` of the message said last that she may see, and `read_upto` of her seat; all may be None.
    """
    member, kind = unmet.member, Room.Kind
    said = Message.objects.filter(room=OuterRef("pk"), seq__isnull=False, removed_at=None).visible_to(unmet)
    seat = Seat.objects.filter(room=OuterRef("pk"), member=member)
    hers = Q(craft__in=member.crafts.values("pk")) | Exists(seat)
    return (
        Room.objects.open_to(member, unmet.everywhere)
        .named()
        .annotate(
            last_id=Subquery(said.order_by("-seq").values("pk")[:1]),
            last_at=Subquery(said.order_by("-seq").values("at")[:1]),
            seat_of_hers=FilteredRelation("seats", condition=Q(seats__member=member)),
            read_upto=F("seat_of_hers__read_upto"),
        )
        .filter(
            Q(kind__in=[kind.WELCOME, kind.LAB, kind.NETWORK])
            | Q(kind=kind.CRAFT) & hers & ~Exists(seat.filter(left_at__isnull=False))
            | Q(kind=kind.DIRECT, last_id__isnull=False)
            | Q(kind__in=Room.ABOUT),
            kind__in=kinds or kind.values,
        )
    )


def _new(unmet: Unmet, rooms: Sequence[Any], last: dict[int, Message]) -> dict[int, int]:
    """How many visible messages of others each room has that she hasn't read; where she has no seat yet, since she is here."""
    new = Q(pk__in=[])
    for room in rooms:
        upto = room.read_upto
        head = last[room.last_id].seq or 0 if room.last_id else 0
        if head <= (upto or 0):
            continue
        since = Q(room=room.pk, seq__gt=max(upto or 0, head - FURTHEST))
        new |= since if upto is not None else since & Q(at__gt=unmet.member.joined_at)
    counted = Message.objects.filter(new, removed_at=None).visible_to(unmet).exclude(author=unmet.member)
    return dict(counted.values_list("room").annotate(n=Count("pk")).values_list("room", "n"))
