"""What follows by itself: clocks of offers."""

from datetime import datetime

from commons.journal.listening import on
from commons.journal.models import Entry
from commons.journal.refusals import Refused

from . import notices
from .actions import hold_offer, lapse_offer
from .models import Seat


@on("notify.notice.sent")
def start_the_clock(entry: Entry) -> None:
    """The offer has reached her: by her bell, a push, a mail, the host's hand, or since she looked."""
    kind, _, number = entry.stream.partition(":")
    if kind == "events.seat" and entry.data["kind"] == notices.OFFERED:
        hold_offer(int(number))


def when_it_ends(entry: Entry) -> datetime | None:
    ends_at: datetime | None = Seat.objects.values_list("offer_ends_at", flat=True).get(pk=entry.data["seat"])
    return ends_at


@on("events.offer.held", after=when_it_ends)
def let_it_lapse(entry: Entry) -> None:
    """Unless she answered. Where she does so at this very moment, she was first."""
    try:
        lapse_offer(entry.data["seat"], entry.data["version"])
    except Refused:
        return
