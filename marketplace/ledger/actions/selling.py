"""What is sold: of each order of a venture's shop, the money its maker said she received, less what she says she gave back."""

from collections.abc import Iterator
from datetime import UTC
from uuid import UUID, uuid5

from django.db.models import Min, Sum
from django.utils import timezone

from commons.journal.facts import Fact
from commons.journal.listening import Later
from commons.journal.refusals import Refused
from commons.journal.writing import atomic, record
from commons.people.models import Member
from commons.people.streams import member_of
from marketplace.boards.actions.holding import fresh, held
from marketplace.boards.streams import venture_stream
from marketplace.orders.fulfilment import State
from marketplace.orders.models import Order, PaymentLine

from ..accounts import Account
from ..agreed import venture_id_of
from ..facts import PostingConfirmed
from ..makers import makers_of
from ..may import may_record_again
from ..models import Leg, OrderSplit, Posting
from ..reading.sold import is_missing, missing_of
from ..refusals import PostingMoved
from .dividing import divide, lot_of_cost, lot_of_order
from .reversing import divide_again, found, take_back, turned
from .writing import Line, keyed, undivided, write, written_before

Kind = Posting.Kind

PAYMENTS = UUID("5a3f6a0e-6f0d-4f0e-9c53-0d9a6e1b7c11")  # under which a payment's number is the key of its posting
A_BATCH = 50


def record_sale(order_id: int) -> None:
    """Bring an order's money in the book to what was paid of it, each payment once, and divide it as agreed. Often is once."""
    order = Order.objects.select_related("shop__member").filter(pk=order_id).first()
    venture_id = venture_id_of(order) if order else None
    if order is None or venture_id is None:
        return
    with atomic():
        held(venture_id)
        if facts := brought(order, venture_id):
            record(*facts)


def brought(order: Order, venture_id: int) -> list[Fact]:
    """The same inside a transaction that holds the venture."""
    facts: list[Fact] = [_write(line, order, venture_id) for line in _not_written(order)]
    facts += [*_confirmed_since(order), *_not_given_after_all(order)]
    lot = lot_of_order(order, venture_id, makers_of(order))
    if order.state == State.COMPLETED:
        OrderSplit.objects.filter(order=order, makers__isnull=True).update(makers=sorted(lot.makers))
    return [*facts, *divide(lot)]


def record_again(sale: Posting, by: Member, key: UUID) -> Posting:
    """What was received for an order, and was denied or taken back by mistake, is written once more, and waits for another's word again.

    The same key gets the same posting. Raises Refused: `forbidden` for who may not take it back either; PostingMoved where the book has
    all that was paid of the order; `invalid`.
    """
    with keyed():
        held(sale.venture_id)
        woman, was = fresh(by), found(sale)
        if not may_record_again(woman, was):
            raise Refused("forbidden")
        if (known := written_before(key, kind=Kind.SALE, by_id=woman.pk, order_id=was.order_id, amount=was.amount)) is not None:
            return known
        if not is_missing(was, missing_of([was.order_id])):
            raise PostingMoved(was)
        same = {name: getattr(was, name) for name in ("venture_id", "kind", "amount", "order", "lot")}
        again = Posting(key=key, by=woman, at=timezone.now(), **same)
        record(write(again, [Line(leg.account, leg.amount, leg.member_id) for leg in was.legs.all()]), *divide_again(was))
    return again


def divide_what_waits(venture_id: int) -> None:
    """An agreement has come into force: what was placed or spent while there was none is divided by it, the oldest first. Often is once.

    Raises Later after a batch, so that whoever else waits for the worker waits for no more than that.
    """
    waiting = Order.objects.filter(shop__venture=venture_stream(venture_id), money_split=None)
    orders = list(waiting.order_by("pk").values_list("pk", flat=True)[:A_BATCH])
    for order_id in orders:
        record_sale(order_id)
    if len(orders) == A_BATCH and OrderSplit.objects.filter(order__in=orders).exists():
        raise Later
    legs = Leg.objects.filter(posting__venture=venture_id, posting__lot__startswith="cost:", account=Account.UNDIVIDED).order_by()
    lots = legs.values("posting__lot").annotate(sum=Sum("amount"), first=Min("posting__id")).exclude(sum=0).order_by("first")
    divided = [_divide_cost(venture_id, lot["posting__lot"]) for lot in lots[:A_BATCH]]
    if len(divided) == A_BATCH and any(divided):
        raise Later


