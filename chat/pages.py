"""What the page of a room shows: the head is read before the rows, so that nothing falls between the page and its socket."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from commons.journal.reading import head
from commons.people.models import Member

from .lines import Line, lines_between
from .models import Message, Reaction, Room, Seat, Unmet
from .models.messages import WINDOW, MessageQuerySet, bring_names

LEAD = 5  # messages she knows that stand before what is new to her


@dataclass(frozen=True)
class Page:
    """A window on a room, as one member sees it."""

    room: Room
    head: int
    hidden: Collection[int]  # the ids of those she doesn't meet here
    seat: Seat | None  # hers, as it was when she came
    rows: list[Message]
    quotes: dict[int, Message]  # by id: what the rows answer
    signs: str  # the reactions that are hers, by id: "7 👍,9 🌸"
    older: int | None  # the seq to go on from, where there is more
    newer: int | None
    read: int  # what she had read when she came
    new_since: int | None  # the seq after which something is new, where there is
    first_new: int | None  # the id of the first new message, if it is among the rows
    new_later: int  # how many new ones follow after the rows
    shown: int  # what she has read once she has seen the rows; what is new is passed over by going to the newest alone
    last_lines: list[Line]  # who came and went after the rows; before each row its `lines` say it


def page_of(
    room: Room,
    unmet: Unmet,
    *,
    before: int | None = None,
    after: int | None = None,
    around: int | None = None,
    newest: bool = False,
) -> Page:
    """The `newest` 50 messages, or those before, after or around a seq; without any of it those around the first that is new.

    Messages of those she doesn't meet there aren't.
    """
    upto = head(room.stream)
    member, hidden = unmet.member, unmet.in_room(room)
    visible = Message.objects.exclude(author__in=hidden)
    said = visible.filter(room=room, seq__isnull=False)
    seat = Seat.objects.filter(room=room, member=member).first()
    new = _new(said, room, member, seat)
    first = new.order_by("seq").values_list("seq", flat=True).first()
    rows = visible.window(room, before=before, after=after, around=around)
    opens = (before, after, around, newest) == (None, None, None, False)
    if opens and first is not None and len(rows) == WINDOW and first < (rows[LEAD].seq or 0):
        around, rows = first, visible.window(room, around=first)
    quotes = quotes_of(visible, rows)
    bring_names([*rows, *quotes.values()])
    moved = (before, after, around) != (None, None, None)
    older = rows[0].seq if rows and said.filter(seq__lt=rows[0].seq).exists() else None
    newer = rows[-1].seq if rows and moved and said.filter(seq__gt=rows[-1].seq).exists() else None
    read = seat.read_upto if seat else 0
    passes_over = moved and first is not None and (not rows or first < (rows[0].seq or 0))
    return Page(
        room=room,
        head=upto,
        hidden=hidden,
        seat=seat,
        rows=rows,
        quotes=quotes,
        signs=signs_of(member, hidden, rows),
        older=older,
        newer=newer,
        read=read,
        new_since=first - 1 if first else None,
        first_new=next((message.pk for message in rows if message.seq == first), None),
        new_later=new.filter(seq__gt=newer).count() if newer else 0,
        shown=read if passes_over else max(read, newer or upto),
        last_lines=lines_before(rows, lines_between(room.stream, after or older or 0, before or newer, hidden)),
    )


def _new(said: MessageQuerySet, room: Room, member: Member, seat: Seat | None) -> MessageQuerySet:
    """What is new to her, as her list counts it; where she has no seat yet, since she is here, and nothing where she may only look in."""
    new = said.filter(removed_at=None).exclude(author=member)
    if seat is not None:
        return new.filter(seq__gt=seat.read_upto)
    return new.none() if room.kind == Room.Kind.CRAFT else new.filter(at__gt=member.joined_at)


def signs_of(member: Member, hidden: Collection[int], rows: Iterable[Message]) -> str:
    """Which reactions under the rows are hers; those of women hidden from her are taken out of the counts."""
    reacted = {message.pk: message for message in rows if message.counts}
    if not reacted:
        return ""
    given = Reaction.objects.filter(member__in={member.pk, *hidden}, message__in=reacted).values_list("message", "member", "emoji")
    hers = []
    for message_id, member_id, emoji in given.order_by("pk"):
        if member_id == member.pk:
            hers.append(f"{message_id} {emoji}")
        else:
            counts = reacted[message_id].counts
            reacted[message_id].counts = {sign: left for sign, n in counts.items() if (left := n - (sign == emoji))}
    return ",".join(hers)


def quotes_of(visible: MessageQuerySet, rows: Iterable[Message]) -> dict[int, Message]:
    """What the rows answer, by id, and brought along with each."""
    wanted = {message.reply_to_id for message in rows if message.reply_to_id}
    quotes = visible.select_related("author", "guest", "room", "voice").in_bulk(wanted) if wanted else {}
    for message in rows:
        message.quoted = quotes.get(message.reply_to_id)
    return quotes


def lines_before(rows: Sequence[Message], lines: list[tuple[int, Line]]) -> list[Line]:
    """Give each row the lines before it, and say of each with which a day begins. Returns those after the last."""
    in_order: list[Message | Line] = []
    for message in rows:
        before = [line for seq, line in lines if message.seq is not None and seq < message.seq]
        message.lines, lines = before, lines[len(before) :]
        in_order += [*before, message]
    last = [line for _, line in lines]
    day = None
    for one in (*in_order, *last):
        one.opens, day = (None if one.day == day else one.day), one.day
    return last
