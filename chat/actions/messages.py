"""What a message's author, or a moderator, does to it afterwards."""

from functools import partial
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.journal.refusals import Refused
from commons.journal.writing import Ask, record
from commons.people.models import Member

from ..facts import MessageEdited, MessageRemoved
from ..models import Message, Room
from ..streams import room_stream
from ..text import NOTHING, clean
from .enclosing import take_out
from .entrance import admit, admit_writer
from .once import once


def edit_message(member: Member, room_id: int, message_id: int, key: UUID, body: str) -> int | None:
    """Put other words in a message of her own; the former ones are not kept, all else is. Returns the fact's seq. Raises Refused."""
    ask = Ask(member.actor, key, "chat.edit", room_stream(room_id))
    words = clean(body, may_be_empty=True)  # before anyone waits for the transaction
    return once(ask, partial(_edit, ask, member, room_id, message_id, words))


def _edit(ask: Ask, member: Member, room_id: int, message_id: int, words: str) -> int:
    message = locked(admit_writer(member, room_id), message_id)
    if message.author_id != member.pk:
        raise Refused("forbidden")
    if message.removed_at is not None:
        raise Refused("invalid", _("This message was removed."))
    if not (words or message.encloses):
        raise Refused("invalid", NOTHING)
    message.body = words
    message.edited_at = timezone.now()
    message.save(update_fields=["body", "edited_at"])
    return record(MessageEdited(stream=ask.stream, actor=ask.actor, id=message.pk), asks=[ask])[0].seq


def remove_message(member: Member, room_id: int, message_id: int, key: UUID) -> int | None:
    """Take a message's words, pictures and voice out of every table and off the disk: its author may, and whoever moderates the room.

    Returns the fact's seq, or None where it was gone already. Raises Refused.
    """
    ask = Ask(member.actor, key, "chat.remove", room_stream(room_id))
    return once(ask, partial(_remove, ask, member, room_id, message_id))


def _remove(ask: Ask, member: Member, room_id: int, message_id: int) -> int | None:
    room = admit(member, room_id)
    message = locked(room, message_id)
    hers = message.author_id == member.pk
    if not hers and not room.is_moderated_by(member):
        raise Refused("forbidden")
    if message.removed_at is not None:
        return None
    blank(message, member)
    # A removal must reach those too who don't meet the moderator, so it isn't told in her name.
    actor = ask.actor if hers else "system"
    return record(MessageRemoved(stream=ask.stream, actor=actor, id=message.pk), asks=[ask])[0].seq


def blank(message: Message, by: Member | None = None) -> None:
    """Inside the transaction of a removal: its words are gone, its pictures and voice, and the signs under it."""
    take_out(message)
    message.body = ""
    message.removed_at = timezone.now()
    message.removed_by = by
    message.edited_at = None
    message.counts = {}
    message.save(update_fields=["body", "removed_at", "removed_by", "edited_at", "counts", "voice", "has_pictures"])
    message.reactions.all().delete()


def locked(room: Room, message_id: int) -> Message:
    """A message of this room, nobody else's until commit. Raises Refused `forbidden`, also for what doesn't exist."""
    message = Message.objects.select_for_update(no_key=True).filter(room=room, pk=message_id, seq__isnull=False).first()
    if message is None:
        raise Refused("forbidden")
    return message
