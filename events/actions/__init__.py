"""What is done with gatherings and seats: plain functions, each one transaction with its facts."""

from .announcing import Plan, announce
from .asking import ask_question, decide_question, pin_question
from .offering import hold_offer, lapse_offer, take_offer
from .polling import close_poll, open_poll, show_results
from .running import begin, end
from .seating import change_party, give_up_seat, take_seat
from .voting import cast_ballot, count_votes, vote

__all__ = [
    "Plan",
    "announce",
    "ask_question",
    "begin",
    "cast_ballot",
    "change_party",
    "close_poll",
    "count_votes",
    "decide_question",
    "end",
    "give_up_seat",
    "hold_offer",
    "lapse_offer",
    "open_poll",
    "pin_question",
    "show_results",
    "take_offer",
    "take_seat",
    "vote",
]
