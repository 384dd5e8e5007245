"""The gatherings of the demonstration village: past, coming, and full ones with a line. Running it again adds nothing."""

from .filling import fill

__all__ = ["fill"]
