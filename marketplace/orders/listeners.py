"""The clocks of an order. Each timer is bound to the version its fact left behind: whatever moves the order on, a dispute too, stops it.

So one that is late, doubled, or comes at the same moment as somebody's hand does nothing twice.
"""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from commons.journal.listening import Due, on
from commons.journal.models import Entry

from .actions import by_itself, entrust_if_late, entrust_orders, forget_proofs, keep_earning, mark_quote_free, remind
from .actions.forgetting import PROOFS_LAST
from .fulfilment import ADVANCE_REMINDERS, ALARM, ASK_FOR_REVIEW, CLOSED, LASTS, NUDGE, PROPOSAL, UNSENT, State, closes_after
from .models import Order, PaymentLine, Quote

ASKED, POSTPONED, QUOTED, SENT = (
    "marketplace.order.placed",
    "marketplace.order.postponed",
    "marketplace.order.quoted",
    "marketplace.quote.sent",
)
ACCEPTED, CONFIRMED, STARTED = "marketplace.order.accepted", "marketplace.order.confirmed", "marketplace.order.started"
DELIVERED, COMPLETED, RESOLVED = "marketplace.order.delivered", "marketplace.order.completed", "marketplace.order.resolved"
RETURNED, DISPUTED = "marketplace.order.returned", "marketplace.order.disputed"
CANCELLED, CLAIMED, RECEIVED = "marketplace.order.cancelled", "marketplace.payment.claimed", "marketplace.payment.confirmed"
PROPOSED, REFUSED, LAPSED = "marketplace.cancellation.proposed", "marketplace.cancellation.refused", "marketplace.cancellation.lapsed"


def in_state(state: State, span: timedelta) -> Due:
    """Due so long after a fact that left the order in this state."""
    return lambda entry: entry.at + span if entry.data["state"] == state else None


@on(ASKED, after=in_state(State.REQUESTED, NUDGE))
@on(POSTPONED, after=NUDGE)
def remind_of_request(entry: Entry) -> None:
    """She waits for a price."""
    remind(entry, to="maker", of="request")


@on(ASKED, after=in_state(State.REQUESTED, timedelta(hours=LASTS)))
@on(POSTPONED, after=timedelta(hours=LASTS))
def let_request_expire(entry: Entry) -> None:
    by_itself(entry.data["order"], "expire", entry.data["version"])


def quote_of(entry: Entry) -> Quote:
    return Quote.objects.get(order=entry.data["order"], revision=entry.data["revision"])


def nudge_when_sent(entry: Entry) -> datetime | None:
    quote = quote_of(entry)
    return quote.sent_at + NUDGE if quote.sent_at else None


def end_of_quote(entry: Entry) -> datetime:
    """When it runs out; one that hasn't been sent, when it never reached her."""
    return quote_of(entry).valid_until or entry.at + UNSENT


@on(QUOTED, after=nudge_when_sent)
@on(SENT, after=nudge_when_sent)
def remind_of_price(entry: Entry) -> None:
    """The maker waits for an answer to her price."""
    remind(entry, to="customer", of="price")


@on(QUOTED, after=end_of_quote)
@on(SENT, after=end_of_quote)
def let_quote_expire(entry: Entry) -> None:
    by_itself(entry.data["order"], "expire", entry.data["version"])


@on(ASKED, after=in_state(State.ACCEPTED, ADVANCE_REMINDERS[0]))
@on(ACCEPTED, after=ADVANCE_REMINDERS[0])
def remind_of_advance(entry: Entry) -> None:
    """An advance was asked; it is never a reason to end an order."""
    remind(entry, to="customer", of="advance")


@on(ASKED, after=in_state(State.ACCEPTED, ADVANCE_REMINDERS[1]))
@on(ACCEPTED, after=ADVANCE_REMINDERS[1])
def remind_of_advance_again(entry: Entry) -> None:
    remind(entry, to="customer", of="advance", time=2)


def order_of(entry: Entry) -> Order:
    return Order.objects.get(pk=entry.data["order"])


@on(CONFIRMED, after=lambda entry: order_of(entry).begins_at)
def begin_the_trip(entry: Entry) -> None:
    """At its time a trip or a stay begins."""
    by_itself(entry.data["order"], "start", entry.data["version"])


