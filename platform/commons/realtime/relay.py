"""From the thread that committed to the loop that tells; and hints from anywhere."""

import contextvars
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.db import DatabaseError, InterfaceError, transaction

from commons.journal import reading
from commons.journal.models import Entry

from .hints import changed_hints
from .hub import Hub, serving


def relay(entries: list[Entry]) -> None:
    """Called after every commit, in the committing thread. Where nobody serves, the others are told through Redis, if any."""
    if hub := serving():
        _on_the_loop(hub, hub.relay, entries)
    else:
        _publish(entries)


def hint_changed(streams: Iterable[str], of: str | None = None) -> None:
    """Rows of these lists (`chat.rooms:7`) are different, after commit; `of` is the stream the row is about."""
    named = list(streams)
    if named:
        transaction.on_commit(lambda: _changed(named, of))


def hint_sign(stream: str, sign: str) -> None:
    """Somebody gives a sign there; told in sums once a second, and lost where nobody serves."""
    if hub := serving():
        _on_the_loop(hub, hub.hints.sign, stream, sign)


def _changed(streams: list[str], of: str | None) -> None:
    if hub := serving():
        _on_the_loop(hub, hub.hints.changed, streams, of)
    else:
        _publish((), changed_hints(streams, of))


def _on_the_loop(hub: Hub, tell: Callable[..., None], *what: object) -> None:
    with suppress(RuntimeError):  # the loop has just ended
        hub.loop.call_soon_threadsafe(tell, *what, context=contextvars.Context())


def _publish(entries: Sequence[Entry], hints: Sequence[dict[str, Any]] = ()) -> None:
    if settings.REDIS_URL:
        from .redis_bus import publish_now

        with suppress(DatabaseError, InterfaceError):  # it is committed; the others find it in the journal
            publish_now(settings.REDIS_URL, reading.epoch(), entries, hints)
