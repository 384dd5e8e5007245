"""What people are told of their orders, away from them. Neutral words for a locked phone; `message` stands before a guest's link."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commons.notify.kinds import Readers, notice_group, notice_kind, outdates

NEUTRAL = _("Something new in the market")

notice_group(
    "order",
    _("Orders"),
    Readers(
        _("Nothing else reaches these customers: send it to them from your phone."),
        _("May customers see your number?"),
    ),
)


def _kind(name: str, words: Promise, message: Promise | None = None, *, starts_clock: bool = False) -> str:
    """Each passes blocks: what two agreed upon stays before both, and who settles it must hear of it."""
    return notice_kind(f"order-{name}", words, NEUTRAL, message=message, starts_clock=starts_clock, passes_blocks=True)


# to the maker
ASKED = _kind("asked", _("A new request: name your price"))
BOOKED = _kind("booked", _("A new order"))
ACCEPTED = _kind("accepted", _("Your price offer was accepted"))
DAY_FULL = _kind("day-full", _("The day of your price is full now: send another day"))
WITHDRAWN = _kind("withdrawn", _("A request was taken back"))
RETURNED = _kind("returned", _("The customer asks you to change something"))
COMPLETED = _kind("completed", _("The customer says that all is well"))
REVIEWED = _kind("reviewed", _("There is a new review of your work"))
CALL = _kind("call", _("There is something new about an order"))
REQUEST_WAITS = _kind("request-waits", _("A request waits for your price"))
LATE = _kind("late", _("An order is late"))
GIVE_BACK = _kind("give-back", _("Money is to be given back to a customer"))
DUE = _kind("due", _("An order is due tomorrow"))

# to the customer
FOR_YOU = _kind("for-you", _("Something was ordered for you"), _("Something was ordered for you. You see all of it here:"))
POSTPONED = _kind("postponed", _("The maker will answer a little later"), _("I will answer a little later. Your request is here:"))
QUOTED = _kind("quoted", _("Your price is here"), _("Hello! The price for your order is here:"), starts_clock=True)
DAY_FREE = _kind(
    "day-free", _("The day of your price is free again"), _("The day of your price is free again. Agree here, if you still like:")
)
CONFIRMED = _kind("confirmed", _("All is settled for your order"), _("Thank you, all is settled. Your order is here:"))
STARTED = _kind("started", _("Your order is being made"), _("I have begun with your order. You can follow it here:"))
PROGRESS = _kind("progress", _("There is something new about your order"), _("There is something new about your order. Look here:"))
DELIVERED = _kind("delivered", _("Your order was handed over"), _("Your order was handed over. Please say here whether all is well:"))
BEGUN = _kind("begun", _("What you ordered has begun"), _("It has begun. All about it is here:"))  # a trip or a stay: nobody makes it …
OVER = _kind("over", _("Was everything as agreed?"), _("It is over. Please say here whether all was well:"))  # … or hands it over
DECLINED = _kind("declined", _("This order isn't possible"), _("I am sorry, I can't take this order. You find more here:"))
PRICE_WAITS = _kind("price-waits", _("A price waits for your answer"), _("The price waits for your answer. It is good for a short time:"))
ADVANCE_WAITS = _kind("advance-waits", _("An advance is still to be paid"), _("The advance for your order is still to be paid. More here:"))
TOMORROW = _kind("tomorrow", _("Your order is for tomorrow"), _("Your order is for tomorrow. All about it is here:"))
HOW_WAS_IT = _kind("how-was-it", _("How was it?"), _("How was it? A line from you helps others to choose:"))
NEW_LINK = _kind(
    "new-link", _("You have a new link to your order"), _("This is your new link to the order. The old one opens nothing any more:")
)
ANSWERED = _kind("answered", _("The maker answered your review"), _("I have answered your review:"))

# to either
EXPIRED = _kind("expired", _("Nobody answered in time"), _("The time for this order has run out. You can ask again here:"))
CANCELLED = _kind("cancelled", _("An order was cancelled"), _("The order was cancelled. You find more here:"))
PROPOSED = _kind("proposed", _("Shall the order be cancelled? Please answer"), _("Shall we cancel the order? Please answer here:"))
REFUSED = _kind("refused", _("The order isn't cancelled"), _("The order isn't cancelled. You find more here:"))
PROBLEM = _kind("problem", _("There is a problem with an order"), _("We want to solve a problem with your order. More here:"))
RESOLVED = _kind("resolved", _("The coordinator has decided"), _("The coordinator has decided about your order. You find more here:"))
CLAIMED = _kind("claimed", _("Has the money arrived?"), _("Money was given back to you. Has it arrived? Please say it here:"))
RECEIVED = _kind("received", _("The money has arrived"), _("Thank you, the money has arrived. Your receipt is here:"))
NOT_RECEIVED = _kind(
    "not-received", _("The money wasn't found. Please look again"), _("I haven't found your money yet. What you can do is here:")
)

# to a coordinator
TO_SETTLE = _kind("to-settle", _("Two need your help with an order"))
GIVEN_UP = _kind("given-up", _("An order that was late was cancelled"))

# What stood before is no news any more: where the order stands outdates what was said of its way, and money that came what was asked of it.
WAY = (POSTPONED, QUOTED, CONFIRMED, STARTED, BEGUN, DELIVERED, OVER, DECLINED, EXPIRED, CANCELLED, PROPOSED, REFUSED, PROBLEM, RESOLVED)
outdates(WAY, (*WAY, PROGRESS, PRICE_WAITS, ADVANCE_WAITS, TOMORROW))
outdates((RECEIVED,), (NOT_RECEIVED, ADVANCE_WAITS))
