"""Who made what was ordered, for what is paid by the piece."""

from collections.abc import Collection

from marketplace.boards.models import CardMember, Partner
from marketplace.orders.models import Order

from .agreed import venture_id_of


def makers_of(order: Order) -> Collection[int]:
    """Those who stand on its card and share in the venture; where nobody does, she who answers for it."""
    venture_id = venture_id_of(order)
    partners = Partner.objects.working().filter(venture=venture_id).values("member")
    on_it = CardMember.objects.filter(card__venture=venture_id, card__order=order.stream, member__in=partners)
    return sorted(on_it.values_list("member_id", flat=True)) or [order.shop.member_id]