def when_late(entry: Entry) -> datetime | None:
    """A day after it is to be ready, while it is made."""
    return order_of(entry).overdue_at if entry.data["state"] in (State.CONFIRMED, State.IN_PROGRESS) else None


@on(CONFIRMED, after=when_late)
@on(STARTED, after=when_late)
@on(RETURNED, after=when_late)
@on(REFUSED, after=when_late)
@on(LAPSED, after=when_late)
@on(RESOLVED, after=when_late)
def tell_that_it_is_late(entry: Entry) -> None:
    """A day after it was to be ready."""
    remind(entry, to="maker", of="overdue")


def closing_time(entry: Entry) -> datetime:
    return entry.at + closes_after(order_of(entry).trade.name)


@on(DELIVERED, after=closing_time)
def close_by_itself(entry: Entry) -> None:
    """She has said nothing else."""
    by_itself(entry.data["order"], "complete", entry.data["version"])


@on(COMPLETED, after=ASK_FOR_REVIEW)
@on(RESOLVED, after=in_state(State.COMPLETED, ASK_FOR_REVIEW))
def ask_for_review(entry: Entry) -> None:
    """Once; who has said how it was moved the order on, and isn't asked."""
    remind(entry, to="customer", of="review")


@on(DISPUTED, after=ALARM)
def alarm_the_coordinator(entry: Entry) -> None:
    """Nobody has settled it for three days."""
    remind(entry, to="coordinator", of="dispute")


@on(PROPOSED, after=PROPOSAL)
def let_proposal_lapse(entry: Entry) -> None:
    by_itself(entry.data["order"], "let_proposal_lapse", entry.data["version"])


@on(CANCELLED, after=NUDGE)
@on(RESOLVED, after=NUDGE)
@on(RECEIVED, after=NUDGE)
def remind_to_give_back(entry: Entry) -> None:
    """A day later, if she hasn't said that the customer has her money back; wherever the order stands by then."""
    if PaymentLine.objects.to_give_back().filter(order=entry.data["order"]).exists():
        remind(entry, to="maker", of="refund", moved=True)


def over(entry: Entry) -> datetime | None:
    """Thirty days after the order was over, or what was paid after that."""
    return entry.at + PROOFS_LAST if entry.data["state"] in CLOSED else None


@on(COMPLETED, after=over)
@on(CANCELLED, after=over)
@on(RESOLVED, after=over)
@on(CLAIMED, after=over)
def forget_the_proofs(entry: Entry) -> None:
    forget_proofs(entry.data["order"])


@on(CANCELLED)
@on(RESOLVED)
def offer_its_day_again(entry: Entry) -> None:
    """What it took is free: whoever would have agreed to a price for that day can."""
    _offer_again(order__shop=order_of(entry).shop_id)


def where_some_were_too_late(entry: Entry) -> datetime | None:
    """At once; never where nobody would have agreed, as of most that a maker changes."""
    return entry.at if _too_late(**_whose(entry)).exists() else None


@on("marketplace.shop.changed", after=where_some_were_too_late)
@on("marketplace.listing.changed", after=where_some_were_too_late)
def offer_what_she_has_made_free(entry: Entry) -> None:
    """Perhaps the maker works on that day after all, or takes more: likewise."""
    _offer_again(**_whose(entry))


def _whose(entry: Entry) -> dict[str, int]:
    of = "shop" if "shop" in entry.data else "listing"
    return {f"order__{of}": entry.data[of]}


def _offer_again(**whose: int) -> None:
    for order_id in _too_late(**whose).values_list("order", flat=True):
        mark_quote_free(order_id)


def _too_late(**whose: int) -> QuerySet[Quote]:
    return Quote.objects.filter(order__state=State.QUOTED, full_at__isnull=False, **whose)


@on(RECEIVED)
def count_what_was_received(entry: Entry) -> None:
    keep_earning(entry)


@on("marketplace.shop.entrusted")
def entrust_what_she_answered(entry: Entry) -> None:
    """Another of the venture answers them all."""
    entrust_orders(entry)


@on(ASKED)
def entrust_what_came_meanwhile(entry: Entry) -> None:
    """Placed at the moment in which its shop was handed over."""
    entrust_if_late(entry)
