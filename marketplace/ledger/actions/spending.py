"""What is spent for the venture: said by her who paid, out of its money that she holds or out of her own; another confirms it."""

from uuid import UUID

from django.utils import timezone

from commons.journal.refusals import Refused
from commons.journal.writing import record
from commons.people.models import Member
from marketplace.boards.actions.holding import fresh, held
from marketplace.orders.models import Order

from ..accounts import Account
from ..agreed import agreement_in_force, venture_id_of
from ..makers import makers_of
from ..may import may_keep
from ..models import Posting
from .dividing import divide, lot_of_cost, lot_of_order
from .writing import Line, check_amount, check_held, check_words, keyed, undivided, write, written_before


def record_cost(
    by: Member, venture_id: int, amount: int, words: str, key: UUID, *, from_held: bool = False, order: Order | None = None
) -> Posting:
    """She paid so much, for one order or for all; without `from_held` out of her own money, which is hers to get back.

    The same key gets the same posting. Raises Refused: `forbidden`; HoldsLess; `invalid`, `too_long` with a sentence.
    """
    check_amount(amount)
    said = check_words(words)
    if order is not None and venture_id_of(order) != venture_id:
        raise Refused("forbidden")
    with keyed():
        venture, woman = held(venture_id), fresh(by)
        if not may_keep(woman, venture):
            raise Refused("forbidden")
        of = {"order_id": order.pk if order else None, "words": said, "is_her_own": not from_held}
        same = {"venture_id": venture_id, "kind": Posting.Kind.COST, "by_id": woman.pk, "amount": amount, **of}
        if (known := written_before(key, **same)) is not None:
            return known
        if from_held:
            check_held(venture_id, woman, amount)
        posting = Posting(
            venture=venture, key=key, kind=Posting.Kind.COST, amount=amount, by=woman, at=timezone.now(), order=order, words=said
        )
        posting.lot = f"order:{order.pk}" if order else f"cost:{key}"
        if order is None:
            posting.agreement = agreement_in_force(venture)
        account = Account.HELD if from_held else Account.SHARE
        written = write(posting, [Line(account, -amount, woman.pk), undivided(amount)])
        lot = lot_of_order(order, venture_id, makers_of(order)) if order else lot_of_cost(posting)
        record(written, *divide(lot, posting.at))
    return posting
