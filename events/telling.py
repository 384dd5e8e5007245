"""Telling the others: who is to know of a fact. A guest whom nothing else reaches is told by the host's hand."""

from commons.journal.listening import on
from commons.journal.models import Entry
from commons.notify.actions import notify

from . import notices
from .models import Seat

TELLINGS = {
    "events.seat.offered": notices.OFFERED,
    "events.offer.lapsed": notices.LAPSED,
}


def tell_her(entry: Entry) -> None:
    """She whose seat it is."""
    seat = Seat.objects.whole().filter(pk=entry.data["seat"]).first()
    if seat is not None:
        notify(entry, [seat.holder.actor], TELLINGS[entry.fact], sender=seat.gathering.host_id)


for fact in TELLINGS:
    on(fact)(tell_her)
