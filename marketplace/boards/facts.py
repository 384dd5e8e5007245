"""What a venture announces, on `marketplace.venture:ID`. Ids and small enumerations only; `version` is the venture's after it.

Presented they are `{type, id, version}`: whoever follows it asks again for what it is about.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from commons.journal.facts import Fact
from commons.journal.models import Entry
from commons.journal.presenting import presents


@dataclass(frozen=True, kw_only=True)
class VentureChanged(Fact, name="marketplace.venture.changed"):
    """Something about it is different, and no other fact says it: its words, its public page, or (`state`) that it runs or is closed."""

    venture: int
    version: int
    state: str


@dataclass(frozen=True, kw_only=True)
class VentureFounded(VentureChanged, name="marketplace.venture.founded"):
    """A woman has begun one; she is its first steward."""

    lab: int
    member: int


@dataclass(frozen=True, kw_only=True)
class OfferMade(Fact, name="marketplace.offer.made"):
    """ "I bring …": `member` offers something; where she is in it already, it counts at once."""

    venture: int
    version: int
    offer: int
    member: int
    kind: str


@dataclass(frozen=True, kw_only=True)
class OfferAsked(OfferMade, name="marketplace.offer.asked"):
    """A steward invites `member` to come in; what she brings she says herself."""


@dataclass(frozen=True, kw_only=True)
class OfferAccepted(OfferMade, name="marketplace.offer.accepted"):
    """A steward accepts what `member` offers, or she an invitation; that she is in it is a fact of its own."""


@dataclass(frozen=True, kw_only=True)
class OfferDeclined(OfferMade, name="marketplace.offer.declined"):
    """A steward thanks and declines, or she an invitation."""


@dataclass(frozen=True, kw_only=True)
class OfferWithdrawn(OfferMade, name="marketplace.offer.withdrawn"):
    """She takes back what she offered."""


@dataclass(frozen=True, kw_only=True)
class PartnerJoined(Fact, name="marketplace.partner.joined"):
    """`member` is in it from now on."""

    venture: int
    version: int
    member: int
    role: str


@dataclass(frozen=True, kw_only=True)
class PartnerChanged(PartnerJoined, name="marketplace.partner.changed"):
    """She has another role from now on."""


@dataclass(frozen=True, kw_only=True)
class PartnerLeft(PartnerJoined, name="marketplace.partner.left"):
    """She isn't in it any more, and sees no more; by `system` where a guest was shown out."""


OF_VENTURES = (VentureChanged.name, VentureFounded.name)
OF_OFFERS = (OfferMade.name, OfferAsked.name, OfferAccepted.name, OfferDeclined.name, OfferWithdrawn.name)
OF_PARTNERS = (PartnerJoined.name, PartnerChanged.name, PartnerLeft.name)


@presents(*OF_VENTURES)
def present_ventures(entries: Sequence[Entry], language: str) -> dict[tuple[str, int], dict[str, Any]]:
    return {_place(entry): _ids("venture", entry.data["venture"], entry) | {"state": entry.data["state"]} for entry in entries}


@presents(*OF_OFFERS)
def present_offers(entries: Sequence[Entry], language: str) -> dict[tuple[str, int], dict[str, Any]]:
    return {_place(entry): _ids("offer", entry.data["offer"], entry) for entry in entries}


@presents(*OF_PARTNERS)
def present_partners(entries: Sequence[Entry], language: str) -> dict[tuple[str, int], dict[str, Any]]:
    return {_place(entry): _ids("partner", entry.data["member"], entry) for entry in entries}


def _place(entry: Entry) -> tuple[str, int]:
    return entry.stream, entry.seq


def _ids(what: str, number: int, entry: Entry) -> dict[str, Any]:
    return {"type": what, "id": number, "version": entry.data["version"]}
