"""What orders announce, on the order's stream; beside each, that its shop's book changed. Ids and small enumerations only.

`version` is the order's after it, `state` where it stands then.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from commons.journal.facts import Fact
from commons.journal.models import Entry
from commons.journal.presenting import presents

from .lines import lines_of


@dataclass(frozen=True, kw_only=True)
class OrderChanged(Fact, name="marketplace.order.changed"):
    """Something about an order is different, and no other fact says it: a picture, a call that is asked for, a line of money.

    `what` stands where somebody is to know of it: `pictures` of how it comes along.
    """

    order: int
    version: int
    state: str
    what: str | None = None


@dataclass(frozen=True, kw_only=True)
class OrderPlaced(OrderChanged, name="marketplace.order.placed"):
    """A customer asked for something, or (`state` is accepted) ordered what has its price.

    `customer` is an actor, `helper` the ambassador who ordered for her.
    """

    shop: int
    maker: int
    customer: str
    helper: int | None = None


@dataclass(frozen=True, kw_only=True)
class OrderEntrusted(OrderChanged, name="marketplace.order.entrusted"):
    """Another answers its customer from now on, as she does for all of a venture's shop: `maker` instead of `before`."""

    maker: int
    before: int


@dataclass(frozen=True, kw_only=True)
class OrderPostponed(OrderChanged, name="marketplace.order.postponed"):
    """ "Not today": the maker will answer later; the clocks begin anew."""


@dataclass(frozen=True, kw_only=True)
class OrderQuoted(OrderChanged, name="marketplace.order.quoted"):
    """The maker made a price offer, of this revision."""

    revision: int


@dataclass(frozen=True, kw_only=True)
class QuoteSent(OrderChanged, name="marketplace.quote.sent"):
    """The price offer reached the customer some time after it was made; its clock starts."""

    revision: int


@dataclass(frozen=True, kw_only=True)
class QuoteBounced(OrderChanged, name="marketplace.quote.bounced"):
    """The customer agreed to that revision, but its day was full by then: the maker is to name another. Once, until it is free again."""

    revision: int


@dataclass(frozen=True, kw_only=True)
class QuoteFreed(OrderChanged, name="marketplace.quote.freed"):
    """The day of that revision, which had bounced, is free again: the customer can agree to it as it is."""

    revision: int


@dataclass(frozen=True, kw_only=True)
class OrderAccepted(OrderChanged, name="marketplace.order.accepted"):
    """The customer accepted that revision; what it needs is taken."""

    revision: int


@dataclass(frozen=True, kw_only=True)
class OrderConfirmed(OrderChanged, name="marketplace.order.confirmed"):
    """The advance was received or isn't asked for: the work can begin. The actor is `system` where it followed by itself."""


@dataclass(frozen=True, kw_only=True)
class OrderStarted(OrderChanged, name="marketplace.order.started"):
    """The work, the trip or the stay has begun."""


@dataclass(frozen=True, kw_only=True)
class OrderDelivered(OrderChanged, name="marketplace.order.delivered"):
    """It was handed over."""


@dataclass(frozen=True, kw_only=True)
class OrderReturned(OrderChanged, name="marketplace.order.returned"):
    """The customer asks for something to be changed; it is being made again."""

    reason: str


@dataclass(frozen=True, kw_only=True)
class OrderCompleted(OrderChanged, name="marketplace.order.completed"):
    """The customer has what she ordered; or (the actor is `system`) she said nothing else in time."""


@dataclass(frozen=True, kw_only=True)
class OrderDeclined(OrderChanged, name="marketplace.order.declined"):
    """The maker can't do it."""

    reason: str


@dataclass(frozen=True, kw_only=True)
class OrderWithdrawn(OrderChanged, name="marketplace.order.withdrawn"):
    """The customer doesn't want it any more; nothing had been agreed upon."""

    reason: str


@dataclass(frozen=True, kw_only=True)
class OrderExpired(OrderChanged, name="marketplace.order.expired"):
    """Nobody answered in time; she can ask again."""


