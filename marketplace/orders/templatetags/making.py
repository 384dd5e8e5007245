"""`{% load making %}`: what is the maker's to do with an order, as buttons."""

from uuid import uuid4

from django import template
from django.db.models import Q

from ..describing import address_of
from ..fulfilment import CLAIMING
from ..models import GuestBlock, Order, PaymentLine
from ..tasks import tasks_of

register = template.Library()


@register.inclusion_tag("orders/maker/_tasks.html", takes_context=True)
def maker_tasks(context: template.Context, order: Order) -> dict[str, object]:
    """The one next first; none where she waits for the customer."""
    found = {
        "order": order,
        "tasks": tasks_of(order),
        "money": money_of(order),
        "is_blocked": is_blocked(order),
        "address": address_of(order),
    }
    return {**found, "key": uuid4(), "csrf_token": context.get("csrf_token")}


def money_of(order: Order) -> list[PaymentLine]:
    """What she may say of money now: that she has it, that it hasn't come, that she gave it back."""
    lines = PaymentLine.objects.standing().filter(order=order, confirmed_at=None)
    if order.state not in CLAIMING:
        lines = lines.filter(Q(claimed_at__isnull=False) | Q(purpose=PaymentLine.Purpose.REFUND))
    return [line for line in lines if not (line.is_refund and line.is_claimed)]


def is_blocked(order: Order) -> bool | None:
    """None where there is no guest to block."""
    return GuestBlock.objects.filter(shop=order.shop_id, guest=order.guest_id).exists() if order.guest_id else None
