"""What is done again and again: the book is held against what happened."""

import logging
from datetime import timedelta

from commons.journal.chores import chore

from .checking import wrong_books

logger = logging.getLogger("birge.ledger")


@chore(every=timedelta(days=1))
def check_books() -> None:
    """Each that is off is a line in the log, for who looks after the place; nothing is mended by itself."""
    for line in wrong_books():
        logger.error("Book off: %s", line)
