"""A card: made, said of, archived and brought back. Each change brings the version she saw; another has gone by then: CardStale."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError
from django.db.models import F
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from commons.journal.refusals import Refused
from commons.journal.writing import atomic, record
from commons.people.limits import Limit, take
from commons.people.models import Member
from commons.people.texts import clean_lines, clean_title
from commons.ui.languages import SPOKEN

from ..facts import CardChanged, CardMade, CardRemoved
from ..may import Role
from ..models import Card, Column, Venture
from ..refusals import CardStale
from .holding import open_for
from .placing import last_place, take_turn

LONGEST_WORDS = 2_000
DEAREST = 1_000_000_000  # tyiyn: ten million som
FARTHEST = timedelta(days=3 * 365)
MOST_CARDS = 5_000
MADE = Limit("cards made", 300, timedelta(hours=1))
FOLLOWS = _("The day and the money of this card follow its order.")
NAMELESS = _("Write what is to be done.")
TOO_DEAR = _("Money is zero som or more, and at most ten million.")
TOO_FAR = _("Choose a day within three years.")
TOO_MANY = _("There are very many cards here already. Archive those that are done.")


@dataclass(frozen=True, kw_only=True)
class Saying:
    """What is said of a card; what is None stays as it is. `empties`: which of due_on, planned and actual it has no more."""

    title: str | None = None
    words: str | None = None
    due_on: date | None = None
    planned: int | None = None
    actual: int | None = None
    empties: frozenset[str] = field(default_factory=frozenset)

    def cleaned(self) -> dict[str, Any]:
        """As columns. Raises Refused `invalid` or `too_long` with a sentence."""
        said: dict[str, Any] = dict.fromkeys(self.empties & {"due_on", "planned", "actual"})
        if self.title is not None:
            said["titles"] = titled(self.title)
        if self.words is not None:
            said["words"] = clean_lines(self.words, LONGEST_WORDS)
        if self.due_on is not None:
            if abs(self.due_on - timezone.localdate()) > FARTHEST:
                raise Refused("invalid", TOO_FAR)
            said["due_on"] = self.due_on
        for name, amount in (("planned", self.planned), ("actual", self.actual)):
            if amount is not None:
                if not 0 <= amount <= DEAREST:
                    raise Refused("invalid", TOO_DEAR)
                said[name] = amount
        return said


def make_card(by: Member, column_id: int, saying: Saying, key: UUID) -> Card:
    """At the end of a column; a guest in the first alone. By the same key she gets the one she made.

    Raises Refused: `forbidden`; `read_only` once the venture is closed; `invalid` or `too_long` with a sentence; `slow_down`.
    """
    said = Saying(title="").cleaned() if saying.title is None else saying.cleaned()
    column = Column.objects.select_related("venture").filter(pk=column_id).first()
    if column is None:
        raise Refused("forbidden")
    check_writer(by, column)
    made = Card.objects.filter(venture=column.venture_id, key=key, made_by=by)
    if (known := made.first()) is not None:
        return known
    take((MADE, str(by.pk)))
    try:
        with atomic():
            card = put_card(column.venture, column.pk, by, key=key, **said)
            record(card_made(card, by.actor))
    except IntegrityError:  # her own second tap, at the same moment; or another's key
        if (known := made.first()) is None:
            raise Refused("invalid") from None
        return known
    return card


def change_card(by: Member, card_id: int, saying: Saying, expected_version: int) -> Card:
    """Say something else of it. Raises Refused: `forbidden`, `read_only`, CardStale, `invalid` or `too_long` with a sentence."""
    card, said = written_by(by, card_id), saying.cleaned()
    if card.order is not None and said.keys() - {"titles", "words"}:
        raise Refused("invalid", FOLLOWS)
    with atomic():
        _write(card, expected_version, **said)
        record(card_changed(card, by.actor, "words"))
    return card


def archive_card(by: Member, card_id: int, expected_version: int) -> Card:
    """Off the board; all of it is kept. Raises Refused: `forbidden`, `read_only`, CardStale."""
    card = written_by(by, card_id)
    with atomic():
        _write(card, expected_version, archived_at=timezone.now())
        record(CardRemoved(**said_of(card, by.actor)))
    return card


def restore_card(by: Member, card_id: int, expected_version: int) -> Card:
    """Back on the board, at the end of its column. Raises Refused likewise."""
    card = written_by(by, card_id, archived=True)
    with atomic():
        take_turn(card.venture_id, [card.column_id])
        _write(card, expected_version, archived=True, archived_at=None, position=last_place(card.column_id))
        record(card_made(card, by.actor))
    return card


def check_writer(by: Member, column: Column) -> Role:
    """As what she adds to this column: a guest to the first alone. Raises Refused `forbidden`, `read_only`."""
    role = open_for(by, column.venture, (Role.STEWARD, Role.PARTNER, Role.GUEST))
    first = Column.objects.filter(venture=column.venture_id).first()
    if role == Role.GUEST and (first is None or first.pk != column.pk):
        raise Refused("forbidden")
    return role


def written_by(by: Member, card_id: int, archived: bool = False) -> Card:
    """A card she writes on, as it is now. Raises Refused: `forbidden`, `read_only`; CardStale where it is archived (or isn't)."""
    found = Card.objects.select_related("venture", "column").filter(pk=card_id).first()
    if found is None:
        raise Refused("forbidden")
    open_for(by, found.venture)
    if found.is_archived != archived:
        raise CardStale(found)
    return found


def put_card(venture: Venture, column_id: int, by: Member | None, **columns: Any) -> Card:
    """Inside a transaction: at the end of a column, whose row is written first. Raises Refused `invalid` where there are too many."""
    take_turn(venture.pk, [column_id])
    if Card.objects.filter(venture=venture, archived_at=None).count() >= MOST_CARDS:
        raise Refused("invalid", TOO_MANY)
    return Card.objects.create(venture=venture, column_id=column_id, position=last_place(column_id), made_by=by, **columns)


def titled(title: str, nameless: Promise = NAMELESS) -> dict[str, str]:
    """What is to be done, in the language she writes in. Raises Refused `invalid`, with the sentence `nameless`, or `too_long`."""
    cleaned = clean_title(title)
    if not cleaned:
        raise Refused("invalid", nameless)
    language = get_language()
    return {language if language in SPOKEN else SPOKEN[0]: cleaned}


def card_made(card: Card, actor: str) -> CardMade:
    return CardMade(**said_of(card, actor), room=card.room, message=card.message)


def card_changed(card: Card, actor: str, what: str) -> CardChanged:
    return CardChanged(**said_of(card, actor), what=what)


def said_of(card: Card, actor: str) -> dict[str, Any]:
    ids = {"venture": card.venture_id, "card": card.pk, "column": card.column_id, "version": card.version}
    return {"stream": card.venture.stream, "actor": actor, **ids}


def _write(card: Card, expected_version: int, archived: bool = False, **columns: Any) -> None:
    """One guarded write. Raises CardStale where another was first."""
    guarded = Card.objects.filter(pk=card.pk, version=expected_version, archived_at__isnull=not archived)
    if not guarded.update(**columns, version=F("version") + 1):
        raise CardStale(Card.objects.select_related("venture", "column").get(pk=card.pk))
    card.refresh_from_db()
