"""`{% load making %}`: what is the maker's to do with an order, as buttons."""

from uuid import uuid4

from django import template

from ..describing import address_of
from ..models import Order, PaymentLine
from ..tasks import asks_of_money, tasks_of

register = template.Library()


@register.inclusion_tag("orders/maker/_tasks.html", takes_context=True)
def maker_tasks(context: template.Context, order: Order) -> dict[str, object]:
    """The one next first, and madder only where it waits for her: money that is said to be paid comes before all."""
    lines = PaymentLine.objects.standing().filter(order=order, confirmed_at=None)
    money = [line for line in lines if asks_of_money(order, line)]
    turn = context.get("turn")
    found = {
        "order": order,
        "tasks": tasks_of(order),
        "money": money,
        "is_hers": (turn is None or turn.whose != "waiting") and not any(line.is_claimed for line in money),
        "address": address_of(order),
    }
    return {**found, "key": uuid4(), "csrf_token": context.get("csrf_token")}
