"""Rooms, who sits in them, and what is said there."""

from .messages import Message, Reaction
from .rooms import Room, Seat
from .unmet import Unmet

__all__ = ["Message", "Reaction", "Room", "Seat", "Unmet"]
