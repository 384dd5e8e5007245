"""Who may follow an order as a member; a guest follows hers by her private link. And who may follow a shop's book of orders."""

from collections.abc import Collection

from commons.people.models import Member
from commons.realtime.doors import Ask, beside, door, passes_blocks, wide_door
from marketplace.catalog.models import Shop

from .fulfilment import Who
from .may import parts_of, waits_for_coordinator
from .models import Order
from .streams import order_stream

passes_blocks("marketplace.order")


@door("marketplace.order")
def may_see_order(member: Member | None, number: str) -> bool:
    """Its maker, its customer, the ambassador who ordered for her; a coordinator while the two can't go on alone.

    A block takes from nobody what the two have agreed upon; it does from the ambassador, who is no side of it.
    """
    return member is not None and bool(who_may_see_orders([(member, number)]))


@wide_door("marketplace.order")
def who_may_see_orders(asks: Collection[Ask]) -> Collection[Ask]:
    """The same for many, as in a list of rooms: its sides are found in one query."""
    orders = {str(order.pk): order for order in Order.objects.select_related("shop").filter(pk__in={int(number) for _, number in asks})}
    return [(member, number) for member, number in asks if member is not None and number in orders and _sees(member, orders[number])]


def _sees(member: Member, order: Order) -> bool:
    parts = parts_of(order, member)
    return bool(parts - {Who.COORDINATOR}) or (Who.COORDINATOR in parts and waits_for_coordinator(order))


@door("marketplace.payments")
def may_see_payments(member: Member | None, number: str) -> bool:
    """Its maker and its customer; a coordinator while the two can't go on alone."""
    order = Order.objects.select_related("shop").filter(pk=int(number)).first() if member is not None else None
    return member is not None and order is not None and _sees(member, order) and Who.HELPER not in parts_of(order, member)


@beside("marketplace.payments")
def order_of_payments(number: str) -> str:
    """A guest sees what she has paid by her link to the order."""
    return order_stream(int(number))


@door("marketplace.orders")
def may_see_book(member: Member | None, number: str) -> bool:
    """She whose shop it is."""
    return member is not None and Shop.objects.filter(pk=int(number), member=member).exists()
