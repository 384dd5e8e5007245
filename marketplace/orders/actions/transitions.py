"""The one way an order moves: `transition`. The table says who may; what a line asks beyond that is in `preparing/`."""

from typing import Any
from uuid import UUID

from commons.journal.queueing import in_turn
from commons.journal.refusals import Refused
from commons.journal.writing import atomic, record

from ..fulfilment import TABLE, Move
from ..may import ITSELF, Actor, part_in
from ..models import Order, Step
from ..refusals import Conflict, Full
from .bouncing import mark_quote_full
from .capacity import NoRoom, full
from .moving import go
from .preparing import PREPARED, Asked


def transition(
    order: Order,
    name: str,
    who: Actor,
    expected_version: int,
    *,
    key: UUID | None = None,
    reason: str = "",
    words: str = "",
    **details: Any,
) -> Order:
    """Go the line `name` of the table, where the order still has this version. Returns it as it is then.

    The same `key` gets the same answer. Raises Refused: `forbidden` for who may not; Conflict, with the fresh order, where it has
    moved or stands elsewhere; Full, of which the maker hears where it was agreed to; `invalid` or `too_long` with a sentence for what
    she said.
    """
    try:
        return _in_turn(order, name, who, expected_version, key, reason, words, details)
    except Full:
        if name == "accept":
            mark_quote_full(order.pk)
        raise


@in_turn
def _in_turn(
    order: Order, name: str, who: Actor, expected_version: int, key: UUID | None, reason: str, words: str, details: dict[str, Any]
) -> Order:
    move = TABLE[name]
    wrong = set(details) - {*move.needs, *move.takes} | set(move.needs) - set(details)
    if wrong or not move.before:
        raise TypeError(f"{name} is not asked for with {sorted(wrong)}")
    fresh = Order.objects.whole().get(pk=order.pk)
    part = part_in(fresh, who, move)
    if part is None:
        raise Refused("forbidden")
    if _went(fresh, name, who, key):
        return fresh
    if fresh.version != expected_version or fresh.state not in move.before:
        raise Conflict(fresh)
    _count(fresh, name, move)
    change = PREPARED[name](Asked(fresh, who, part, _reason(move, reason), words, details))
    try:
        with atomic():
            record(*go(fresh, name, who, part, change, key))
    except NoRoom:
        now = Order.objects.whole().get(pk=order.pk)
        raise Conflict(now) if now.version != expected_version else full(fresh.listing, fresh.n, change.needs, fresh.days) from None
    except Conflict as conflict:
        if _went(conflict.order, name, who, key):  # the same key came another way at the same moment
            return conflict.order
        raise
    return fresh


def _went(order: Order, name: str, who: Actor, key: UUID | None) -> bool:
    return key is not None and Step.objects.filter(order=order, key=key, name=name, actor=who.actor).exists()


def _reason(move: Move, reason: str) -> str:
    if (move.reasons and reason not in move.reasons) or (reason and not move.reasons):
        raise Refused("invalid")
    return reason


def _count(order: Order, name: str, move: Move) -> None:
    if move.most and order.steps.filter(name=name).count() >= move.most:
        raise Refused("forbidden")


def by_itself(order_id: int, name: str, expected_version: int) -> None:
    """As `transition`, for timers: where the order has moved, or is gone, nothing happens."""
    order = Order.objects.filter(pk=order_id, version=expected_version).first()
    if order is not None:
        try:
            transition(order, name, ITSELF, expected_version)
        except Refused:
            return
