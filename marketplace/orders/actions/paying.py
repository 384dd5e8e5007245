"""Money between two people: who pays says so, who receives says she has it, and nobody else does. It never passes through here."""

from collections.abc import Mapping, Sequence

from django.db.models import F
from django.utils import timezone

from commons.journal.facts import Fact
from commons.journal.refusals import Refused
from commons.journal.writing import atomic, record
from commons.media.pictures import PreparedPicture
from commons.people.models import Guest, Member

from ..facts import PaymentClaimed, PaymentConfirmed, PaymentDenied
from ..fulfilment import CLAIMING, State, Who
from ..may import ITSELF, parts_of
from ..models import Order, OrderPicture, PaymentLine
from ..refusals import Conflict
from .moving import Change, facts_of, go
from .picturing import keep_pictures
from .refunding import settle_refund

Side = Member | Guest


def claim_payment(line: PaymentLine, payer: Side, means: str, proof: Sequence[PreparedPicture] = ()) -> PaymentLine:
    """ "I paid": all of the line. A proof is for the two, and for a while.

    Said twice it is said once. Raises Refused `forbidden` for who doesn't pay it, `invalid`, or Conflict.
    """
    line, order, part = _of(line, payer, pays=True)
    if line.claimed_by == payer.actor and line.is_claimed:
        return line
    _check_means(means)
    with atomic():
        _hold(order, CLAIMING if not line.is_refund else tuple(State))
        claimed = {"means": means, "claimed_by": payer.actor, "claimed_at": timezone.now(), "denied_at": None}
        _change(order, line, {"claimed_at": None}, claimed)
        keep_pictures(order, proof[:1], OrderPicture.Shows.PROOF, payer.actor, payment=line)
        record(*facts_of(order, PaymentClaimed.name, payer, part, {"line_id": line.pk}))
    return line


def confirm_payment(line: PaymentLine, receiver: Side, means: str = "") -> PaymentLine:
    """ "Money received": what was claimed; or, with the means, what was handed over without a word.

    With the last of an advance the order is confirmed. Raises Refused `forbidden` for who doesn't receive it, `invalid`, or Conflict.
    """
    line, order, part = _of(line, receiver, pays=False)
    if line.is_confirmed:
        return line
    confirmed = {"confirmed_by": receiver.actor, "confirmed_at": timezone.now()}
    if not line.is_claimed:
        _check_means(means)
        confirmed["means"] = means
    allowed = tuple(State) if line.is_refund or line.is_claimed else CLAIMING
    with atomic():
        _hold(order, allowed)
        _change(order, line, {"claimed_at": line.claimed_at}, confirmed)
        facts: list[Fact] = [*facts_of(order, PaymentConfirmed.name, receiver, part, {"line_id": line.pk})]
        record(*facts, *_what_follows(order, line))
    return line


def deny_payment(line: PaymentLine, receiver: Side) -> PaymentLine:
    """It hasn't arrived: it is due again, or, of an order that was cancelled, needn't be paid. Raises Refused as confirming does."""
    line, order, part = _of(line, receiver, pays=False)
    if not line.is_claimed:
        raise Conflict(order)
    over = order.state == State.CANCELLED and not line.is_refund
    with atomic():
        _hold(order, tuple(State))
        now = timezone.now()
        denied = {"claimed_by": None, "claimed_at": None, "means": "", "denied_at": now, "void_at": now if over else None}
        _change(order, line, {"claimed_at": line.claimed_at}, denied)
        record(*facts_of(order, PaymentDenied.name, receiver, part, {"line_id": line.pk}))
    return line


def _of(line: PaymentLine, side: Side, pays: bool) -> tuple[PaymentLine, Order, Who]:
    """The line and its order as they are now, and what she is to it; a refund goes the other way."""
    fresh = PaymentLine.objects.get(pk=line.pk)
    order = Order.objects.whole().get(pk=fresh.order_id)
    part = fresh.payer if pays else fresh.receiver
    if part not in parts_of(order, side):
        raise Refused("forbidden")
    if fresh.void_at is not None:
        raise Conflict(order)
    return fresh, order, part


def _check_means(means: str) -> None:
    if means not in PaymentLine.Means.values:
        raise Refused("invalid")


def _hold(order: Order, states: Sequence[State]) -> None:
    """First: one change of money waits for another, and for a move of the order."""
    if not Order.objects.filter(pk=order.pk, state__in=states).update(money_version=F("money_version") + 1):
        raise Conflict(Order.objects.whole().get(pk=order.pk))
    order.refresh_from_db(fields=["state", "version", "kept"])


def _change(order: Order, line: PaymentLine, was: Mapping[str, object], now: Mapping[str, object]) -> None:
    """Where it is still as it was read."""
    if not PaymentLine.objects.standing().filter(pk=line.pk, confirmed_at=None, **was).update(**now):
        raise Conflict(Order.objects.whole().get(pk=order.pk))
    for column, value in now.items():
        setattr(line, column, value)


def _what_follows(order: Order, line: PaymentLine) -> list[Fact]:
    if order.state == State.CANCELLED:
        settle_refund(order)
    deposits = PaymentLine.objects.owed().filter(order=order, purpose=PaymentLine.Purpose.DEPOSIT)
    if order.state == State.ACCEPTED and not deposits.exists():
        return go(order, "confirm", ITSELF, Who.ITSELF, Change())
    return []
