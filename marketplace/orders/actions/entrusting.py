"""Orders of a venture's shop, once another of it answers its customers: each says so, and the one before hears no more of it."""

from uuid import UUID, uuid5

from django.db import IntegrityError

from commons.journal.models import Entry
from commons.journal.writing import Ask, answered, atomic, record
from commons.notify.actions import hand_on
from commons.people.facts import MembershipEnded
from commons.people.streams import member_stream

from ..facts import OrderEntrusted
from ..may import ITSELF
from ..models import Order
from ..streams import book_stream
from .moving import facts_of

NAMESPACE = UUID("0d3c5c1e-5c8d-4c52-9a34-3a8f1be0f0a6")


def entrust_orders(entry: Entry) -> None:
    """All of the shop that this entry says is handed over. Told twice is once."""
    before = entry.data["before"]
    with atomic():
        record(MembershipEnded(stream=member_stream(before), actor=None, of=book_stream(entry.data["shop"])))
    for order_id in Order.objects.filter(shop=entry.data["shop"]).order_by("-pk").values_list("pk", flat=True):
        _entrust(order_id, before, entry)


def entrust_if_late(entry: Entry) -> None:
    """An order that was placed while its shop was handed over: whom its fact names doesn't answer it by now."""
    shop = Order.objects.select_related("shop").get(pk=entry.data["order"]).shop
    if shop.member_id != entry.data["maker"]:
        _entrust(entry.data["order"], entry.data["maker"], entry)


def _entrust(order_id: int, before: int, entry: Entry) -> None:
    """Once for this entry. Whoever answers by now is said: facts may come in any order."""
    ask = Ask("system", uuid5(NAMESPACE, f"{entry.stream} {entry.seq} {order_id}"), "marketplace.entrust", f"marketplace.order:{order_id}")
    try:
        with atomic():
            order = Order.objects.select_related("shop").select_for_update(of=("self",), no_key=True).get(pk=order_id)
            maker = order.shop.member_id
            if maker == before or answered(ask) is not None:
                return
            told = facts_of(order, OrderEntrusted.name, ITSELF, None, {"maker": maker, "before": before})
            ended = MembershipEnded(stream=member_stream(before), actor=None, of=order.stream)
            record(*told, ended, *hand_on(order.stream, before, maker), asks=[ask])
    except IntegrityError:  # at the same moment
        return
