"""Chores: what is done again and again, by whoever works off deliveries. Where several do, each does them, so they are idempotent."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

logger = logging.getLogger("birge.worker")

Do = Callable[[], Any]


@dataclass
class Chore:
    do: Do
    every: timedelta
    due: float = 0.0  # at once


_chores: list[Chore] = []


def chore(every: timedelta) -> Callable[[Do], Do]:
    """Have the function called when a worker begins, and then every so often."""

    def register(do: Do) -> Do:
        _chores.append(Chore(do, every))
        return do

    return register


def do_what_is_due() -> None:
    """Each chore whose time has come; one that fails is tried again at its next time."""
    now = time.monotonic()
    for one in _chores:
        if one.due <= now:
            one.due = now + one.every.total_seconds()
            try:
                one.do()
            except Exception:
                logger.exception("%s failed.", one.do.__qualname__)
