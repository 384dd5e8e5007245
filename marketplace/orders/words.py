"""The words people see for where an order stands, and for what was chosen along its way."""

from collections.abc import Collection

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .fulfilment import State, Who
from .models import Order, PaymentLine

ASKED, PRICE_SENT, AGREED, MAKING, HANDED_OVER = _("Asked"), _("Price sent"), _("Agreed"), _("Making"), _("Handed over")

FIVE = (ASKED, PRICE_SENT, AGREED, MAKING, HANDED_OVER)
PAID = _("Paid")
NOT_FOUND = _("Payment not found")
PUT_OFF = _("Put off: your price is still waited for")

WORDS = {
    State.REQUESTED: ASKED,
    State.QUOTED: PRICE_SENT,
    State.ACCEPTED: AGREED,
    State.CONFIRMED: AGREED,
    State.IN_PROGRESS: MAKING,
    State.DELIVERED: HANDED_OVER,
    State.COMPLETED: HANDED_OVER,
    State.DECLINED: pgettext_lazy("an order", "Not possible"),
    State.WITHDRAWN: pgettext_lazy("an order", "Taken back"),
    State.EXPIRED: pgettext_lazy("an order", "Run out"),
    State.CANCELLED: pgettext_lazy("an order", "Cancelled"),
    State.DISPUTED: _("There is a problem"),
}

# Nobody makes a trip, a night or a master class, or hands it over: those are gone through together.
UNDER_WAY, VISIT_OVER = pgettext_lazy("a visit", "Under way"), pgettext_lazy("a visit", "Over")
OF_VISITS = {State.IN_PROGRESS: UNDER_WAY, State.DELIVERED: VISIT_OVER, State.COMPLETED: VISIT_OVER}
FIVE_OF_VISITS = (ASKED, PRICE_SENT, AGREED, UNDER_WAY, VISIT_OVER)

WAITS_FOR_CUSTOMER = (State.QUOTED, State.DELIVERED)

REASONS = {
    "busy": _("I have too much to do"),
    "not_mine": _("I don't do this"),
    "too_soon": _("It is too soon"),
    "too_far": _("It is too far"),
    "changed_mind": _("I have changed my mind"),
    "price": _("The price doesn't suit me"),
    "day": _("The day doesn't suit me"),
    "found_other": _("I have found something else"),
    "ill": _("I am ill"),
    "weather": _("The weather"),
    "fit": _("It doesn't fit"),
    "finish": _("Something isn't done well"),
    "missing": _("Something is missing"),
    "not_as_agreed": _("It isn't as agreed"),
    "late": _("It is late"),
    "nobody_came": _("Nobody came"),
    "money": _("About the money"),
    "other": _("Something else"),
}

PARTS = {
    Who.CUSTOMER: _("Customer"),
    Who.MAKER: _("Maker"),
    Who.COORDINATOR: _("Coordinator"),
    Who.HELPER: _("Ambassador"),
}


MEANS = {"cash": _("Cash"), "business_qr": _("By QR")}

WHOLE, PART = _("The whole price"), _("A part of the price")
PURPOSES = {"deposit": _("Advance"), "balance": _("The rest"), "refund": _("Refund")}


def purpose_of(line: PaymentLine, beside: Collection[PaymentLine]) -> str | Promise:
    """What it is for, beside the other lines of its order: only after an advance is there a rest."""
    priced = [one for one in beside if not one.is_refund]
    if line.purpose != PaymentLine.Purpose.BALANCE or any(one.purpose == PaymentLine.Purpose.DEPOSIT for one in priced):
        return PURPOSES[line.purpose]
    return WHOLE if len(priced) == 1 else PART


def is_visit(order: Order) -> bool:
    """Whether the customer comes, and nothing is made for her to take away."""
    return order.trade.name == "tourism"


def word_of(order: Order) -> str | Promise:
    """Where it stands, in the word of its trade."""
    state = State(order.state)
    return OF_VISITS.get(state, WORDS[state]) if is_visit(order) else WORDS[state]


def waits_for_customer(order: Order) -> bool:
    """Whether the next step is hers, of an order that was read `with_missed()`."""
    return order.state in WAITS_FOR_CUSTOMER or order.has_missed


def steps_of(order: Order) -> list[tuple[object, str]]:
    """The five words of its way, each with `done`, `now` or `next`; without "Price sent" where the price stood already."""
    five = FIVE_OF_VISITS if is_visit(order) else FIVE
    way = [word for word in five if word is not PRICE_SENT or order.declared.quoted]
    here = word_of(order)
    if here not in way:
        return []
    now = way.index(here)
    over = order.state == State.COMPLETED
    return [(word, "done" if place < now or over else "now" if place == now else "next") for place, word in enumerate(way)]
