"""Rooms, who sits in them, and what is said there."""

from .messages import Message, Reaction
from .rooms import Room, Seat

__all__ = ["Message", "Reaction", "Room", "Seat"]
