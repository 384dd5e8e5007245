"""What pages read of facts about gatherings, seats and desks; what is asked and said in one has its own (live.py)."""

from collections.abc import Sequence
from typing import Any

from commons.journal.models import Entry
from commons.journal.presenting import presents

from .facts import OF_DESKS, OF_GATHERINGS, OF_SEATS
from .models import Gathering


@presents(*OF_GATHERINGS)
def present_gatherings(entries: Sequence[Entry], language: str) -> dict[tuple[str, int], dict[str, Any]]:
    """Which one, where it stands, what can be done in its live room, and unless it is discreet how many come: pages fetch the rest."""
    gatherings = Gathering.objects.in_bulk({entry.data["gathering"] for entry in entries})
    return {(entry.stream, entry.seq): _present(entry, gatherings.get(entry.data["gathering"])) for entry in entries}


def _present(entry: Entry, gathering: Gathering | None) -> dict[str, Any]:
    data = {"type": "gathering", "id": entry.data["gathering"], "version": entry.data["version"]}
    if gathering is None:
        return data
    stands = {"state": gathering.state, "asks": gathering.asks, "pace": gathering.pace}
    return data | stands | ({} if gathering.is_discreet else {"left": gathering.left, "coming": gathering.taken})


@presents(*OF_SEATS)
def present_seats(entries: Sequence[Entry], language: str) -> dict[tuple[str, int], dict[str, Any]]:
    """Which one, and where it stands."""
    return {
        (entry.stream, entry.seq): {
            "type": "seat",
            "id": entry.data["seat"],
            "version": entry.data["version"],
            "state": entry.data["state"],
        }
        for entry in entries
    }


@presents(*OF_DESKS)
def present_desks(entries: Sequence[Entry], language: str) -> dict[tuple[str, int], dict[str, Any]]:
    """That it is different: the desk is fetched again."""
    return {(entry.stream, entry.seq): {"type": "desk"} for entry in entries}
