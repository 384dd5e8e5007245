"""What travels on the bus: JSON parcels of at most 16 KiB, of entries or of hints."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from commons.journal.models import Entry

from .protocol import encode

HINTS = "hints"  # the channel of all streams' hints; no stream is called so
LARGEST = 16 * 1024


def prefix(epoch: str) -> str:
    """What the channels of one installation begin with, so that several can share a Redis; then comes the stream."""
    return f"birge:{epoch}:"


def entry_parcels(origin: str, entries: Iterable[Entry]) -> Iterator[tuple[str, str]]:
    """Stream and parcel, a stream's entries in their order."""
    by_stream: dict[str, list[str]] = {}
    for entry in entries:
        at = entry.at.isoformat()
        by_stream.setdefault(entry.stream, []).append(encode([entry.seq, entry.fact, entry.data, entry.actor, at]))
    for stream, packed in by_stream.items():
        for parcel in _pack(origin, packed):
            yield stream, parcel


def hint_parcels(origin: str, hints: Sequence[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    for parcel in _pack(origin, [encode(hint) for hint in hints]):
        yield HINTS, parcel


def open_parcel(parcel: bytes) -> tuple[str, list[Any]]:
    """Who sent it, and what is in it. Raises ValueError, TypeError or KeyError for what is no parcel."""
    opened = json.loads(parcel)
    return opened["from"], opened["of"]


def entries_in(stream: str, contents: Iterable[Sequence[Any]]) -> list[Entry]:
    """The entries of a parcel. Raises ValueError or TypeError for what are none."""
    return [_entry(stream, *content) for content in contents]


def _entry(stream: str, seq: int, fact: str, data: dict[str, Any], actor: str | None, at: str) -> Entry:
    if not (isinstance(seq, int) and isinstance(fact, str) and isinstance(data, dict) and isinstance(actor, str | None)):
        raise TypeError
    return Entry(stream=stream, seq=seq, fact=fact, data=data, actor=actor, at=datetime.fromisoformat(at))


def _pack(origin: str, contents: Sequence[str]) -> Iterator[str]:
    packed: list[str] = []
    size = 0
    for content in contents:
        length = len(content.encode()) + 1
        if length > LARGEST - 100:
            continue  # anti-entropy brings it
        if packed and size + length > LARGEST - 100:
            yield _parcel(origin, packed)
            packed, size = [], 0
        packed.append(content)
        size += length
    if packed:
        yield _parcel(origin, packed)


def _parcel(origin: str, packed: Sequence[str]) -> str:
    return f'{{"from":{encode(origin)},"of":[{",".join(packed)}]}}'
