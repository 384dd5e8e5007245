"""Gatherings, who holds them, and who comes."""

from .gatherings import CoHost, Gathering, LabRoom
from .seats import Seat

__all__ = ["CoHost", "Gathering", "LabRoom", "Seat"]
