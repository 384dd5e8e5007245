"""Whether what was divided is what was promised."""

from collections import defaultdict
from fractions import Fraction

from django.db.models import Sum

from marketplace.ledger.models import Agreement, Leg, OrderSplit


def check_divided(promised):
    """Each to the tyiyn, reckoned anew: costs first, pieces, then parts as they are meant in the agreement."""
    sums = defaultdict(lambda: defaultdict(int))
    for leg in Leg.objects.filter(account="undivided").exclude(posting__kind="division").select_related("posting"):
        sums[leg.posting.lot][leg.posting.kind] -= leg.amount
    for lot, moved in sums.items():
        net, number = moved["sale"] + moved["cost"], promised[lot]
        legs = Leg.objects.filter(posting__lot=lot, posting__kind="division", account="share")
        divided = {row["member_id"]: -row["sum"] for row in legs.order_by().values("member_id").annotate(sum=Sum("amount"))}
        if not number:
            assert divided == {}
            continue
        assert sum(divided.values()) == net
        for member, exact in exact_of(lot, net, Agreement.objects.get(number=number)).items():
            assert abs(divided.pop(member, 0) - exact) < 1
        assert not any(divided.values())


def exact_of(lot, net, agreement):
    orders = [lot.removeprefix("order:")] if "order" in lot else []
    split = OrderSplit.objects.select_related("order__shop").filter(order__in=orders).first()
    pieces, weights = min(max(net, 0), agreement.a_piece * split.order.n) if split else 0, agreement.weights
    exact = {pk: (net - pieces) * Fraction(weight, sum(weights.values())) for pk, weight in weights.items()}
    if pieces:
        exact[split.order.shop.member_id] = exact.get(split.order.shop.member_id, 0) + pieces
    return exact
