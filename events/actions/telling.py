"""Saying to every seat what has become of its gathering: hundreds, a batch in each transaction."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from commons.journal.listening import Later
from commons.journal.models import Entry
from commons.journal.writing import Ask, answers, atomic, record

from ..facts import SeatChanged
from ..models import Seat
from ..models.seats import SeatQuerySet
from .counting import ITSELF, told

A_BATCH = 100
NAMESPACE = UUID("4d5b1c0e-2a57-4f0e-9a6d-0f6f5f1b7c21")


def tell_seats(
    entry: Entry,
    fact: type[SeatChanged],
    states: Collection[str],
    asked_by: datetime | None = None,
    among: SeatQuerySet | None = None,
    **said: Any,
) -> None:
    """Record the fact on the stream of each seat that is in one of these states, was asked for by then, and is `among` these.

    Called by listeners, and idempotent: to whom it was said once because of this entry, it isn't said again. Raises Later after a batch,
    so that whoever else waits for the worker waits for no more than that.
    """
    among = Seat.objects.all() if among is None else among
    seats = among.select_related("gathering").filter(gathering=entry.data["gathering"], state__in=states).order_by("pk")
    if asked_by is not None:
        seats = seats.filter(asked_at__lte=asked_by)
    last = 0
    while batch := list(seats.filter(pk__gt=last)[:A_BATCH]):
        last = batch[-1].pk
        asks = [Ask(ITSELF, uuid5(NAMESPACE, f"{entry.pk} {fact.name} {said} {seat.pk}"), fact.name, seat.stream) for seat in batch]
        with atomic():
            known = answers(asks)
            fresh = [(seat, ask) for seat, ask in zip(batch, asks, strict=True) if known[ask.actor, ask.key] is None]
            if fresh:
                record(*(told(seat, fact, ITSELF, **said) for seat, _ask in fresh), asks=[ask for _seat, ask in fresh])
        if fresh and len(batch) == A_BATCH:
            raise Later
