"""What is done again and again: what was said in passing is forgotten."""

from datetime import timedelta

from commons.journal.chores import chore

from .actions import forget_remarks as forget


@chore(every=timedelta(hours=6))
def forget_remarks() -> None:
    forget()
