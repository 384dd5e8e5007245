"""What is done with gatherings and seats: plain functions, each one transaction with its facts."""

from .afterwards import give_recording, write_answer
from .announcing import Plan, announce
from .arranging import arrange_asking, arrange_chat
from .asking import ask_question, decide_question, next_question, pin_question
from .cancelling import cancel_gathering
from .certifying import find_certificate, give_certificate, revoke_certificate
from .changing import change_gathering
from .checking_in import CheckedIn, check_herself_in, check_in, count_nameless, recount, uncount
from .feeding_back import say_how_it_was
from .hosting import name_cohost, remove_cohost, show_cohost
from .joining import ask_to_join, claim_seat, pass_over_newcomer, tell_that_she_is_known, welcome_newcomer
from .linking import ask_for_link, change_seat_link
from .offering import hold_offer, lapse_offer, pass_over, take_offer
from .polling import ask_yes_or_no, close_poll, open_poll, show_results
from .reporting import count_sharing, keep_steps, rebuild_steps
from .restraining import lift_restraint, restrain
from .running import FORGOTTEN, begin, call_out, end, end_forgotten, say_now
from .saying import forget_remarks, remove_remark, say
from .seating import change_party, give_up_seat, take_seat
from .telling import tell_seats
from .voting import VoteDraft, cast_ballot, count_votes, give_votes, vote

__all__ = [
    "FORGOTTEN",
    "CheckedIn",
    "Plan",
    "VoteDraft",
    "announce",
    "arrange_asking",
    "arrange_chat",
    "ask_for_link",
    "ask_question",
    "ask_to_join",
    "ask_yes_or_no",
    "begin",
    "call_out",
    "cancel_gathering",
    "cast_ballot",
    "change_gathering",
    "change_party",
    "change_seat_link",
    "check_herself_in",
    "check_in",
    "claim_seat",
    "close_poll",
    "count_nameless",
    "count_sharing",
    "count_votes",
    "decide_question",
    "end",
    "end_forgotten",
    "find_certificate",
    "forget_remarks",
    "give_certificate",
    "give_recording",
    "give_up_seat",
    "give_votes",
    "hold_offer",
    "keep_steps",
    "lapse_offer",
    "lift_restraint",
    "name_cohost",
    "next_question",
    "open_poll",
    "pass_over",
    "pass_over_newcomer",
    "pin_question",
    "rebuild_steps",
    "recount",
    "remove_cohost",
    "remove_remark",
    "restrain",
    "revoke_certificate",
    "say",
    "say_how_it_was",
    "say_now",
    "show_cohost",
    "show_results",
    "take_offer",
    "take_seat",
    "tell_seats",
    "tell_that_she_is_known",
    "uncount",
    "vote",
    "welcome_newcomer",
    "write_answer",
]
