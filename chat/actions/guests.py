"""What a guest says, and takes back, in the room about her own order or the like: by a form, one message at a time."""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from uuid import UUID

from django.utils import timezone

from commons.journal.refusals import Refused
from commons.journal.rows import fill_in
from commons.journal.writing import Ask, record
from commons.media.pictures import PreparedPicture
from commons.media.voices import PreparedVoice
from commons.notify.actions import seen_about
from commons.people.limits import Limit, take
from commons.people.models import Guest, Pass

from ..facts import MessagePosted, MessageRemoved
from ..models import Message, Room
from ..text import clean
from .enclosing import enclose
from .messages import blank, locked
from .once import once
from .reading import keep_read_by_guest

HERS = Limit("guest messages", 40, timedelta(minutes=10))
OVER_ALL = Limit("messages of all guests", 20_000, timedelta(hours=1))


def post_as_guest(
    guest: Guest, room_id: int, key: UUID, body: str, pictures: Sequence[PreparedPicture] = (), voice: PreparedVoice | None = None
) -> int | None:
    """Say something, in words, pictures or by voice, where her private link lets her in. Returns its seq, as before for a known key.

    Raises Refused.
    """
    room = Room.objects.filter(pk=room_id).exclude(about=None).first()
    if room is None:
        raise Refused("forbidden")
    ask = Ask(guest.actor, key, "chat.post", room.stream)
    words = clean(body, may_be_empty=bool(pictures or voice))
    take((HERS, str(guest.pk)), (OVER_ALL, ""))
    return once(ask, partial(_post, ask, guest, room, words, pictures, voice))


def _post(ask: Ask, guest: Guest, room: Room, words: str, pictures: Sequence[PreparedPicture], voice: PreparedVoice | None) -> int:
    # Held until commit, so that a link that is taken away meanwhile says nothing afterwards.
    link = Pass.objects.good().select_for_update(no_key=True).filter(guest=guest, stream=room.about).first()
    if link is None:
        raise Refused("forbidden")
    if link.muted_at is not None:
        raise Refused("read_only")
    message = Message.objects.create(room=room, guest=guest, key=ask.key, body=words, at=timezone.now(), has_pictures=bool(pictures))
    enclose(message.pk, ask, pictures, voice)
    posted = MessagePosted(stream=ask.stream, actor=guest.actor, id=message.pk, calls=True)
    entry = record(posted, *seen_about(guest.actor, link.stream), asks=[ask])[0]  # she has the talk before her
    keep_read_by_guest(guest, room, entry.seq)
    fill_in(Message, "seq", {message.pk: entry.seq})
    return entry.seq


def remove_as_guest(guest: Guest, room_id: int, message_id: int, key: UUID) -> int | None:
    """Take her own words back. Returns the fact's seq, or None where they were gone already. Raises Refused."""
    room = Room.objects.filter(pk=room_id).exclude(about=None).first()
    if room is None:
        raise Refused("forbidden")
    ask = Ask(guest.actor, key, "chat.remove", room.stream)
    return once(ask, partial(_remove, ask, guest, room, message_id))


def _remove(ask: Ask, guest: Guest, room: Room, message_id: int) -> int | None:
    message = locked(room, message_id)
    if message.guest_id != guest.pk:
        raise Refused("forbidden")
    if message.removed_at is not None:
        return None
    blank(message)
    return record(MessageRemoved(stream=ask.stream, actor=ask.actor, id=message.pk), asks=[ask])[0].seq
