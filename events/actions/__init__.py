"""What is done with gatherings and seats: plain functions, each one transaction with its facts."""

from .announcing import Plan, announce
from .offering import hold_offer, lapse_offer, take_offer
from .seating import change_party, give_up_seat, take_seat

__all__ = ["Plan", "announce", "change_party", "give_up_seat", "hold_offer", "lapse_offer", "take_offer", "take_seat"]
