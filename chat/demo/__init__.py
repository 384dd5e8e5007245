"""The talk of the demonstration village: months of it, the same at every run. Running it again adds nothing."""

from .filling import fill
from .together import say, seat

__all__ = ["fill", "say", "seat"]
