"""Writing: one action, one transaction, one record of what happened.

    with journal.atomic():
        may she? → write → record(MessagePosted(…))

Seqs are gap-free and in commit order, because they are taken from the stream's locked head row.
"""

import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import partial
from typing import Literal
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from .facts import Fact
from .listening import deliveries_for
from .models import Delivery, Entry, Receipt
from .reading import head
from .refusals import Refused
from .rows import insert

Relay = Callable[[list[Entry]], None]

RECEIPT = ("actor", "key", "verb", "stream", "seq")

_relays: list[Relay] = []
_action: ContextVar[Literal["open", "recorded"] | None] = ContextVar("action", default=None)
_sqlite_writer = threading.RLock()


@dataclass(frozen=True)
class Ask:
    """Who asks for what, under the key her client made."""

    actor: str
    key: UUID
    verb: str
    stream: str


@contextmanager
def atomic() -> Iterator[None]:
    """The transaction of one action. Inside, `record` is called once, last.

    Raises RuntimeError inside another one: actions don't call actions.
    """
    if _action.get() is not None:
        raise RuntimeError("An action is already open: actions don't call actions.")
    token = _action.set("open")
    try:
        if connection.vendor == "sqlite":
            # In turn, and fairly: SQLite's own lock is polled, and a busy process would starve someone.
            with _sqlite_writer, transaction.atomic():
                yield
        else:
            with transaction.atomic():
                yield
    finally:
        _action.reset(token)


def record(*facts: Fact, asks: Sequence[Ask | None] = ()) -> list[Entry]:
    """Write the facts with their receipts (`asks[i]` is what asked for `facts[i]`) and whom they must reach.

    Returns the entries in the order of the facts. After commit they are relayed. Raises RuntimeError outside
    `atomic()` or on a second call, since two heads locked in different order would deadlock.
    """
    if _action.get() != "open":
        raise RuntimeError("record() is called once, last, inside journal.atomic().")
    _action.set("recorded")
    now = timezone.now()
    counts = Counter(fact.stream for fact in facts)
    following = {name: _take(name, counts[name]) for name in sorted(counts)}
    entries = []
    for fact in facts:
        following[fact.stream] += 1
        seq = following[fact.stream]
        entries.append(Entry(stream=fact.stream, seq=seq, fact=fact.name, data=fact.data, actor=fact.actor, at=now))
    columns = ("stream", "seq", "fact", "data", "actor", "at")
    ids = insert(Entry, columns, [(e.stream, e.seq, e.fact, e.data, e.actor, e.at) for e in entries])
    for entry, number in zip(entries, ids, strict=True):
        entry.id = number
    kept = [(ask.actor, ask.key, ask.verb, ask.stream, entry.seq) for ask, entry in zip(asks, entries, strict=False) if ask is not None]
    insert(Receipt, RECEIPT, kept)
    Delivery.objects.bulk_create(delivery for entry in entries for delivery in deliveries_for(entry))
    for relay in _relays:
        transaction.on_commit(partial(relay, entries))
    return entries


def leave_as_it_is(ask: Ask) -> None:
    """Instead of `record`, where what was asked for is so already: the key has its answer, and sent again it changes nothing later."""
    if _action.get() != "open":
        raise RuntimeError("leave_as_it_is() is called instead of record(), inside journal.atomic().")
    _action.set("recorded")
    insert(Receipt, RECEIPT, [(ask.actor, ask.key, ask.verb, ask.stream, head(ask.stream))])


def answered(ask: Ask) -> int | None:
    """The seq this key was answered with before, or None. Raises Refused when the key was used for something else."""
    return answers([ask])[ask.actor, ask.key]


def answers(asks: Sequence[Ask]) -> "Answers":
    """The same for a batch, in one query; a key used for something else raises when it is looked up."""
    found = Receipt.objects.filter(key__in=[ask.key for ask in asks])
    return Answers(asks, {(receipt.actor, receipt.key): receipt for receipt in found})


class Answers:
    """What a batch of asks was answered before."""

    def __init__(self, asks: Sequence[Ask], receipts: dict[tuple[str, UUID], Receipt]) -> None:
        self._asks = {(ask.actor, ask.key): ask for ask in asks}
        self._receipts = receipts

    def __getitem__(self, who: tuple[str, UUID]) -> int | None:
        receipt, ask = self._receipts.get(who), self._asks[who]
        if receipt is None:
            return None
        if (receipt.verb, receipt.stream) != (ask.verb, ask.stream):
            raise Refused("invalid")
        return receipt.seq


def relay_to(relay: Relay) -> None:
    """Call `relay` with the entries of every action after its commit, in the committing thread."""
    if relay not in _relays:
        _relays.append(relay)


def _take(stream: str, count: int) -> int:
    """Lock the stream's head, move it on by `count`, and return where it stood."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO journal_stream (name, head) VALUES (%s, %s)"
            " ON CONFLICT (name) DO UPDATE SET head = journal_stream.head + excluded.head RETURNING head",
            [stream, count],
        )
        return cursor.fetchone()[0] - count
