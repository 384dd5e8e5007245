"""The maker has called back who asked for it."""

from commons.journal.refusals import Refused
from commons.journal.writing import atomic, record
from commons.people.models import Member

from ..facts import OrderChanged
from ..fulfilment import Who
from ..may import parts_of
from ..models import Order
from .moving import facts_of


def note_called(order: Order, maker: Member) -> None:
    """She has called; said twice it is said once. Raises Refused `forbidden`."""
    fresh = Order.objects.whole().get(pk=order.pk)
    if Who.MAKER not in parts_of(fresh, maker):
        raise Refused("forbidden")
    with atomic():
        if Order.objects.filter(pk=fresh.pk, wants_call_at__isnull=False).update(wants_call_at=None):
            record(*facts_of(fresh, OrderChanged.name, maker, Who.MAKER, {}))
