"""Her list of rooms: what was last said in each and how much of it is new to her, in six queries for any number of rooms."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery

from commons.people.models import Block, Member

from .models import Message, Room, Seat
from .models.rooms import bring_others

FURTHEST = 300  # how far back the new is counted; beyond it "many" says enough
MOST = 400  # how many rooms' new messages are counted in one query


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
    def at(self) -> datetime:
        return self.last.at if self.last else self.room.made_at

    @property
    def preview(self) -> str:
        """The beginning of what was said last, on one line."""
        return " ".join(self.last.body[:160].split())[:80] if self.last else ""


def rows_for(member: Member, room_id: int | None = None) -> list[Row]:
    """Her rooms, where something was said last first; or one of them."""
    hidden = Block.objects.hidden_from(member)
    listed = _listed(member, hidden)
    if room_id is not None:
        listed = listed.filter(pk=room_id)
    rooms = list(listed)
    bring_others(rooms, member)
    last = Message.objects.select_related("author").in_bulk([room.last_id for room in rooms if room.last_id])
    new = _new(member, hidden, rooms, last)
    rows = [
        Row(
            room=room,
            title=room.title_for(member),
            subtitle=room.subtitle_for(member),
            last=(message := last.get(room.last_id or 0)),
            hers=message is not None and message.author_id == member.pk,
            unread=new.get(room.pk, 0),
            dye=room.other_id(member.pk) if room.is_direct else room.pk,
        )
        for room in rooms
    ]
    return sorted(rows, key=lambda row: (row.last is not None, row.at), reverse=True)


def _listed(member: Member, hidden: set[int]) -> QuerySet[Any]:
    """Those she may enter; of the craft rooms where she has the craft or took a seat, of two where something was said.

    Each with `last_id`, the message said last that she may see, and `read_upto` of her seat; both may be None.
    """
    kinds = Room.Kind
    said = Message.objects.filter(room=OuterRef("pk"), seq__isnull=False, removed_at=None).exclude(author__in=hidden)
    seat = Seat.objects.filter(room=OuterRef("pk"), member=member)
    hers = Q(craft__in=member.crafts.values("pk")) | Exists(seat)
    return (
        Room.objects.open_to(member, hidden)
        .named()
        .annotate(
            last_id=Subquery(said.order_by("-seq").values("pk")[:1]),
            seat_of_hers=FilteredRelation("seats", condition=Q(seats__member=member)),
            read_upto=F("seat_of_hers__read_upto"),
        )
        .filter(
            Q(kind__in=[kinds.WELCOME, kinds.LAB, kinds.NETWORK])
            | Q(kind=kinds.CRAFT) & hers & ~Exists(seat.filter(left_at__isnull=False))
            | Q(kind=kinds.DIRECT, last_id__isnull=False)
        )
    )


def _new(member: Member, hidden: set[int], rooms: Sequence[Any], last: dict[int, Message]) -> dict[int, int]:
    """How many visible messages of others each room has that she hasn't read; where she has no seat yet, since she is here."""
    new = Q(pk__in=[])
    for room in rooms[:MOST]:
        upto = room.read_upto
        head = last[room.last_id].seq or 0 if room.last_id else 0
        if head <= (upto or 0):
            continue
        since = Q(room=room.pk, seq__gt=max(upto or 0, head - FURTHEST))
        new |= since if upto is not None else since & Q(at__gt=member.joined_at)
    counted = Message.objects.filter(new, removed_at=None).exclude(author__in=hidden | {member.pk})
    return dict(counted.values_list("room").annotate(n=Count("pk")).values_list("room", "n"))
