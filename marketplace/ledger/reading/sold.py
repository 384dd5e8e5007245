"""Whether the book has what was paid of an order."""

from collections.abc import Collection, Mapping

from django.db.models import BigIntegerField, Case, F, QuerySet, Sum, When

from marketplace.orders.models import PaymentLine

from ..models import Posting


def missing_of(orders: Collection[int | None] | QuerySet) -> Mapping[int, int]:
    """Of these orders, what was received or given back, and isn't in the book, in tyiyn; nothing of those where it is."""
    signed = Case(When(purpose=PaymentLine.Purpose.REFUND, then=-F("amount")), default=F("amount"), output_field=BigIntegerField())
    lines = PaymentLine.objects.handed_over().filter(order__in=orders).order_by()
    paid = {row["order"]: row["sum"] for row in lines.values("order").annotate(sum=Sum(signed))}
    sales = Posting.objects.filter(order__in=orders, kind=Posting.Kind.SALE).order_by()
    written = {row["order"]: row["sum"] for row in sales.values("order").annotate(sum=Sum("amount"))}
    return {order: lacks for order in paid.keys() | written.keys() if (lacks := paid.get(order, 0) - written.get(order, 0))}


def is_missing(sale: Posting, missing: Mapping[int, int]) -> bool:
    """Whether this sale was taken back, and is of what its order's money lacks in the book. Read `with_reversed()`."""
    if sale.order_id is None or sale.is_reversal or not sale.is_reversed:
        return False
    lacks = missing.get(sale.order_id, 0)
    return abs(lacks) >= abs(sale.amount) and (lacks > 0) == (sale.amount > 0)
