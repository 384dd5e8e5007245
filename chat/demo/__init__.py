"""The talk of the demonstration village: months of it, the same at every run. Running it again adds nothing."""

from .filling import fill

__all__ = ["fill"]
