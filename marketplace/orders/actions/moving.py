"""One line of the table, gone: the guarded write, what follows from it, the step and the fact. `transition` is the way in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils import timezone

from commons.journal.facts import Fact

from ..facts import OF_ORDERS, BookChanged, OrderChanged
from ..fulfilment import CLOSED, TABLE, State, Who
from ..may import ITSELF, Actor
from ..models import Order, Proposal, Step
from ..refusals import Conflict
from ..streams import book_stream
from .capacity import Need, release, take, write_claims
from .refunding import cross_out, settle_refund

Effect = Callable[[Order], None]


@dataclass
class Change:
    """What a move brings beyond the state: made ready before the transaction, by the order's version as it was read."""

    columns: dict[str, Any] = field(default_factory=dict)
    needs: Sequence[Need] = ()
    effect: Effect | None = None
    says: dict[str, Any] = field(default_factory=dict)
    reason: str = ""
    words: str = ""
    then: str = ""


def go(order: Order, name: str, who: Actor, part: Who, change: Change, key: UUID | None = None) -> list[Fact]:
    """Inside the transaction. Returns the facts to record, those of what follows at once among them. Raises NoRoom or Conflict."""
    take(change.needs)
    move, before, now = TABLE[name], order.state, timezone.now()
    after = move.after or State(order.state)
    columns = {"state": after, "moved_at": now, **change.columns}
    if after in CLOSED and order.closed_at is None:
        columns["closed_at"] = now
    matched = Order.objects.filter(pk=order.pk, state__in=move.before, version=order.version)
    if not matched.update(version=F("version") + 1, **columns):
        raise Conflict(Order.objects.whole().get(pk=order.pk))
    order.version += 1
    for column, value in columns.items():
        setattr(order, column, value)
    if before == State.IN_PROGRESS and after != before:
        order.proposals.filter(answered_at=None).update(answered_at=now, answer=Proposal.Answer.LAPSED)
    write_claims(order, change.needs)
    if change.effect:
        change.effect(order)
    if after == State.CANCELLED:
        release(order)
        cross_out(order)
        settle_refund(order)
    write_step(order, name, who.actor, part, change, key)
    facts = [*facts_of(order, move.fact, who, part, change.says)]
    return facts + go(order, change.then, ITSELF, Who.ITSELF, Change()) if change.then else facts


def write_step(order: Order, name: str, actor: str, part: Who, change: Change, key: UUID | None) -> None:
    Step.objects.create(
        order=order, version=order.version, name=name, actor=actor, part=part, reason=change.reason, words=change.words, key=key
    )


def facts_of(order: Order, name: str, who: Actor, part: Who | None, says: dict[str, Any]) -> tuple[OrderChanged, BookChanged]:
    """The fact, and that the maker's book changed. A coordinator acts as the system: also who doesn't meet her must hear it."""
    actor = "system" if part == Who.COORDINATOR else who.actor
    told = OF_ORDERS[name](stream=order.stream, actor=actor, order=order.pk, version=order.version, state=str(order.state), **says)
    return told, BookChanged(stream=book_stream(order.shop_id), actor=None, order=order.pk)
