"""What events announce. Ids and small enumerations only; `version` is the gathering's, or the seat's, after it.

What happens to a seat stands on three streams: on its own for her, on the desk for the hosts, and how many places are left for all.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from commons.journal.facts import Fact
from commons.journal.models import Entry
from commons.journal.presenting import presents


@dataclass(frozen=True, kw_only=True)
class GatheringChanged(Fact, name="events.gathering.changed"):
    """Something about a gathering is different, and no other fact says it: its words, how many places are left."""

    gathering: int
    version: int


@dataclass(frozen=True, kw_only=True)
class GatheringAnnounced(GatheringChanged, name="events.gathering.announced"):
    """There will be one, at this lab."""

    lab: int
    host: int


@dataclass(frozen=True, kw_only=True)
class SeatChanged(Fact, name="events.seat.changed"):
    """Something about a seat is different, and no other fact says it: how many she brings."""

    gathering: int
    seat: int
    version: int
    state: str


@dataclass(frozen=True, kw_only=True)
class SeatTaken(SeatChanged, name="events.seat.taken"):
    """She comes."""


@dataclass(frozen=True, kw_only=True)
class SeatAsked(SeatChanged, name="events.seat.asked"):
    """Nothing was left; she waits in line."""


@dataclass(frozen=True, kw_only=True)
class SeatOffered(SeatChanged, name="events.seat.offered"):
    """Places became free, and are held for her; the clock starts when she is told."""


@dataclass(frozen=True, kw_only=True)
class OfferHeld(SeatChanged, name="events.offer.held"):
    """She was told of the offer: from now on it ends."""


@dataclass(frozen=True, kw_only=True)
class OfferLapsed(SeatChanged, name="events.offer.lapsed"):
    """She didn't answer in time; the next in line has it."""


@dataclass(frozen=True, kw_only=True)
class SeatReleased(SeatChanged, name="events.seat.released"):
    """She can't come; or doesn't wait any more."""


@dataclass(frozen=True, kw_only=True)
class DeskChanged(Fact, name="events.desk.changed"):
    """A row in the hosts' list of who comes is different."""

    seat: int


OF_SEATS = tuple(fact.name for fact in (SeatChanged, SeatTaken, SeatAsked, SeatOffered, OfferHeld, OfferLapsed, SeatReleased))


@presents(GatheringChanged.name, GatheringAnnounced.name)
def present_gatherings(entries: Sequence[Entry], language: str) -> dict[tuple[str, int], dict[str, Any]]:
    """Which one: pages fetch what they show of it."""
    return {
        (entry.stream, entry.seq): {"type": "gathering", "id": entry.data["gathering"], "version": entry.data["version"]}
        for entry in entries
    }


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


@presents(DeskChanged.name)
def present_desks(entries: Sequence[Entry], language: str) -> dict[tuple[str, int], dict[str, Any]]:
    return {(entry.stream, entry.seq): {"type": "desk", "id": entry.data["seat"]} for entry in entries}
