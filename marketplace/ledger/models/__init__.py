"""What women agreed upon, and what was written of their money. Nothing here is changed or deleted, the database sees to it."""

from .agreements import Agreement, Consent, OrderSplit, Part
from .postings import Leg, Posting

__all__ = ["Agreement", "Consent", "Leg", "OrderSplit", "Part", "Posting"]
