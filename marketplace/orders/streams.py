"""All stream names of orders."""

from uuid import UUID


def order_stream(order_id: int) -> str:
    """What happens to one order: its customer and its maker follow it, and their room shows it."""
    return f"marketplace.order:{order_id}"


def payments_stream(order_id: int) -> str:
    """What guards the pictures that show a payment: it is a matter of its two sides, also where an ambassador ordered."""
    return f"marketplace.payments:{order_id}"


def book_stream(shop_id: int) -> str:
    """That something happened to one of a shop's orders; its maker alone follows it, since a shop's own stream is public."""
    return f"marketplace.orders:{shop_id}"


def homecoming_stream(homecoming_id: int) -> str:
    """Whether one side of an order is home again: she follows it, and the friend who looks after her way."""
    return f"marketplace.homecoming:{homecoming_id}"


def draft_stream(key: UUID) -> str:
    """What guards the pictures of an order that isn't sent; it has no door, since whoever wrote it has no account yet."""
    return f"marketplace.draft:{key}"