@dataclass(frozen=True, kw_only=True)
class OrderCancelled(OrderChanged, name="marketplace.order.cancelled"):
    """What was agreed upon will not be: by one of them (`part`), by both, or by a coordinator. `reason` may be `overdue` or `agreed`."""

    part: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class CancellationProposed(OrderChanged, name="marketplace.cancellation.proposed"):
    """One of the two (`part`) would cancel what is being made; the other has 48 hours to answer."""

    part: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class CancellationRefused(OrderChanged, name="marketplace.cancellation.refused"):
    """The other would not; a coordinator may be asked."""

    part: str


@dataclass(frozen=True, kw_only=True)
class CancellationLapsed(OrderChanged, name="marketplace.cancellation.lapsed"):
    """The other didn't answer; a coordinator may be asked."""


@dataclass(frozen=True, kw_only=True)
class OrderDisputed(OrderChanged, name="marketplace.order.disputed"):
    """One of the two (`part`) says that there is a problem: every timer stops, and a coordinator looks at it."""

    part: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class OrderResolved(OrderChanged, name="marketplace.order.resolved"):
    """A coordinator decided how it goes on: `state` says how. The actor is `system`; who it was is kept with the step."""


@dataclass(frozen=True, kw_only=True)
class OrderReviewed(OrderChanged, name="marketplace.order.reviewed"):
    """The customer said how it was. The order stays completed: a review is no state."""


@dataclass(frozen=True, kw_only=True)
class ReviewAnswered(OrderChanged, name="marketplace.review.answered"):
    """The maker answered what was said of it."""


@dataclass(frozen=True, kw_only=True)
class OrderReminded(OrderChanged, name="marketplace.order.reminded"):
    """Somebody is waited for: `to` (customer, maker or coordinator), `of` what.

    That is: request, price, advance, due, overdue, refund, dispute or review.
    """

    to: str
    of: str


@dataclass(frozen=True, kw_only=True)
class LinkRenewed(OrderChanged, name="marketplace.link.renewed"):
    """The maker gave her guest a new private link; the one before opens nothing any more."""


@dataclass(frozen=True, kw_only=True)
class PaymentClaimed(OrderChanged, name="marketplace.payment.claimed"):
    """Who pays said "I paid"."""

    line_id: int


@dataclass(frozen=True, kw_only=True)
class PaymentDenied(OrderChanged, name="marketplace.payment.denied"):
    """Who would have received it doesn't have it; it is open again."""

    line_id: int


@dataclass(frozen=True, kw_only=True)
class PaymentConfirmed(OrderChanged, name="marketplace.payment.confirmed"):
    """Who receives it has it."""

    line_id: int


@dataclass(frozen=True, kw_only=True)
class BookChanged(Fact, name="marketplace.orders.changed"):
    """A row in a maker's list of orders is different; on her book's stream."""

    order: int


@dataclass(frozen=True, kw_only=True)
class GuestBlocked(Fact, name="marketplace.guest.blocked"):
    """The maker blocked the guest of this order, or (`on` is false) took it back; one for each order of hers, on the book's stream."""

    order: int
    guest: int
    on: bool


OF_ORDERS = {
    fact.name: fact
    for fact in (
        OrderChanged,
        OrderPlaced,
        OrderEntrusted,
        OrderPostponed,
        OrderQuoted,
        QuoteSent,
        QuoteBounced,
        QuoteFreed,
        OrderAccepted,
        OrderConfirmed,
        OrderStarted,
        OrderDelivered,
        OrderReturned,
        OrderCompleted,
        OrderDeclined,
        OrderWithdrawn,
        OrderExpired,
        OrderCancelled,
        CancellationProposed,
        CancellationRefused,
        CancellationLapsed,
        OrderDisputed,
        OrderResolved,
        OrderReviewed,
        ReviewAnswered,
        OrderReminded,
        LinkRenewed,
        PaymentClaimed,
        PaymentDenied,
        PaymentConfirmed,
    )
}


@presents(*OF_ORDERS)
def present_orders(entries: Sequence[Entry], language: str) -> dict[tuple[str, int], dict[str, Any]]:
    """Which order, where it stands after it, and the sentence that its room shows; empty where there is nothing to say."""
    return {
        (entry.stream, entry.seq): {
            "type": "order",
            "id": entry.data["order"],
            "version": entry.data["version"],
            "state": entry.data["state"],
            "line": line,
        }
        for entry, line in lines_of(entries)
    }
