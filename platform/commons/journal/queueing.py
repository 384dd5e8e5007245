"""In turn: how many of a process claim at once. More would wait for the same rows, each holding a connection that others need."""

from collections.abc import Callable
from functools import wraps
from threading import BoundedSemaphore
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

AT_ONCE = 6

_turns = BoundedSemaphore(AT_ONCE)


def in_turn(action: Callable[P, T]) -> Callable[P, T]:
    """Have the action wait for its turn before it asks the database for anything."""

    @wraps(action)
    def waits(*args: P.args, **kwargs: P.kwargs) -> T:
        with _turns:
            return action(*args, **kwargs)

    return waits
