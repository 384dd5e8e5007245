"""A joint business: who is in it and what they bring, and the board of their work."""

from .beside import CardMember, CheckItem, Comment
from .cards import Card
from .columns import Column
from .partners import Offer, Partner
from .ventures import Venture

__all__ = ["Card", "CardMember", "CheckItem", "Column", "Comment", "Offer", "Partner", "Venture"]
