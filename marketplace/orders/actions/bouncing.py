"""A price offer whose day was full when its customer agreed: she can do nothing, so the maker hears of it."""

from django.utils import timezone

from commons.journal.writing import atomic, record

from ..facts import QuoteBounced
from ..fulfilment import State
from ..may import ITSELF
from ..models import Order, Quote
from .moving import facts_of


def mark_quote_full(order_id: int) -> None:
    """The price offer that counts can't be agreed to as it is. Said once, however often she tries."""
    with atomic():
        order = Order.objects.filter(pk=order_id, state=State.QUOTED).first()
        if order is None:
            return
        if Quote.objects.filter(order=order, revision=order.revision, full_at=None).update(full_at=timezone.now()):
            record(*facts_of(order, QuoteBounced.name, ITSELF, None, {"revision": order.revision}))
