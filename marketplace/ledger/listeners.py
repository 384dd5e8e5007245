"""What the ledger does when something happens to an order, a partner or an agreement. Heard twice it does nothing more."""

from datetime import datetime

from commons.journal.listening import on
from commons.journal.models import Entry
from marketplace.catalog.models import Shop

from .actions import divide_what_waits, end_following, record_sale


def where_it_is_a_ventures(entry: Entry) -> datetime | None:
    """At once; never for most orders, which are of a woman's own shop."""
    return entry.at if Shop.objects.filter(orders=entry.data["order"]).exclude(venture="").exists() else None


@on("marketplace.order.placed", after=where_it_is_a_ventures)
@on("marketplace.payment.claimed", after=where_it_is_a_ventures)
@on("marketplace.payment.confirmed", after=where_it_is_a_ventures)
@on("marketplace.payment.denied", after=where_it_is_a_ventures)
@on("marketplace.order.completed", after=where_it_is_a_ventures)
@on("marketplace.order.resolved", after=where_it_is_a_ventures)
def write_what_was_paid(entry: Entry) -> None:
    """Placed: by which agreement it is divided is frozen. Received, or said to be given back: it is in the book, and no more where that
    isn't so. Completed: who made it is frozen.
    """
    record_sale(entry.data["order"])


@on("marketplace.agreement.settled")
def divide_by_what_is_agreed(entry: Entry) -> None:
    """What waited for an agreement is divided by this one."""
    divide_what_waits(entry.data["venture"])


@on("marketplace.partner.left")
def shut_her_out(entry: Entry) -> None:
    """What she earned stays hers; she sees no more."""
    end_following(entry.data["venture"], entry.data["member"])
