"""What lists and readers are told without a fact: which row changed, how many have read. Gathered for each room."""

from collections.abc import Callable, Collection, Coroutine
from typing import Any
from weakref import WeakKeyDictionary

from django.conf import settings
from django.db.models import QuerySet

from commons.journal.models import Entry
from commons.people.facts import MemberBlocked
from commons.people.models import Block
from commons.people.streams import member_of
from commons.realtime.hub import Hub, serving
from commons.realtime.relay import hint_changed

from .facts import MemberLeft, MemberRemoved
from .models import Message, Room, Seat
from .streams import room_of, room_stream, rooms_stream

MOST_APART = 1_000  # ids in a hint, which goes to the other processes in 16 KiB
GATHERED_SECONDS = 0.3  # one question for everything that is said in a room meanwhile

GONE = (MemberLeft.name, MemberRemoved.name)  # she isn't in the room any more, and her list still has it

Tell = Callable[[Hub, int], Coroutine[Any, Any, None]]

_due: WeakKeyDictionary[Hub, set[tuple[Tell, int]]] = WeakKeyDictionary()


def tell_lists(entries: list[Entry]) -> None:
    """After every commit: the lists in which these rooms have a row, or had one, fetch it again, and all of hers who blocked someone."""
    blockers = {by for entry in entries if entry.fact == MemberBlocked.name and (by := member_of(entry.actor)) is not None}
    hint_changed(rooms_stream(member_id) for member_id in blockers)
    for entry in entries:
        if entry.fact in GONE:
            hint_changed([rooms_stream(entry.data["member"])], of=entry.stream)
    for room_id in {room_id for entry in entries if (room_id := room_of(entry.stream)) is not None}:
        _soon(_tell_lists, room_id)


def tell_readers(room_id: int, reader_id: int) -> None:
    """She has read on: her own list is different, and for the room how many have read what was said last."""
    hint_changed([rooms_stream(reader_id)], of=room_stream(room_id))
    _soon(_tell_readers, room_id)


def seen_by(message: Message, hidden: Collection[int] = ()) -> int:
    """How many others than its author, and than the `hidden`, have read it."""
    return _readers(message).exclude(member__in=hidden).count()


def _soon(tell: Tell, room_id: int) -> None:
    hub = serving()
    if hub is None:
        return
    due = _due.setdefault(hub, set())
    if (tell, room_id) in due:
        return
    due.add((tell, room_id))
    try:
        hub.loop.call_soon_threadsafe(hub.loop.call_later, GATHERED_SECONDS, _begin, hub, tell, room_id)
    except RuntimeError:  # the loop has just ended
        due.discard((tell, room_id))


def _begin(hub: Hub, tell: Tell, room_id: int) -> None:
    _due[hub].discard((tell, room_id))
    hub.spawn(tell(hub, room_id))


async def _tell_lists(hub: Hub, room_id: int) -> None:
    watched = {name for name in hub.streams if name.startswith("chat.rooms:")}
    if not watched and not settings.REDIS_URL:
        return
    lists = {rooms_stream(member_id) for member_id in await hub.ask_database(_audience, room_id)}
    # Who watches in other processes isn't known here: they are told of everyone.
    hub.hints.changed(lists if settings.REDIS_URL else lists & watched, of=room_stream(room_id))


async def _tell_readers(hub: Hub, room_id: int) -> None:
    hub.hints.read(room_stream(room_id), *await hub.ask_database(_seen, room_id))


def _audience(room_id: int) -> list[int]:
    room = Room.objects.filter(pk=room_id).first()
    return list(room.audience().values_list("pk", flat=True)) if room else []


def _seen(room_id: int) -> tuple[int, int, Collection[int]]:
    """The seq of what was said last, how many have read so far, and the ids of those of them whom somebody doesn't meet."""
    last = Message.objects.filter(room=room_id, seq__isnull=False, removed_at=None).order_by("-seq").first()
    if last is None:
        return 0, 0, ()
    apart = _readers(last).filter(member__in=Block.objects.members())
    return last.seq or 0, seen_by(last), list(apart.values_list("member", flat=True)[:MOST_APART])


def _readers(message: Message) -> QuerySet[Seat]:
    readers = Seat.objects.filter(room=message.room_id, read_upto__gte=message.seq, left_at=None, removed_at=None)
    return readers.exclude(member=message.author_id) if message.author_id else readers
