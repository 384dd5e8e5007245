"""Pictures of an order, behind its own door: kept inside an action; and how it comes along, an action itself."""

from collections.abc import Sequence

from commons.journal.refusals import Refused
from commons.journal.writing import atomic, record
from commons.media.actions import keep_picture
from commons.media.pictures import PreparedPicture
from commons.people.models import Member

from ..facts import OrderChanged
from ..fulfilment import Who
from ..may import parts_of
from ..models import Order, OrderPicture, PaymentLine
from ..streams import payments_stream
from .moving import facts_of

MOST = 30  # of one order


def keep_pictures(
    order: Order, prepared: Sequence[PreparedPicture], shows: OrderPicture.Shows, by: str, payment: PaymentLine | None = None
) -> None:
    """Inside the caller's transaction, which says what happened."""
    guard = payments_stream(order.pk) if shows == OrderPicture.Shows.PROOF else order.stream
    for one in prepared:
        picture = keep_picture(one, guard, by)
        OrderPicture.objects.create(order=order, picture=picture, shows=shows, payment=payment)


def show_progress(order: Order, maker: Member, prepared: Sequence[PreparedPicture]) -> None:
    """How it comes along: the customer sees it at once. Raises Refused `forbidden`, or `invalid` for more than an order holds."""
    fresh = Order.objects.whole().get(pk=order.pk)
    if Who.MAKER not in parts_of(fresh, maker) or not fresh.is_open:
        raise Refused("forbidden")
    if not 1 <= len(prepared) <= MOST - fresh.pictures.count():
        raise Refused("invalid")
    with atomic():
        keep_pictures(fresh, prepared, OrderPicture.Shows.PROGRESS, maker.actor)
        record(*facts_of(fresh, OrderChanged.name, maker, Who.MAKER, {"what": "pictures"}))
