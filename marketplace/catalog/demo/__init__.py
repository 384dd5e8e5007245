"""The market of the demonstration village, the same at every run. Running it again adds nothing."""

from .filling import fill

__all__ = ["fill"]
