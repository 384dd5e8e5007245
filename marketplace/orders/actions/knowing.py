"""What a maker may know of her customer, and what she needn't: a card of measures, a guest she doesn't wish to hear of."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from commons.journal.facts import Fact
from commons.journal.refusals import Refused
from commons.journal.writing import atomic, record
from commons.people.actions import mute_passes
from commons.people.models import Guest, Member

from ..facts import GuestBlocked, OrderChanged
from ..fulfilment import Who
from ..may import parts_of
from ..measures import check_measures
from ..models import GuestBlock, MeasurementCard, Order
from ..streams import book_stream, order_stream
from .moving import facts_of


def save_card(customer: Member | Guest, measures: Mapping[str, Any]) -> MeasurementCard:
    """Her measures, for whoever sews for her; those who do now see it at once. Empty, it is gone. Raises Refused `invalid`."""
    kept = check_measures(measures)
    orders = [order for order in Order.objects.whole().of(customer).open() if order.declared.measured]
    with atomic():
        card, _ = MeasurementCard.objects.update_or_create(**_whose(customer), defaults={"measures": kept, "changed_at": timezone.now()})
        facts: list[Fact] = [fact for order in orders for fact in facts_of(order, OrderChanged.name, customer, Who.CUSTOMER, {})]
        if facts:
            record(*facts)
    return card


def card_for(order: Order, who: Member | Guest) -> MeasurementCard | None:
    """The customer's card: for herself, and for the maker while she sews for her; for nobody else."""
    parts = parts_of(order, who)
    theirs = Who.CUSTOMER in parts or (Who.MAKER in parts and order.is_open and order.declared.measured)
    customer = order.customer
    if not theirs or customer is None:
        return None
    cards = (
        MeasurementCard.objects.filter(guest=customer) if isinstance(customer, Guest) else MeasurementCard.objects.filter(member=customer)
    )
    return cards.first()


def block_guest(order: Order, maker: Member, on: bool = True) -> None:
    """In one tap: the guest of this order orders no more from her, nor writes in any of her orders. Raises Refused `forbidden`."""
    fresh = Order.objects.whole().get(pk=order.pk)
    if fresh.shop.member_id != maker.pk or fresh.guest is None:
        raise Refused("forbidden")
    guest, hers = fresh.guest, GuestBlock.objects.filter(shop=fresh.shop, guest=fresh.guest)
    with atomic():
        if on:
            _, changed = GuestBlock.objects.get_or_create(shop=fresh.shop, guest=guest, defaults={"phone": guest.phone})
        else:
            changed = bool(hers.delete()[0])
        if changed:
            orders = list(Order.objects.filter(shop=fresh.shop, guest=guest).order_by("pk").values_list("pk", flat=True))
            mute_passes(guest, map(order_stream, orders), on)
            record(*(GuestBlocked(stream=book_stream(fresh.shop_id), actor=maker.actor, order=pk, guest=guest.pk, on=on) for pk in orders))


def _whose(customer: Member | Guest) -> dict[str, Any]:
    return {"guest": customer} if isinstance(customer, Guest) else {"member": customer}
