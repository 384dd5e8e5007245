""" "Call me back": the customer would rather talk, and lets the maker see her number for it."""

from django.utils import timezone

from commons.journal.refusals import Refused
from commons.journal.writing import atomic, record
from commons.people.models import Guest, Member

from ..facts import OrderChanged
from ..fulfilment import Who
from ..may import parts_of
from ..models import Order
from .moving import facts_of


def ask_for_call(order: Order, who: Member | Guest, on: bool = True) -> None:
    """She would like to be called, or (`on` is false) not any more, which the maker says too once she has called.

    Said twice it is said once. Raises Refused `forbidden`.
    """
    fresh = Order.objects.whole().get(pk=order.pk)
    part = next(iter(parts_of(fresh, who)), None)
    if part not in ((Who.CUSTOMER,) if on else (Who.CUSTOMER, Who.MAKER)) or not fresh.is_open:
        raise Refused("forbidden")
    with atomic():
        changed = Order.objects.filter(pk=fresh.pk, wants_call_at__isnull=on).update(wants_call_at=timezone.now() if on else None)
        if changed:
            record(*facts_of(fresh, OrderChanged.name, who, part, {}))
