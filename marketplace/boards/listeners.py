"""What boards do when others announce something: orders of a venture's shop are cards."""

from datetime import datetime

from commons.journal.listening import on
from commons.journal.models import Entry

from .actions import follow_order, put_order
from .models import Card

FOLLOWED = (
    "marketplace.order.quoted",
    "marketplace.order.accepted",
    "marketplace.order.confirmed",
    "marketplace.order.started",
    "marketplace.order.delivered",
    "marketplace.order.returned",
    "marketplace.order.completed",
    "marketplace.order.declined",
    "marketplace.order.withdrawn",
    "marketplace.order.expired",
    "marketplace.order.cancelled",
    "marketplace.order.disputed",
    "marketplace.order.resolved",
    "marketplace.payment.confirmed",
)


@on("marketplace.order.placed")
def put_it_on_the_board(entry: Entry) -> None:
    put_order(entry.data["order"])


def where_it_has_a_card(entry: Entry) -> datetime | None:
    """At once; never for most orders, which are of no venture's shop."""
    return entry.at if Card.objects.filter(order=entry.stream).exists() else None


def follow_it(entry: Entry) -> None:
    """Its card says so too."""
    follow_order(entry.data["order"])


for _fact in FOLLOWED:
    on(_fact, after=where_it_has_a_card)(follow_it)
