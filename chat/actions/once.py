"""Keys: what was answered once is answered so for ever."""

from collections.abc import Callable

from django.db import IntegrityError

from commons.journal.refusals import Refused
from commons.journal.writing import Ask, answered, atomic


def once(ask: Ask, act: Callable[[], int | None]) -> int | None:
    """Do it inside the journal's transaction, or give the answer its key got before.

    Raises Refused as the action does, or `invalid` where the key was used for something else.
    """
    try:
        with atomic():
            before = answered(ask)
            return act() if before is None else before
    except IntegrityError:
        before = answered(ask)  # the same key came another way at the same moment
        if before is None:
            raise
        return before


def answer_or_raise(answer: int | Refused) -> int:
    if isinstance(answer, Refused):
        raise answer
    return answer