def _divide_cost(venture_id: int, lot: str) -> bool:
    """Whether there is an agreement for it."""
    with atomic():
        held(venture_id)
        cost = Posting.objects.select_related("agreement").filter(lot=lot, kind=Kind.COST, reverses=None).get()
        if facts := divide(lot_of_cost(cost)):
            record(*facts)
    return bool(facts)


def _not_written(order: Order) -> list[PaymentLine]:
    """Those that were handed over, and aren't in the book."""
    lines = list(order.payments.handed_over())
    keys = [key for line in lines for key in _keys(line)]
    known = set(Posting.objects.filter(key__in=keys).values_list("key", flat=True))
    return [line for line in lines if known.isdisjoint(_keys(line))]


def _confirmed_since(order: Order) -> Iterator[Fact]:
    """What the maker says she gave back, and the customer has by now."""
    lines = {key: line for line in order.payments.refunds().exclude(confirmed_at=None) for key in _keys(line)}
    for posting in Posting.objects.waiting().filter(key__in=lines):
        posting.state, posting.answered_at = Posting.State.CONFIRMED, lines[posting.key].confirmed_at
        posting.save(update_fields=["state", "answered_at"])
        yield PostingConfirmed(stream=posting.stream, actor=None, venture=posting.venture_id, posting=posting.pk)


def _not_given_after_all(order: Order) -> Iterator[Fact]:
    """What the maker said she gave back, and the customer hasn't: taken back, first what isn't said any more, and the last of that."""
    said = order.payments.handed_over().refunds()
    keys = {key for line in said for key in _keys(line)}
    given = list(Posting.objects.whole().counting().filter(order=order, kind=Kind.SALE, amount__lt=0, reverses=None))
    too_much = -sum(posting.amount for posting in given) - said.sum()
    for posting in sorted(given, key=lambda one: (one.key in keys, -one.pk)):
        if -posting.amount <= too_much:
            too_much += posting.amount
            yield take_back(posting, turned(posting, posting.by, state=Posting.State.CONFIRMED, answered_at=timezone.now()))


def _keys(line: PaymentLine) -> tuple[UUID, ...]:
    """Its number; what is given back may be said again, so that its keys are that of this time, and the number alone as it was before."""
    number = uuid5(PAYMENTS, str(line.pk))
    if not line.is_refund or line.claimed_at is None:
        return (number,)
    return (uuid5(PAYMENTS, f"{line.pk}:{line.claimed_at.astimezone(UTC).isoformat()}"), number)


def _write(line: PaymentLine, order: Order, venture_id: int) -> Fact:
    """Hers who answered the customer the money is; confirmed at once where the customer has said so too."""
    maker_id = member_of(line.claimed_by if line.is_refund else line.confirmed_by) or order.shop.member_id
    amount = -line.amount if line.is_refund else line.amount
    handed_at = (line.claimed_at if line.is_refund else None) or line.confirmed_at
    said_by_both = line.confirmed_by is not None and (line.is_refund or line.claimed_by not in (None, line.confirmed_by))
    posting = Posting(
        venture_id=venture_id,
        key=_keys(line)[0],
        kind=Kind.SALE,
        amount=amount,
        by_id=maker_id,
        at=handed_at or timezone.now(),
        order=order,
        lot=f"order:{order.pk}",
        state=Posting.State.CONFIRMED if said_by_both else Posting.State.RECORDED,
        answered_at=line.confirmed_at if said_by_both else None,
    )
    return write(posting, [Line(Account.HELD, amount, maker_id), undivided(-amount)])
