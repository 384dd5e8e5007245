"""Orders of a venture's shop as cards: made by themselves once, and following what happens to the order; a move is told in its room."""

from typing import Any

from django.db.models import F

from commons.journal.writing import atomic, record
from marketplace.orders.models import Order, PaymentLine

from ..models import Card, Column
from ..streams import venture_of
from .cards import card_changed, card_made, put_card
from .placing import take_turn

SYSTEM = "system"


def put_order(order_id: int) -> None:
    """A card for it, in the first column of the venture whose shop it was placed at; once, and none for any other shop's."""
    order = Order.objects.select_related("shop", "listing").filter(pk=order_id).first()
    venture_id = venture_of(order.shop.venture) if order is not None else None
    if order is None or venture_id is None:
        return
    with atomic():
        first = Column.objects.select_related("venture").filter(venture=venture_id).first()
        if first is None:
            return
        take_turn(venture_id, [first.pk])  # who hears of it at the same moment waits, and finds it there
        if Card.objects.filter(venture=venture_id, order=order.stream).exists():
            return
        card = put_card(first.venture, first.pk, None, order=order.stream, titles=order.listing.names, **money_of(order))
        record(card_made(card, SYSTEM))


def follow_order(order_id: int) -> None:
    """Its card has the order's day, price and what was received; it stays where women put it."""
    order = Order.objects.filter(pk=order_id).first()
    if order is None:
        return
    with atomic():
        card = Card.objects.select_related("venture").select_for_update(of=("self",), no_key=True).filter(order=order.stream).first()
        if card is None:
            return
        Card.objects.filter(pk=card.pk).update(**money_of(order), version=F("version") + 1)
        card.refresh_from_db(fields=["version"])
        record(card_changed(card, SYSTEM, "order"))


def money_of(order: Order) -> dict[str, Any]:
    """As columns of a card: the day it is for, its price once there is one, and what its maker says she has received."""
    quote = order.quotes.filter(revision=order.revision).first() if order.revision else None
    received = PaymentLine.objects.priced().filter(order=order, confirmed_at__isnull=False).sum()
    return {"due_on": order.due_on or order.day, "planned": quote.total if quote else None, "actual": received or None}
