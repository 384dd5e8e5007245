"""Telling those for whom something was said, while they are away: a little later, unless they have read it by then."""

from datetime import datetime, timedelta

from commons.journal.listening import on
from commons.journal.models import Entry
from commons.notify.actions import notify
from commons.people.models import Member, Pass
from commons.people.streams import member_of

from . import notices
from .facts import MessagePosted
from .models import GuestSeat, Message, Room, Seat

AWAY = timedelta(seconds=20)  # who has the page before her has read it by then


def when_away(entry: Entry) -> datetime | None:
    return entry.at + AWAY if entry.data.get("calls") else None


@on(MessagePosted.name, after=when_away)
def tell_whom_it_is_for(entry: Entry) -> None:
    """The others of a conversation of few, a guest by the maker's hand; elsewhere whom it answers."""
    message = Message.objects.filter(pk=entry.data["id"], removed_at=None).select_related("room", "reply_to").first()
    if message is None:
        return
    room = message.room
    if not (room.is_direct or room.is_about):
        answered = message.reply_to.author_id if message.reply_to else None
        notify(entry, _away(room, entry, [answered] if answered else []), notices.ANSWERED)
        return
    seated = Seat.objects.filter(room=room, left_at=None, removed_at=None).values_list("member_id", flat=True)
    notify(entry, _away(room, entry, list(seated)), notices.WRITTEN)
    if room.about and message.guest_id is None:
        notify(entry, _guests_away(room, entry), notices.WRITTEN, about=room.about, sender=member_of(entry.actor))


def _away(room: Room, entry: Entry, member_ids: list[int]) -> list[str]:
    """Those of them who sit here and haven't read so far."""
    seats = Seat.objects.filter(room=room, member__in=member_ids, left_at=None, removed_at=None, read_upto__lt=entry.seq)
    return [woman.actor for woman in Member.objects.filter(seats__in=seats)]


def _guests_away(room: Room, entry: Entry) -> list[str]:
    """Those whom a private link lets in, and who haven't read so far."""
    read = GuestSeat.objects.filter(room=room, read_upto__gte=entry.seq).values("guest")
    links = Pass.objects.good().filter(stream=room.about).exclude(guest__in=read).select_related("guest")
    return [link.guest.actor for link in links]
