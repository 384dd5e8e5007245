"""Whether the book has what was paid of an order, and what of that was given back."""

from collections.abc import Collection, Mapping

from django.db.models import Q, QuerySet, Sum

from marketplace.orders.models import PaymentLine

from ..models import Posting

REFUND = PaymentLine.Purpose.REFUND
SAID, TAKEN_BACK, STAYS = Q(reverses=None), Q(reverses__isnull=False, reverses__reverses=None), Q(reverses__reverses__isnull=False)
IS_BACK = (SAID | STAYS) & Q(amount__lt=0) | TAKEN_BACK & Q(amount__gt=0)  # of what was given back; all else is of what was received

Lacks = Mapping[tuple[int | None, bool], int]


def missing_of(orders: Collection[int | None] | QuerySet) -> Lacks:
    """What the book lacks of each of these orders, in tyiyn: of what was received, and of what was given back (True)."""
    lines = PaymentLine.objects.handed_over().filter(order__in=orders).order_by().values("order")
    sales = Posting.objects.filter(order__in=orders, kind=Posting.Kind.SALE).order_by().values("order")
    paid = {(row["order"], is_back): row["sum"] for is_back in (False, True) for row in _sums(lines, Q(purpose=REFUND), is_back)}
    written = {(row["order"], is_back): row["sum"] for is_back in (False, True) for row in _sums(sales, IS_BACK, is_back)}
    signed = {place: -sum if place[1] else sum for place, sum in paid.items()}
    return {place: lacks for place in signed.keys() | written.keys() if (lacks := signed.get(place, 0) - written.get(place, 0))}


def _sums(rows: QuerySet, which: Q, is_back: bool) -> QuerySet:
    return (rows.filter(which) if is_back else rows.exclude(which)).annotate(sum=Sum("amount"))


def is_missing(sale: Posting, missing: Lacks) -> bool:
    """Whether this is a sale that was taken back, and is of what the book lacks of its order. Read `with_reversed()`."""
    if sale.kind != Posting.Kind.SALE or sale.is_reversal or not sale.is_reversed:
        return False
    lacks = missing.get((sale.order_id, sale.amount < 0), 0)
    return abs(lacks) >= abs(sale.amount) and (lacks > 0) == (sale.amount > 0)
