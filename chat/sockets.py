"""What can be done in a room over a socket."""

from commons.journal.refusals import Refused
from commons.realtime.verbs import Call, taken, verb
from commons.realtime.writer import writer

from . import streams
from .actions import Draft, edit_message, mark_read, post_messages, react, remove_message


@verb("chat.post")
async def post(call: Call) -> int:
    """`{body, reply_to?}`: say something, through this process's writer."""
    body, reply_to = taken(call, {"body": str}, {"reply_to": int})
    return await writer(post_messages).write(Draft(call.member, room_of(call), call.key, body, reply_to))


@verb("chat.edit")
def edit(call: Call) -> int | None:
    """`{id, body}`: put other words in a message of her own."""
    message_id, body = taken(call, {"id": int, "body": str})
    return edit_message(call.member, room_of(call), message_id, call.key, body)


@verb("chat.remove")
def remove(call: Call) -> int | None:
    """`{id}`: take a message's words away."""
    (message_id,) = taken(call, {"id": int})
    return remove_message(call.member, room_of(call), message_id, call.key)


@verb("chat.react")
def give_reaction(call: Call) -> int | None:
    """`{id, emoji, on}`: give a sign under a message, or take it back."""
    message_id, emoji, on = taken(call, {"id": int, "emoji": str, "on": bool})
    return react(call.member, room_of(call), message_id, call.key, emoji, on)


@verb("chat.read")
def read(call: Call) -> None:
    """`{upto}`: she has read up to this seq. Makes no fact."""
    (upto,) = taken(call, {"upto": int})
    mark_read(call.member, room_of(call), upto)


def room_of(call: Call) -> int:
    """The room's id out of the stream. Raises Refused `invalid` for any other stream."""
    room_id = streams.room_of(call.stream)
    if room_id is None:
        raise Refused("invalid")
    return room_id
