"""Listeners and timers: what an app does when a fact happens, there or elsewhere.

They run at least once, even after kill -9, so they are idempotent.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from .models import Delivery, Entry

Heard = Callable[[Entry], None]


@dataclass(frozen=True)
class Listener:
    name: str
    hear: Heard
    after: timedelta


LISTENERS: dict[str, Listener] = {}
_by_fact: dict[str, list[Listener]] = {}


def on(fact: str, after: timedelta = timedelta()) -> Callable[[Heard], Heard]:
    """Have the function called with every entry of this fact; with `after`, a timer that is due that much later."""

    def register(hear: Heard) -> Heard:
        listener = Listener(f"{hear.__module__}.{hear.__name__}", hear, after)
        LISTENERS[listener.name] = listener
        _by_fact.setdefault(fact, []).append(listener)
        return hear

    return register


def listened_to() -> set[str]:
    """The names of all facts that something listens to."""
    return set(_by_fact)


def deliveries_for(entry: Entry) -> Iterator[Delivery]:
    """Whom a fresh entry must reach, and when."""
    for listener in _by_fact.get(entry.fact, ()):
        yield Delivery(entry=entry, listener=listener.name, due_at=entry.at + listener.after)
