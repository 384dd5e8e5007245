"""The orders of the demonstration village: five months of them, in every state. Running it again adds nothing."""

from .filling import fill

__all__ = ["fill"]
