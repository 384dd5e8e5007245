"""A joint business: who is in it and what they bring."""

from .partners import Offer, Partner
from .ventures import Venture

__all__ = ["Offer", "Partner", "Venture"]
