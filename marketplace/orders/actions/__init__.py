"""Everything that is done with orders. Each verb is one transaction; each raises Refused where it may not be done."""

from .bouncing import mark_quote_free
from .calling import ask_for_call
from .codes import code_asking, drop_business_code, save_business_code
from .drafting import begin_draft, count_files, forget_old_drafts, keep_contact, place_draft, say_what, say_when, take_out
from .earning import keep_earning, rebuild_earnings
from .entrusting import entrust_if_late, entrust_orders
from .forgetting import forget_proofs
from .homecoming import answer_homecoming, arrange_homecoming, forget_homecomings
from .knowing import block_guest, card_for, save_card
from .linking import change_link, renew_link
from .paying import claim_payment, confirm_payment, deny_payment
from .picturing import show_progress
from .placing import Placed, place_order
from .pricing import LineDraft, set_terms
from .reminding import mark_order_opened, mark_quote_sent, remind
from .reviewing import answer_review
from .transitions import by_itself, transition
from .wishing import Wish

__all__ = [
    "LineDraft",
    "Placed",
    "Wish",
    "answer_homecoming",
    "answer_review",
    "arrange_homecoming",
    "ask_for_call",
    "begin_draft",
    "block_guest",
    "by_itself",
    "card_for",
    "change_link",
    "claim_payment",
    "code_asking",
    "confirm_payment",
    "count_files",
    "deny_payment",
    "drop_business_code",
    "entrust_if_late",
    "entrust_orders",
    "forget_homecomings",
    "forget_old_drafts",
    "forget_proofs",
    "keep_contact",
    "keep_earning",
    "mark_order_opened",
    "mark_quote_free",
    "mark_quote_sent",
    "place_draft",
    "place_order",
    "rebuild_earnings",
    "remind",
    "renew_link",
    "save_business_code",
    "save_card",
    "say_what",
    "say_when",
    "set_terms",
    "show_progress",
    "take_out",
    "transition",
]
