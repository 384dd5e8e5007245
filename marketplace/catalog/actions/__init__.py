"""Everything that is done with shops and what they offer. Each verb is one transaction; each raises Refused where it may not be done."""

from .hiding import hide_listing, unhide_listing
from .listings import Changes, begin_listing, change_listing, choose_kind, publish_listing, remove_listing, set_stock, take_off
from .pictures import add_pictures, move_picture, remove_picture, say_listing
from .shopfront import add_to_shop, move_in_shop, remove_from_shop, say_in_shop
from .shops import change_shop, close_shop, reopen_shop, show_face, speak_for_shop
from .showing import show_what_may_be_shown
from .working import add_departures, block_day, change_days, open_day, remove_departure, unblock_day

__all__ = [
    "Changes",
    "add_departures",
    "add_pictures",
    "add_to_shop",
    "begin_listing",
    "block_day",
    "change_days",
    "change_listing",
    "change_shop",
    "choose_kind",
    "close_shop",
    "hide_listing",
    "move_in_shop",
    "move_picture",
    "open_day",
    "publish_listing",
    "remove_departure",
    "remove_from_shop",
    "remove_listing",
    "remove_picture",
    "reopen_shop",
    "say_in_shop",
    "say_listing",
    "set_stock",
    "show_face",
    "show_what_may_be_shown",
    "speak_for_shop",
    "take_off",
    "unblock_day",
    "unhide_listing",
]
