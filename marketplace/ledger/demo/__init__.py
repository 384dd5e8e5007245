"""The joint businesses of the demonstration village: here, where boards, orders and money meet. Running it again adds nothing."""

from .filling import fill
from .telling import Talk

__all__ = ["Talk", "fill"]
