"""`{% load making %}`: what is the maker's to do with an order, as buttons."""

from uuid import uuid4

from django import template

from ..describing import address_of
from ..models import Order
from ..tasks import tasks_of

register = template.Library()


@register.inclusion_tag("orders/maker/_tasks.html", takes_context=True)
def maker_tasks(context: template.Context, order: Order) -> dict[str, object]:
    """The one next first; none where she waits for the customer."""
    return {"order": order, "tasks": tasks_of(order), "key": uuid4(), "address": address_of(order), "csrf_token": context.get("csrf_token")}
