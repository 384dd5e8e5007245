"""What is owed to a maker: handed over, and not paid yet."""

from dataclasses import dataclass

from django.db.models import F, Sum

from commons.people.models import Member

from .describing import address_of
from .fulfilment import State
from .models import Order, PaymentLine

MOST = 100


@dataclass(frozen=True)
class Debt:
    order: Order
    lines: list[PaymentLine]

    @property
    def amount(self) -> int:
        return sum(line.amount for line in self.lines)

    @property
    def address(self) -> str:
        return address_of(self.order)


@dataclass(frozen=True)
class Owed:
    debts: list[Debt]
    total: int


def owed_to(member: Member) -> Owed:
    """The longest owed first; the total is of all, also where the list is cut off."""
    lines = PaymentLine.objects.owed().filter(order__shop__member=member, order__state__in=(State.DELIVERED, State.COMPLETED))
    total = lines.aggregate(sum=Sum("amount"))["sum"] or 0
    found = lines.select_related("order__listing", "order__guest", "order__member").order_by(F("order__delivered_at").asc(), "pk")[:MOST]
    debts: dict[int, Debt] = {}
    for line in found:
        debts.setdefault(line.order_id, Debt(line.order, [])).lines.append(line)
    return Owed(list(debts.values()), total)
