"""Reminding somebody, once for each time, and the clock of a price offer that reached her late."""

from uuid import UUID, uuid5

from django.db import IntegrityError
from django.utils import timezone

from commons.journal.models import Entry
from commons.journal.writing import Ask, answered, atomic, record
from commons.people.models import Guest, Member

from ..facts import OrderReminded, QuoteSent
from ..fulfilment import State
from ..may import ITSELF
from ..models import Order, Quote
from .moving import facts_of

NAMESPACE = UUID("6f2f9d0e-9f0a-4c39-8c0c-3f3a3a1d7a52")


def remind(entry: Entry, to: str, of: str, time: int = 1, moved: bool = False) -> None:
    """Say who is waited for, where the order stands as this entry left it, or also where it has `moved` since.

    A timer that comes twice says each `time` once.
    """
    key = uuid5(NAMESPACE, f"{entry.stream} {entry.seq} {of} {to} {time}")
    ask = Ask("system", key, "marketplace.remind", entry.stream)
    try:
        with atomic():
            order = Order.objects.select_for_update(no_key=True).filter(pk=entry.data["order"]).first()
            if order is not None and not moved and order.version != entry.data["version"]:
                return
            if order is None or answered(ask) is not None:
                return
            record(*facts_of(order, OrderReminded.name, ITSELF, None, {"to": to, "of": of}), asks=[ask])
    except IntegrityError:  # at the same moment
        return


def mark_quote_sent(order_id: int, revision: int | None = None) -> None:
    """The price offer that counts has reached her: its clock starts, once. Does nothing where it runs already."""
    with atomic():
        order = Order.objects.filter(pk=order_id, state=State.QUOTED).first()
        if order is None or revision not in (None, order.revision):
            return
        waiting = Quote.objects.filter(order=order, revision=order.revision, sent_at=None)
        if waiting.update(sent_at=timezone.now()):
            record(*facts_of(order, QuoteSent.name, ITSELF, None, {"revision": order.revision}))


def mark_order_opened(order: Order, who: Member | Guest) -> None:
    """She has her order's page before her: a price offer that waited to be sent has reached her."""
    if order.customer == who and order.state == State.QUOTED and order.quotes.filter(revision=order.revision, sent_at=None).exists():
        mark_quote_sent(order.pk, order.revision)
