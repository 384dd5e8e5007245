"""A price offer whose day was full when its customer agreed: she can do nothing, so the maker hears of it; until it is free again."""

from django.utils import timezone

from commons.journal.writing import atomic, record

from ..choosing import has_room_still
from ..facts import QuoteBounced, QuoteFreed
from ..fulfilment import State
from ..may import ITSELF, Actor
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


def mark_quote_free(order_id: int, who: Actor = ITSELF) -> None:
    """The same one can be agreed to again, where its day isn't full any more; else nothing. `who` looks at it, and needn't be told."""
    order = Order.objects.whole().filter(pk=order_id, state=State.QUOTED).first()
    bounced = order.quotes.filter(revision=order.revision, full_at__isnull=False).first() if order else None
    if order is None or bounced is None or not has_room_still(order, order.first_of(bounced.due_on)):
        return
    with atomic():
        still = Order.objects.filter(pk=order_id, state=State.QUOTED, version=order.version).exists()
        if still and Quote.objects.filter(pk=bounced.pk, full_at__isnull=False).update(full_at=None):
            record(*facts_of(order, QuoteFreed.name, who, None, {"revision": order.revision}))
