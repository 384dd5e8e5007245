"""Everything that is done with orders. Each verb is one transaction; each raises Refused where it may not be done."""

from .called import note_called
from .calling import ask_for_call
from .drafting import begin_draft, forget_old_drafts, place_draft, say_what, say_when, take_out
from .picturing import show_progress
from .placing import Placed, place_order
from .pricing import LineDraft
from .reminding import mark_order_opened, mark_quote_sent, remind
from .transitions import by_itself, transition
from .wishing import GuestDetails, Wish

__all__ = [
    "GuestDetails",
    "LineDraft",
    "Placed",
    "Wish",
    "ask_for_call",
    "begin_draft",
    "by_itself",
    "forget_old_drafts",
    "mark_order_opened",
    "mark_quote_sent",
    "note_called",
    "place_draft",
    "place_order",
    "remind",
    "say_what",
    "say_when",
    "show_progress",
    "take_out",
    "transition",
]
