"""Whether a price offer reaches its customer by itself, or when somebody sent it."""

from django.conf import settings

from ..models import Order


def reached_at_once(order: Order) -> bool:
    """A member has her bell, and whom mail reaches has mail; of anyone else notify says when she was told."""
    return order.member_id is not None or bool(settings.MAILS and order.guest and order.guest.email)
