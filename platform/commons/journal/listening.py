"""Listeners and timers: what an app does when a fact happens, there or elsewhere.

They run at least once, even after kill -9, so they are idempotent.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from .models import Delivery, Entry

Heard = Callable[[Entry], None]
Due = Callable[[Entry], datetime | None]


class Later(Exception):
    """Raised by a listener that has done a part of much: it is called again for the rest, behind all that is due by then."""


@dataclass(frozen=True)
class Listener:
    name: str
    hear: Heard
    after: timedelta | Due
    is_slow: bool = False

    def due_at(self, entry: Entry) -> datetime | None:
        """When it is to be heard; None where this entry is not for it."""
        return entry.at + self.after if isinstance(self.after, timedelta) else self.after(entry)


LISTENERS: dict[str, Listener] = {}
_by_fact: dict[str, list[Listener]] = {}
_by_kind: dict[str, list[Listener]] = {}


def on(fact: str, after: timedelta | Due = timedelta(), slow: bool = False) -> Callable[[Heard], Heard]:
    """Have the function called with every entry of this fact; with `after`, a timer that is due that much later.

    `after` may be a function of the entry, asked in the fact's transaction: the moment when it is due, or None for never.
    One that waits for other people's servers is `slow`: a worker of its own calls it, and nobody waits behind it.
    """

    def register(hear: Heard) -> Heard:
        listener = Listener(f"{hear.__module__}.{hear.__name__}", hear, after, slow)
        LISTENERS[listener.name] = listener
        _by_fact.setdefault(fact, []).append(listener)
        return hear

    return register


def on_stream(kind: str) -> Callable[[Heard], Heard]:
    """Have the function called with every entry of the streams of this kind (`marketplace.order`), whatever the fact."""

    def register(hear: Heard) -> Heard:
        listener = Listener(f"{hear.__module__}.{hear.__name__}", hear, timedelta())
        LISTENERS[listener.name] = listener
        _by_kind.setdefault(kind, []).append(listener)
        return hear

    return register


def is_heard_at_once(entry: Entry) -> bool:
    """Whether something hears it as soon as it has happened; timers find out by themselves."""
    return any(listener.after == timedelta() for listener in _listeners_of(entry))


def slow_listeners() -> list[str]:
    """The names of those that a worker of their own calls."""
    return [name for name, listener in LISTENERS.items() if listener.is_slow]


def deliveries_for(entry: Entry) -> Iterator[Delivery]:
    """Whom a fresh entry must reach, and when."""
    for listener in _listeners_of(entry):
        if (due_at := listener.due_at(entry)) is not None:
            yield Delivery(entry=entry, listener=listener.name, due_at=due_at)


def _listeners_of(entry: Entry) -> list[Listener]:
    kind = entry.stream.partition(":")[0]
    return [*_by_fact.get(entry.fact, ()), *_by_kind.get(kind, ())]
