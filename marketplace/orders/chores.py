"""What is done again and again: what nobody needs any more is forgotten, and counters are held against what was claimed."""

import logging
from datetime import timedelta

from commons.journal.chores import chore

from .actions import forget_homecomings, forget_old_drafts
from .counting import wrong_counters

logger = logging.getLogger("birge.orders")


@chore(every=timedelta(hours=1))
def forget_drafts() -> None:
    forget_old_drafts()


@chore(every=timedelta(hours=1))
def forget_ways_home() -> None:
    forget_homecomings()


@chore(every=timedelta(days=1))
def check_counters() -> None:
    """Each that is off is a line in the log, for who looks after the place; nothing is mended by itself."""
    for line in wrong_counters():
        logger.error("Counter off: %s", line)
