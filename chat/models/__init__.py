"""Rooms, who sits in them, and what is said there."""

from .messages import Message, Reaction, bring_pictures
from .rooms import GuestSeat, Room, Seat
from .unmet import Unmet

__all__ = ["GuestSeat", "Message", "Reaction", "Room", "Seat", "Unmet", "bring_pictures"]
