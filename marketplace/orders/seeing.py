"""Who is before an order's page: a member by what she is to it, or a guest by her private link."""

from dataclasses import dataclass

from django.http import HttpRequest

from commons.people.models import Guest, Member
from commons.people.passes import guest_at
from commons.people.viewer import member_of
from commons.realtime.doors import may_enter

from .fulfilment import Who
from .may import Actor, parts_of
from .models import Order


@dataclass(frozen=True)
class Seen:
    """An order, and as what she sees it."""

    order: Order
    who: Member | Guest
    part: Who

    @property
    def is_customer(self) -> bool:
        return self.part == Who.CUSTOMER

    @property
    def is_maker(self) -> bool:
        return self.part == Who.MAKER

    @property
    def actor(self) -> Actor:
        return self.who


def seen_by(request: HttpRequest, order_id: int) -> Seen | None:
    """The order as it is now, for whoever may see it; None for who may not, and where there is none."""
    order = Order.objects.whole().select_related("voice", "lab").filter(pk=order_id).first()
    if order is None:
        return None
    member = member_of(request)
    if member is not None and may_enter(member, order.stream):
        part = next(iter(parts_of(order, member)), None)
        if part is not None:
            return Seen(order, member, part)
    guest = guest_at(request, order.stream)
    if guest is None or order.guest_id != guest.pk:
        return None
    return Seen(order, guest, Who.CUSTOMER)
