"""A guest's private link with the ways to send it on: to herself, or by the ambassador to her neighbour."""

from django.http import HttpRequest

from commons.people import links
from commons.people.models import Guest, Pass
from commons.people.passes import pass_at

from .describing import title_of
from .fulfilment import Who
from .models import Order
from .seeing import Seen


def link_of(request: HttpRequest, seen: Seen) -> dict[str, str] | None:
    """Her address and where each button leads; None for whom it isn't, and where the customer is a member."""
    order = seen.order
    found: Pass | None = None
    if isinstance(seen.who, Guest):
        found = pass_at(request, order.stream)
    elif seen.part == Who.HELPER and order.guest_id:
        found = Pass.objects.held(order.guest_id, order.stream)
    return ways_of(order, found) if found else None


def ways_of(order: Order, link: Pass) -> dict[str, str]:
    """The addresses of the messengers, with the link in them."""
    return links.ways_of(link, order.guest.phone if order.guest else "", title_of(order))
