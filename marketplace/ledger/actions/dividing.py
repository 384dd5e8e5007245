"""Dividing a lot: what is due to each by now, less what was credited before. However it came, in whole it is within a tyiyn of exact."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.db.models import Sum
from django.utils import timezone

from marketplace.orders.models import Order

from ..accounts import Account
from ..agreed import agreement_at
from ..facts import PostingRecorded
from ..models import Agreement, Leg, OrderSplit, Posting
from ..splitting import by_weight, shares
from .writing import Line, undivided, write

Kind = Posting.Kind


@dataclass(frozen=True)
class Lot:
    """Money that is divided together: all of an order, with its costs; or one cost of the whole venture."""

    name: str
    venture_id: int
    agreement: Agreement | None
    order: Order | None = None
    makers: Collection[int] = ()

    @property
    def pieces(self) -> Mapping[int, int]:
        """What is paid by the piece, to each who made it."""
        if self.order is None or self.agreement is None or not self.agreement.a_piece or not self.makers:
            return {}
        return by_weight(self.agreement.a_piece * self.order.n, dict.fromkeys(self.makers, 1))


def lot_of_order(order: Order, venture_id: int, makers: Collection[int]) -> Lot:
    """With the agreement it froze, or freezes now: as when it was placed."""
    split = OrderSplit.objects.select_related("agreement").filter(order=order).first()
    if split is None and (agreement := agreement_at(venture_id, order.placed_at)) is not None:
        split = OrderSplit.objects.create(order=order, agreement=agreement, at=timezone.now())
    frozen = split.makers if split and split.makers is not None else makers
    return Lot(f"order:{order.pk}", venture_id, split.agreement if split else None, order, frozen)


def lot_of_cost(cost: Posting) -> Lot:
    """One cost, by the agreement in force when it was recorded, or else the first after."""
    return Lot(cost.lot, cost.venture_id, cost.agreement or agreement_at(cost.venture_id, cost.at))


def divide(lot: Lot, at: datetime | None = None) -> list[PostingRecorded]:
    """Bring what is credited to what is due; nothing where it is, or no agreement says whose it is."""
    if lot.agreement is None:
        return []
    due = shares(_moved(lot, Kind.SALE), -_moved(lot, Kind.COST), lot.pieces, lot.agreement.weights)
    credited = _credited(lot)
    change = {pk: due.get(pk, 0) - credited.get(pk, 0) for pk in sorted(due.keys() | credited.keys())}
    if not any(change.values()):
        return []
    now = at or timezone.now()
    total = sum(change.values())
    posting = Posting(
        venture_id=lot.venture_id,
        key=uuid4(),
        kind=Kind.DIVISION,
        amount=total,
        at=now,
        order=lot.order,
        lot=lot.name,
        agreement=lot.agreement,
        state=Posting.State.CONFIRMED,
        answered_at=now,
    )
    return [write(posting, [undivided(total), *(Line(Account.SHARE, -hers, pk) for pk, hers in change.items())])]


def _moved(lot: Lot, kind: str) -> int:
    """What came into the lot by sales; by costs, below zero."""
    legs = Leg.objects.filter(posting__lot=lot.name, posting__kind=kind, account=Account.UNDIVIDED)
    return -(legs.aggregate(sum=Sum("amount"))["sum"] or 0)


def _credited(lot: Lot) -> dict[int, int]:
    legs = Leg.objects.filter(posting__lot=lot.name, posting__kind=Kind.DIVISION, account=Account.SHARE)
    return {row["member_id"]: -row["sum"] for row in legs.order_by().values("member_id").annotate(sum=Sum("amount"))}
