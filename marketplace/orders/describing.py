"""What an order is called elsewhere: on the bell, in a list of rooms, on To send."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from commons.journal.things import Thing, describes, ids_in

from .models import Order


@describes("marketplace.order")
def describe_orders(numbers: Collection[str]) -> dict[str, Thing]:
    orders = Order.objects.select_related("listing", "shop__member", "shop__lab").filter(pk__in=ids_in(numbers))
    return {str(order.pk): Thing(title_of(order), address_of(order), {order.maker.actor: order.shop.title}) for order in orders}


def title_of(order: Order) -> str:
    """Its number and what it is."""
    return _("Order %(number)s · %(what)s") % {"number": order.pk, "what": order.listing.title}


def address_of(order: Order) -> str:
    return f"/market/orders/{order.pk}/"
