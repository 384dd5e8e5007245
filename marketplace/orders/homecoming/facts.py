"""What a homecoming announces, on its own stream: ids and small enumerations; where, when and with whom stays in its row."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from commons.journal.facts import Fact
from commons.journal.models import Entry
from commons.journal.presenting import presents


@dataclass(frozen=True, kw_only=True)
class HomecomingArranged(Fact, name="marketplace.homecoming.arranged"):
    """She has asked a friend to look after her way home. `version` is the homecoming's after the fact, `state` where it stands."""

    homecoming: int
    version: int
    state: str


@dataclass(frozen=True, kw_only=True)
class HomecomingPostponed(HomecomingArranged, name="marketplace.homecoming.postponed"):
    """She comes home later: the clock begins anew."""


@dataclass(frozen=True, kw_only=True)
class HomecomingAsked(HomecomingArranged, name="marketplace.homecoming.asked"):
    """The hour has come: she is asked whether she is home."""


@dataclass(frozen=True, kw_only=True)
class HomecomingMissed(HomecomingArranged, name="marketplace.homecoming.missed"):
    """She hasn't said so in time: her friend is to call her."""


@dataclass(frozen=True, kw_only=True)
class HomecomingEnded(HomecomingArranged, name="marketplace.homecoming.ended"):
    """`state` says how: she is home, it wasn't needed, or her friend can't."""


OF_HOMECOMINGS = {fact.name: fact for fact in (HomecomingArranged, HomecomingPostponed, HomecomingAsked, HomecomingMissed, HomecomingEnded)}


@presents(*OF_HOMECOMINGS)
def present_homecomings(entries: Sequence[Entry], language: str) -> dict[tuple[str, int], dict[str, Any]]:
    """Which, and where it stands after it."""
    return {
        (entry.stream, entry.seq): {"type": "homecoming", "id": entry.data["homecoming"], "state": entry.data["state"]} for entry in entries
    }
