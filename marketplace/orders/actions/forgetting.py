"""Proofs of payment are kept for a while only."""

from datetime import timedelta

from commons.journal.writing import atomic
from commons.media.actions import erase

from ..fulfilment import OPEN
from ..models import Order, OrderPicture

PROOFS_LAST = timedelta(days=30)


def forget_proofs(order_id: int) -> None:
    """Take the proofs of an order that is over out of every table, with their files. Does nothing while it is open, or twice."""
    with atomic():
        if Order.objects.filter(pk=order_id, state__in=OPEN).exists():
            return
        proofs = OrderPicture.objects.filter(order=order_id, shows=OrderPicture.Shows.PROOF).select_related("picture")
        erase(pictures=[proof.picture for proof in proofs])
