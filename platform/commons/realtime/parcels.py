"""What travels on the bus: JSON parcels of at most 16 KiB, of entries or of hints."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from commons.journal.models import Entry

from .protocol import encode

PREFIX = "birge:"
HINTS = "birge-hints"
LARGEST = 16 * 1024


def entry_parcels(origin: str, entries: Iterable[Entry]) -> Iterator[tuple[str, str]]:
    """Channel and parcel, a stream's entries in their order."""
    by_stream: dict[str, list[str]] = {}
    for entry in entries:
        at = entry.at.isoformat()
        by_stream.setdefault(entry.stream, []).append(encode([entry.seq, entry.fact, entry.data, entry.actor, at]))
    for stream, packed in by_stream.items():
        for parcel in _pack(origin, packed):
            yield PREFIX + stream, parcel


def hint_parcels(origin: str, hints: Sequence[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    for parcel in _pack(origin, [encode(hint) for hint in hints]):
        yield HINTS, parcel


def open_parcel(parcel: bytes) -> tuple[str, list[Any]]:
    """Who sent it, and what is in it."""
    opened = json.loads(parcel)
    return opened["from"], opened["of"]


def entries_in(channel: str, contents: Iterable[Sequence[Any]]) -> list[Entry]:
    stream = channel.removeprefix(PREFIX)
    return [
        Entry(stream=stream, seq=seq, fact=fact, data=data, actor=actor, at=datetime.fromisoformat(at))
        for seq, fact, data, actor, at in contents
    ]


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
