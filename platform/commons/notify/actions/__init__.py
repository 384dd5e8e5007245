"""Everything that is done with notices. Each verb is one transaction; each raises Refused where it may not be done."""

from .making import notify
from .preferring import change_preferences, confirm_mail, stop_mail
from .reaching import mark_mailed, mark_pushes
from .seeing import see, see_all, seen_about, take_back
from .sending import agree_to_show, ask_to_send, drop, hand_on, mark_sent
from .subscribing import subscribe, unsubscribe

__all__ = [
    "agree_to_show",
    "ask_to_send",
    "change_preferences",
    "confirm_mail",
    "drop",
    "hand_on",
    "mark_mailed",
    "mark_pushes",
    "mark_sent",
    "notify",
    "see",
    "see_all",
    "seen_about",
    "stop_mail",
    "subscribe",
    "take_back",
    "unsubscribe",
]
