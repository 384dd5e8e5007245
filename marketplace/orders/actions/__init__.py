"""Everything that is done with orders. Each verb is one transaction; each raises Refused where it may not be done."""

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
    "by_itself",
    "mark_order_opened",
    "mark_quote_sent",
    "place_order",
    "remind",
    "show_progress",
    "transition",
]
