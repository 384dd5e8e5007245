"""What a venture announces, on `marketplace.venture:ID`. Ids and small enumerations only; `version` is that of what it is about.

Presented they say what that is and its id, as `{type: card, card, column, version}`: whoever follows it asks again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from commons.journal.facts import Fact
from commons.journal.models import Entry
from commons.journal.presenting import presents

from .models import Column


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


@dataclass(frozen=True, kw_only=True)
class ColumnChanged(Fact, name="marketplace.column.changed"):
    """A column is called something else, or stands elsewhere; `version` is the column's."""

    venture: int
    column: int
    version: int


@dataclass(frozen=True, kw_only=True)
class ColumnMade(ColumnChanged, name="marketplace.column.made"):
    """The board has one more column."""


@dataclass(frozen=True, kw_only=True)
class ColumnRemoved(ColumnChanged, name="marketplace.column.removed"):
    """It has one less."""


@dataclass(frozen=True, kw_only=True)
class CardChanged(Fact, name="marketplace.card.changed"):
    """It says something else: `what` is words (also its day and money), checklist, pictures, voice, comments, or order.

    `version` is the card's after it, `column` where it stands then.
    """

    venture: int
    card: int
    column: int
    version: int
    what: str | None = None


@dataclass(frozen=True, kw_only=True)
class CardMade(CardChanged, name="marketplace.card.made"):
    """There is a card, or it is back; the actor is `system` where an order made it.

    Where it was made from a message these are chat's own numbers of it.
    """

    room: int | None = None
    message: int | None = None


@dataclass(frozen=True, kw_only=True)
class CardMoved(CardChanged, name="marketplace.card.moved"):
    """It stands elsewhere; `before` is the column it stood in."""

    before: int


@dataclass(frozen=True, kw_only=True)
class CardAssigned(CardChanged, name="marketplace.card.assigned"):
    """`member` does it, or (`on` is false) no more."""

    member: int
    on: bool


@dataclass(frozen=True, kw_only=True)
class CardCommented(CardChanged, name="marketplace.card.commented"):
    """Something was said of it."""

    comment: int


@dataclass(frozen=True, kw_only=True)
class CardRemoved(CardChanged, name="marketplace.card.removed"):
    """It was archived, and is off the board."""


@dataclass(frozen=True, kw_only=True)
class BoardMoved(Fact, name="marketplace.board.moved"):
    """On the order's own stream: its card stands in another column of the venture's board, which its room shows as a line."""

    order: int
    card: int
    column: int


VENTURES = (VentureChanged, VentureFounded)
OFFERS = (OfferMade, OfferAsked, OfferAccepted, OfferDeclined, OfferWithdrawn)
PARTNERS = (PartnerJoined, PartnerChanged, PartnerLeft)
COLUMNS = (ColumnChanged, ColumnMade, ColumnRemoved)
CARDS = (CardMade, CardMoved, CardChanged, CardAssigned, CardCommented, CardRemoved)

SHOWN = {
    fact.name: (what, ids)
    for facts, what, ids in (
        (VENTURES, "venture", ("venture", "state")),
        (OFFERS, "offer", ("offer",)),
        (PARTNERS, "partner", ("member",)),
        (COLUMNS, "column", ("column",)),
        (CARDS, "card", ("card", "column")),
    )
    for fact in facts
}


@presents(*SHOWN)
def present_ventures(entries: Sequence[Entry], language: str) -> dict[tuple[str, int], dict[str, Any]]:
    """Of what it is, its ids and its version."""
    return {(entry.stream, entry.seq): _shown(entry) for entry in entries}


@presents(BoardMoved.name)
def present_moves(entries: Sequence[Entry], language: str) -> dict[tuple[str, int], dict[str, Any]]:
    """Of which order, and the line for its room: the column by its name; empty once that is gone."""
    columns = Column.objects.in_bulk({entry.data["column"] for entry in entries})
    said = {pk: _("On our board: %(column)s") % {"column": column.title} for pk, column in columns.items()}
    return {
        (entry.stream, entry.seq): {"type": "board", "order": entry.data["order"], "line": said.get(entry.data["column"], "")}
        for entry in entries
    }


def _shown(entry: Entry) -> dict[str, Any]:
    what, ids = SHOWN[entry.fact]
    return {"type": what, **{name: entry.data[name] for name in (*ids, "version")}}
