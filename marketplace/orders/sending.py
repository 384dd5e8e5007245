"""A guest's private link with the ways to send it on: to herself, or by the ambassador to her neighbour."""

from urllib.parse import quote as quoted

from django.http import HttpRequest

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
    text = quoted(f"{title_of(order)}\n{link.address}")
    phone = order.guest.phone if order.guest else ""
    return {
        "address": link.address,
        "whatsapp": f"https://wa.me/{phone.removeprefix('+')}?text={text}",
        "telegram": f"https://t.me/share/url?url={quoted(link.address, safe='')}&text={quoted(title_of(order))}",
        "sms": f"sms:{phone}?body={text}",
    }
