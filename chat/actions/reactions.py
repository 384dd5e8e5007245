"""Small signs under a message."""

from functools import partial
from uuid import UUID

from django.db.models import Count

from commons.journal.refusals import Refused
from commons.journal.writing import Ask, record
from commons.people.models import Block, Member

from ..facts import MessageReacted
from ..models import Message, Reaction
from ..streams import room_stream
from .entrance import admit_writer
from .messages import locked
from .once import once

SIGNS = ("👍", "❤️", "😊", "🌸", "👏", "🙏")


def react(member: Member, room_id: int, message_id: int, key: UUID, emoji: str, on: bool) -> int | None:
    """Give a sign under a message, or take it back. Returns the fact's seq, or None where nothing changed. Raises Refused."""
    ask = Ask(member.actor, key, "chat.react", room_stream(room_id))
    return once(ask, partial(_react, ask, member, room_id, message_id, emoji, on))


def _react(ask: Ask, member: Member, room_id: int, message_id: int, emoji: str, on: bool) -> int | None:
    if emoji not in SIGNS:
        raise Refused("invalid")
    message = locked(admit_writer(member, room_id), message_id)
    if message.removed_at is not None or message.author_id in Block.objects.hidden_from(member):
        raise Refused("forbidden")
    hers = Reaction.objects.filter(message=message, member=member, emoji=emoji)
    if hers.exists() == on:
        return None
    if on:
        Reaction.objects.create(message=message, member=member, emoji=emoji)
    else:
        hers.delete()
    _count(message)
    return record(MessageReacted(stream=ask.stream, actor=ask.actor, id=message.pk), asks=[ask])[0].seq


def _count(message: Message) -> None:
    given = dict(message.reactions.values_list("emoji").annotate(Count("pk")))
    message.counts = {sign: given[sign] for sign in SIGNS if sign in given}
    message.save(update_fields=["counts"])
