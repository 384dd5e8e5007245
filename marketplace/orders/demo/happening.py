"""What happens to an order of the village, each through the same action everyone uses."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid5

from commons.media.demo import shown, spoken
from commons.people.models import Member, Role

from ..actions import (
    LineDraft,
    Wish,
    answer_review,
    claim_payment,
    confirm_payment,
    mark_quote_sent,
    place_order,
    show_progress,
    transition,
)
from ..fulfilment import State
from ..may import ITSELF, Actor
from ..models import Order, PaymentLine
from .telling import Tale
from .words import answer_for, brief_for, review_for

NAMESPACE = UUID("6d2c1b0e-5f0e-4b57-9a55-0b1e7b3a2023")
TOPICS = {"sewing": "sewing", "catering": "cooking", "tourism": "guiding", "ready": "sewing"}
REASONS = {
    "decline": ("busy", "too_soon", "too_far"),
    "withdraw": ("price", "changed_mind", "found_other"),
    "cancel": ("changed_mind", "day", "ill"),
    "propose_to_cancel": ("ill", "day"),
    "dispute": ("not_as_agreed", "late", "money"),
    "ask_changes": ("finish", "missing"),
}
CUSTOMERS = ("accept", "withdraw", "cancel", "cancel_overdue", "complete", "propose_to_cancel", "dispute", "ask_changes")
MAKERS = ("postpone", "decline", "start", "refuse_to_cancel", "agree_to_cancel")
COORDINATORS = ("settle", "call_off", "resume")

Happening = Callable[[Tale], Any]


def key_of(number: int) -> UUID:
    """The key under which the village's order of this number is placed."""
    return uuid5(NAMESPACE, str(number))


def place(tale: Tale, number: int) -> None:
    """She asks for it, or orders it."""
    declared, chance = tale.listing.declared, tale.chance
    n = {"day": chance.randrange(10, 31), "slot": chance.randrange(1, 4)}.get(declared.counted, 1)
    if declared.name == "homestay":
        n = chance.randrange(1, 3)
    pictures = shown(TOPICS.get(declared.trade, "sewing"))
    some = (chance.choice(pictures),) if declared.quoted and pictures and chance.random() < 0.3 else ()
    voice = chance.choice(spoken()) if declared.quoted and chance.random() < 0.1 else None
    day = None if tale.slot else tale.day
    slot = tale.slot.pk if tale.slot else None
    called = chance.random() < 0.05
    wish = Wish(
        brief=brief_for(tale), n=n, day=day, slot=slot, pictures=some, voice=voice, wants_call=called, women=tale.listing.is_women_only
    )
    tale.order = place_order(tale.listing, tale.customer, wish, key_of(number), helper=tale.helper).order
    if tale.order.state == State.ACCEPTED:  # her shop asks an advance
        _advance(tale)


def happen(tale: Tale, name: str, advance: bool) -> None:
    """Whatever comes after that."""
    if name in OWN:
        OWN[name](tale)
    elif name in ("quote", "quote again"):
        _quote(tale, 30 if advance else 0)
    else:
        _go(tale, {"deliver again": "deliver", "close": "complete", "weather": "cancel"}.get(name, name), _who(tale, name), name)


def _who(tale: Tale, name: str) -> Actor:
    order = _of(tale)
    if name in CUSTOMERS:
        return tale.pays
    if name in COORDINATORS:
        return coordinator_of(order)
    if name in ("expire", "close") or (name == "start" and tale.is_visit):
        return ITSELF
    return order.maker


def _go(tale: Tale, line: str, who: Actor, name: str) -> None:
    order, chance = _of(tale), tale.chance
    reasons = ("weather" if tale.slot else "ill",) if name == "weather" else REASONS.get(line, ("",))
    details: dict[str, Any] = {"revision": order.revision} if line == "accept" else {}
    if line in COORDINATORS:
        details["refund"] = 0
    tale.order = transition(order, line, who, order.version, reason=chance.choice(reasons), **details)


def _quote(tale: Tale, percent: int) -> None:
    order, chance = _of(tale), tale.chance
    least = tale.listing.price_from or 100_000
    price = round(least * chance.choice((1.0, 1.1, 1.2, 1.35)) / 5_000) * 5_000 or least
    lines = [LineDraft("", order.n, price)]
    tale.order = transition(order, "quote", order.maker, order.version, lines=lines, due_on=tale.day, deposit_percent=percent)
    if order.guest_id and len(tale.story.way) != 2:  # the last ones wait on her To send list
        mark_quote_sent(order.pk)
        tale.order = Order.objects.whole().get(pk=order.pk)


def _pay(tale: Tale) -> None:
    for line in _due(tale):
        if tale.chance.random() < 0.4:
            claim_payment(line, tale.pays, "business_qr")
            confirm_payment(line, _of(tale).maker)
        else:
            confirm_payment(line, _of(tale).maker, "cash")
    tale.order = Order.objects.whole().get(pk=_of(tale).pk)


def _claim(tale: Tale) -> None:
    for line in _due(tale)[:1]:
        claim_payment(line, tale.pays, "business_qr")
    tale.order = Order.objects.whole().get(pk=_of(tale).pk)


def _advance(tale: Tale) -> None:
    for line in _due(tale)[:1]:
        claim_payment(line, tale.pays, "business_qr")
        confirm_payment(line, _of(tale).maker)
    tale.order = Order.objects.whole().get(pk=_of(tale).pk)


def _show(tale: Tale) -> None:
    if pictures := shown(TOPICS.get(tale.listing.declared.trade, "")):
        show_progress(_of(tale), _of(tale).maker, [tale.chance.choice(pictures)])
        tale.order = Order.objects.whole().get(pk=_of(tale).pk)


def _review(tale: Tale) -> None:
    chance, order = tale.chance, _of(tale)
    stars: dict[str, Any] = {name: chance.choice((5, 5, 5, 5, 4, 4, 3)) for name in ("on_time", "as_agreed", "again")}
    tale.order = transition(order, "review", tale.pays, order.version, words=review_for(tale, stars["on_time"] <= 3), **stars)


def _answer(tale: Tale) -> None:
    answer_review(_of(tale), _of(tale).maker, answer_for(tale))


OWN: dict[str, Happening] = {
    "pay": _pay,
    "claim": _claim,
    "advance": _advance,
    "progress": _show,
    "review": _review,
    "answer": _answer,
}


def coordinator_of(order: Order) -> Member:
    """Who looks after it, with her roles, and is no side of it; else the staff."""
    sides = [pk for pk in (order.shop.member_id, order.member_id) if pk]
    others = Member.objects.active().exclude(pk__in=sides).prefetch_related("roles")
    leads = others.filter(roles__kind=Role.Kind.COORDINATOR, roles__lab=order.lab_id).first()
    return leads or others.filter(is_staff=True)[0]


def _due(tale: Tale) -> list[PaymentLine]:
    lines = PaymentLine.objects.standing().filter(order=_of(tale), confirmed_at=None, claimed_at=None)
    return list(lines.exclude(purpose=PaymentLine.Purpose.REFUND).order_by("pk"))


def _of(tale: Tale) -> Order:
    if tale.order is None:
        raise LookupError("nobody has ordered yet")
    return tale.order
