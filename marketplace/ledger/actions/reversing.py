"""Taking a posting back by another that turns all its signs; what was divided of it follows."""

from uuid import UUID, uuid4

from django.utils import timezone

from commons.journal.facts import Fact
from commons.journal.refusals import Refused
from commons.journal.writing import record
from commons.people.models import Member
from marketplace.boards.actions.holding import fresh, held

from ..makers import makers_of
from ..may import may_reverse
from ..models import Posting
from ..refusals import PostingMoved
from .dividing import divide, lot_of_cost, lot_of_order
from .writing import Line, keyed, write, written_before

Kind, State = Posting.Kind, Posting.State


def reverse(posting: Posting, by: Member, key: UUID) -> Posting:
    """It was a mistake: she who recorded it, or a steward, says so, and another confirms that. The same key gets the same reversal.

    Raises Refused: `forbidden`; PostingMoved where it was reversed or denied meanwhile; `invalid`.
    """
    with keyed():
        held(posting.venture_id)
        woman, was = fresh(by), found(posting)
        if not may_reverse(woman, was):
            raise Refused("forbidden")
        if (known := written_before(key, reverses_id=was.pk, by_id=woman.pk)) is not None:
            return known
        if was.is_reversed or was.state == State.DENIED:
            raise PostingMoved(was)
        back = turned(was, woman, key)
        record(take_back(was, back), *divide_again(was))
    return back


def found(posting: Posting) -> Posting:
    """As it is now."""
    return Posting.objects.whole().with_reversed().select_related("order__shop").get(pk=posting.pk)


def turned(was: Posting, by: Member | None, key: UUID | None = None, **columns: object) -> Posting:
    """The posting that takes it back, not written yet."""
    same = {name: getattr(was, name) for name in ("venture_id", "kind", "to_id", "order", "lot", "agreement_id", "words")}
    return Posting(key=key or uuid4(), amount=-was.amount, by=by, reverses=was, at=timezone.now(), **same, **columns)


def take_back(was: Posting, back: Posting) -> Fact:
    return write(back, [Line(leg.account, -leg.amount, leg.member_id) for leg in was.legs.all()])


def divide_again(was: Posting) -> list[Fact]:
    """What its lot comes to without it, or with it again."""
    if was.kind not in (Kind.SALE, Kind.COST):
        return []
    if was.order is not None:
        return [*divide(lot_of_order(was.order, was.venture_id, makers_of(was.order)))]
    cost = Posting.objects.select_related("agreement").get(lot=was.lot, kind=Kind.COST, reverses=None)
    return [*divide(lot_of_cost(cost))]
