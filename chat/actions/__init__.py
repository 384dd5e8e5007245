"""The verbs of chat: may she? → write → record once, last. The only callers of `record` here."""

from .about import lead_to_card, note, open_room_about, seat_about, unseat_about
from .guests import post_as_guest, remove_as_guest
from .members import put_back_member, remove_member
from .messages import edit_message, remove_message
from .posting import Draft, post_message, post_messages
from .reactions import react
from .reading import mark_read, mark_read_as_guest
from .rooms import join_room, leave_room, make_room, open_direct
from .seating import seat_newcomer
from .seeding import ensure_rooms, open_craft_room, open_lab_rooms

__all__ = [
    "Draft",
    "edit_message",
    "ensure_rooms",
    "join_room",
    "lead_to_card",
    "leave_room",
    "make_room",
    "mark_read",
    "mark_read_as_guest",
    "note",
    "open_craft_room",
    "open_direct",
    "open_lab_rooms",
    "open_room_about",
    "post_as_guest",
    "post_message",
    "post_messages",
    "put_back_member",
    "react",
    "remove_as_guest",
    "remove_member",
    "remove_message",
    "seat_about",
    "seat_newcomer",
    "unseat_about",
]
