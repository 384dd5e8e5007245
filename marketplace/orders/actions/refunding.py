"""What is to be given back when an order is cancelled: reckoned from what was received, inside the transaction that changes either."""

from django.utils import timezone

from ..models import Order, PaymentLine


def cross_out(order: Order) -> None:
    """What nobody has paid yet needn't be paid any more; what somebody says she paid waits for who would have received it."""
    PaymentLine.objects.owed().filter(order=order, claimed_at=None).update(void_at=timezone.now())


def received(order: Order) -> int:
    """What the maker has of it, in tyiyn."""
    return PaymentLine.objects.priced().filter(order=order).exclude(confirmed_at=None).sum()


def returnable(order: Order) -> int:
    """What of that isn't given back, or to be given back, already."""
    return received(order) - PaymentLine.objects.refunds().filter(order=order).sum()


def settle_refund(order: Order) -> None:
    """Have the maker owe what she received beyond what stays with her."""
    owe(order, returnable(order) - min(order.kept, received(order)))


def owe(order: Order, amount: int) -> None:
    """Have her owe so much, if anything."""
    if amount > 0:
        PaymentLine.objects.create(order=order, shop_id=order.shop_id, purpose=PaymentLine.Purpose.REFUND, amount=amount)
