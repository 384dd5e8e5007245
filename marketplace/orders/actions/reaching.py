"""Whether a price offer reaches its customer by itself, or when somebody sent it."""

from ..models import Order


def reached_at_once(order: Order) -> bool:
    """A member has her bell, and who gave an e-mail address has mail; anyone else waits for the maker's To send list."""
    return order.member_id is not None or bool(order.guest and order.guest.email)
