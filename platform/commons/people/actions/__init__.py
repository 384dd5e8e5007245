"""Everything that is done with people. Each verb is one transaction; each raises Refused where it may not be done."""

from .blocks import block, unblock
from .invitations import find_invitation, make_founder_invitation, make_invitation, take_back_invitation
from .joining import ask_of, check_newcomer, join, joined_before, let_ask
from .labs import announce_craft, announce_lab
from .passes import change_pass, find_pass, give_pass, led_to, mute_passes, take_pass
from .profile import announce_change, change_profile, choose_language
from .roles import give_role, take_role
from .sessions import end_all_sessions, end_session, keep_words, sign_in
from .standing import distrust, make_known, make_not_met, pass_over, trust, vouch
from .suspensions import suspend, unsuspend

__all__ = [
    "announce_change",
    "announce_craft",
    "announce_lab",
    "ask_of",
    "block",
    "change_pass",
    "change_profile",
    "check_newcomer",
    "choose_language",
    "distrust",
    "end_all_sessions",
    "end_session",
    "find_invitation",
    "find_pass",
    "give_pass",
    "give_role",
    "join",
    "joined_before",
    "keep_words",
    "led_to",
    "let_ask",
    "make_founder_invitation",
    "make_invitation",
    "make_known",
    "make_not_met",
    "mute_passes",
    "pass_over",
    "sign_in",
    "suspend",
    "take_back_invitation",
    "take_pass",
    "take_role",
    "trust",
    "unblock",
    "unsuspend",
    "vouch",
]
