"""Reading the journal: a stream's entries, heads, and the installation's epoch."""

import uuid
from collections.abc import Iterable

from .models import Entry, History, Stream

LONGEST_REPLAY = 500


def read(stream: str, after: int, limit: int = LONGEST_REPLAY) -> list[Entry]:
    """The entries that follow seq `after`, at most `limit`."""
    return list(Entry.objects.filter(stream=stream, seq__gt=after).order_by("seq")[:limit])


def head(stream: str) -> int:
    """The seq of the stream's last entry; 0 where nothing happened yet."""
    return heads([stream])[stream]


def heads(streams: Iterable[str]) -> dict[str, int]:
    """The heads of many streams in one query."""
    known = dict.fromkeys(streams, 0)
    known.update(Stream.objects.filter(name__in=list(known)).values_list("name", "head"))
    return known


def epoch() -> str:
    """The UUID of this installation's history."""
    history, _ = History.objects.get_or_create(pk=1)
    return str(history.epoch)


def renew_epoch() -> str:
    """Begin a new history, as after a restored backup: every client starts afresh."""
    fresh = uuid.uuid4()
    History.objects.update_or_create(pk=1, defaults={"epoch": fresh})
    return str(fresh)
