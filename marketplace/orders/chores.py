"""What is done again and again: drafts that nobody goes on with are forgotten."""

from datetime import timedelta

from commons.journal.chores import chore

from .actions import forget_old_drafts


@chore(every=timedelta(hours=1))
def forget_drafts() -> None:
    forget_old_drafts()
