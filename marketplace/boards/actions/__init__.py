"""Everything that is done with ventures and on their boards. Each verb is one transaction; each raises Refused where it may not be done."""

from .beside import add_item, assign_card, remove_card_picture, remove_item, say_card, show_pictures, tick_item
from .cards import Saying, archive_card, change_card, make_card, restore_card
from .columns import add_column, move_column, remove_column, rename_column
from .coming import accept_offer, answer_invite, decline_offer, invite_partner, make_offer, withdraw_offer
from .commenting import comment_card, remove_comment
from .following import follow_order, put_order
from .moving import move_card
from .noting import card_from_message
from .partners import change_role, leave_venture, show_out
from .shop import hand_over_shop, open_shop
from .ventures import Plan, begin_venture, change_venture, close_venture, found_venture, hide_venture, reopen_venture, show_venture

__all__ = [
    "Plan",
    "Saying",
    "accept_offer",
    "add_column",
    "add_item",
    "answer_invite",
    "archive_card",
    "assign_card",
    "begin_venture",
    "card_from_message",
    "change_card",
    "change_role",
    "change_venture",
    "close_venture",
    "comment_card",
    "decline_offer",
    "follow_order",
    "found_venture",
    "hand_over_shop",
    "hide_venture",
    "invite_partner",
    "leave_venture",
    "make_card",
    "make_offer",
    "move_card",
    "move_column",
    "open_shop",
    "put_order",
    "remove_card_picture",
    "remove_column",
    "remove_comment",
    "remove_item",
    "rename_column",
    "reopen_venture",
    "restore_card",
    "say_card",
    "show_out",
    "show_pictures",
    "show_venture",
    "tick_item",
    "withdraw_offer",
]
