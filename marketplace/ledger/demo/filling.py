"""Filling the village with joint businesses: each from its idea on, all that happens to it at its own time."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from commons.journal.models import Delivery
from marketplace.boards.models import Venture
from marketplace.orders.actions import rebuild_earnings
from marketplace.orders.demo.filling import date_back, leave_to_the_worker

from ..streams import ledger_stream
from .coming import gather
from .felt import FELT
from .guest_house import GUEST_HOUSE
from .ideas import IDEAS
from .sharing import share
from .telling import Talk, Telling
from .trading import trade
from .wedding import WEDDING
from .working import work

LATELY = timedelta(days=4)


def fill(talk: Talk) -> None:
    """Found those that aren't there yet, and see them through to today."""
    tellings = [Telling(story, talk) for story in (WEDDING, GUEST_HOUSE, FELT, *IDEAS)]
    new = [telling for telling in tellings if not Venture.objects.filter(key=telling.key("founded")).exists()]
    if not new:
        return
    with transaction.atomic():  # whole, or not at all
        for telling in new:
            _tell(telling)
        leave_to_the_worker()
        rebuild_earnings()


def _tell(telling: Telling) -> None:
    for part in (gather, work, trade, share) if telling.story.shares else (gather,):
        part(telling)
    telling.tell()
    date_back([tale for tale in telling.tales if tale.order is not None])
    _leave_what_was_heard(telling)


def _leave_what_was_heard(telling: Telling) -> None:
    """Of all that women were told in months, the last days are still to be told of; its room hears of everything."""
    streams = [telling.venture.stream, ledger_stream(telling.pk)]
    long_ago = Delivery.objects.filter(entry__stream__in=streams, entry__at__lt=timezone.now() - LATELY)
    long_ago.exclude(listener__startswith="chat.").delete()
