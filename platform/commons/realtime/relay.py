"""From the thread that committed to the loop that tells; and hints from anywhere."""

import contextvars
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.db import transaction

from commons.journal.models import Entry

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


def hint_read(stream: str, upto: int, n: int) -> None:
    """So many have read this stream up to this seq, after commit."""
    transaction.on_commit(lambda: _read(stream, upto, n))


def _changed(streams: list[str], of: str | None) -> None:
    if hub := serving():
        _on_the_loop(hub, hub.hints.changed, streams, of)
    else:
        _publish((), [{"kind": "changed", "stream": stream, "of": of} for stream in streams])


def _read(stream: str, upto: int, n: int) -> None:
    if hub := serving():
        _on_the_loop(hub, hub.hints.read, stream, upto, n)


def _on_the_loop(hub: Hub, tell: Callable[..., None], *what: object) -> None:
    with suppress(RuntimeError):  # the loop has just ended
        hub.loop.call_soon_threadsafe(tell, *what, context=contextvars.Context())


def _publish(entries: Sequence[Entry], hints: Sequence[dict[str, Any]] = ()) -> None:
    if settings.REDIS_URL:
        from .redis_bus import publish_now

        publish_now(settings.REDIS_URL, entries, hints)
