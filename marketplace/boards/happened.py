"""What happened to a card, in words: the last of it, read from the journal."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commons.journal.models import Entry
from commons.people.models import Member
from commons.people.streams import member_of

from .models import Card, Column

MOST = 8
FAR = 2_000  # entries of the venture back from its last, at most
WORDS: dict[str, Promise] = {
    "marketplace.card.made": _("put it on the board"),
    "marketplace.card.moved": _("moved it"),
    "marketplace.card.removed": _("archived it"),
    "marketplace.card.assigned": _("said who does it"),
    "words": _("changed what it says"),
    "checklist": _("ticked, or added to the list"),
    "pictures": _("changed its pictures"),
    "voice": _("spoke of it"),
    "order": _("the order went on"),
}


@dataclass(frozen=True)
class Happened:
    who: str
    what: Promise | str
    where: str
    at: datetime


def happened_to(card: Card, upto: int) -> list[Happened]:
    """The last first; what was said of it stands there itself."""
    of_card = Entry.objects.filter(stream=card.venture.stream, seq__gt=upto - FAR, fact__startswith="marketplace.card.", data__card=card.pk)
    entries = [entry for entry in of_card.order_by("-seq")[: MOST * 2] if _words(entry)][:MOST]
    women = Member.objects.in_bulk({pk for entry in entries if (pk := member_of(entry.actor))})
    columns = Column.objects.in_bulk({entry.data["column"] for entry in entries if entry.fact.endswith("moved")})
    return [
        Happened(
            women[pk].name if (pk := member_of(entry.actor)) in women else "",
            _words(entry) or "",
            columns[entry.data["column"]].title if entry.data["column"] in columns else "",
            entry.at,
        )
        for entry in entries
    ]


def _words(entry: Entry) -> Promise | None:
    return WORDS.get(entry.fact) or WORDS.get(entry.data.get("what") or "")
