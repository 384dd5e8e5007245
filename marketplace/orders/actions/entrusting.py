"""Orders of a venture's shop, once another of it answers its customers: each says so, and the one before hears no more of it."""

from uuid import UUID, uuid5

from django.db import IntegrityError

from commons.journal.listening import Later
from commons.journal.models import Entry
from commons.journal.writing import Ask, answered, answers, atomic, record
from commons.notify.actions import hand_on
from commons.people.facts import MembershipEnded
from commons.people.streams import member_stream
from marketplace.catalog.models import Shop

from ..facts import OrderEntrusted
from ..may import ITSELF
from ..models import Order
from ..streams import book_stream
from .moving import facts_of

NAMESPACE = UUID("0d3c5c1e-5c8d-4c52-9a34-3a8f1be0f0a6")
A_BATCH = 50


def entrust_orders(entry: Entry) -> None:
    """All of the shop that this entry says is handed over, the newest first. Told twice is once.

    Raises Later after a batch, so that whoever else waits for the worker waits for no more than that.
    """
    shop, before = entry.data["shop"], entry.data["before"]
    if Shop.objects.filter(pk=shop, member=before).exists():  # she answers again
        return
    _close_book(entry)
    orders = Order.objects.filter(shop=shop).order_by("-pk")
    last: int | None = None
    while batch := list((orders if last is None else orders.filter(pk__lt=last)).values_list("pk", flat=True)[:A_BATCH]):
        last = batch[-1]
        asks = {order_id: _ask(entry, f"marketplace.order:{order_id}") for order_id in batch}
        known = answers(list(asks.values()))
        fresh = [order_id for order_id, ask in asks.items() if known[ask.actor, ask.key] is None]
        for order_id in fresh:
            _entrust(order_id, before, entry)
        if fresh and len(batch) == A_BATCH:
            raise Later


def entrust_if_late(entry: Entry) -> None:
    """An order that was placed while its shop was handed over: whom its fact names doesn't answer it by now."""
    shop = Order.objects.select_related("shop").get(pk=entry.data["order"]).shop
    if shop.member_id != entry.data["maker"]:
        _entrust(entry.data["order"], entry.data["maker"], entry)


def _close_book(entry: Entry) -> None:
    """Who answered before hears no more of the shop's orders."""
    before, book = entry.data["before"], book_stream(entry.data["shop"])
    ask = _ask(entry, book)
    try:
        with atomic():
            if answered(ask) is None:
                record(MembershipEnded(stream=member_stream(before), actor=None, of=book), asks=[ask])
    except IntegrityError:  # at the same moment
        return


def _entrust(order_id: int, before: int, entry: Entry) -> None:
    """Once for this entry. Whoever answers by now is said: facts may come in any order."""
    ask = _ask(entry, f"marketplace.order:{order_id}")
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


def _ask(entry: Entry, stream: str) -> Ask:
    """What this entry has to be done with this stream, once."""
    return Ask("system", uuid5(NAMESPACE, f"{entry.stream} {entry.seq} {stream}"), "marketplace.entrust", stream)
