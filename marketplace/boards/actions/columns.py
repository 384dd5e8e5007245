"""The columns of a board: added, called something else, put elsewhere, and taken away once they are empty."""

from typing import Any

from django.db.models import F, Max
from django.utils.translation import gettext_lazy as _

from commons.journal.refusals import Refused
from commons.journal.writing import atomic, record
from commons.people.models import Member

from ..facts import ColumnChanged, ColumnMade, ColumnRemoved
from ..models import Card, Column, Venture
from .cards import titled
from .holding import held, open_for

MOST_COLUMNS = 12
NAMELESS = _("Write how it is called.")
ENOUGH = _("A board has at most twelve columns.")
NOT_EMPTY = _("There are cards in this column. Move them elsewhere first.")
THE_ONLY = _("A board has at least one column.")


def add_column(by: Member, venture_id: int, title: str) -> Column:
    """After the others. Raises Refused: `forbidden`, `read_only`; `invalid` or `too_long` with a sentence."""
    titles = titled(title, NAMELESS)
    with atomic():
        venture = _held_for(by, venture_id)
        theirs = Column.objects.filter(venture=venture)
        last = theirs.aggregate(n=Max("place"))["n"] or 0
        if theirs.count() >= MOST_COLUMNS:
            raise Refused("invalid", ENOUGH)
        column = Column.objects.create(venture=venture, titles=titles, place=last + 1)
        record(ColumnMade(**_said(column, by)))
    return column


def rename_column(by: Member, column_id: int, title: str) -> Column:
    """Raises Refused as adding does."""
    titles = titled(title, NAMELESS)
    with atomic():
        column = _column_for(by, column_id)
        Column.objects.filter(pk=column.pk).update(titles=titles, version=F("version") + 1)
        column.refresh_from_db()
        record(ColumnChanged(**_said(column, by)))
    return column


def move_column(by: Member, column_id: int, to: int) -> Column:
    """To this place among them, counted from 1. Raises Refused: `forbidden`, `read_only`."""
    with atomic():
        column = _column_for(by, column_id)
        others = list(Column.objects.filter(venture=column.venture_id).exclude(pk=column.pk))
        others.insert(max(0, min(to - 1, len(others))), column)
        for place, one in enumerate(others, 1):
            Column.objects.filter(pk=one.pk).update(place=place, version=F("version") + 1)
        column.refresh_from_db()
        record(ColumnChanged(**_said(column, by)))
    return column


def remove_column(by: Member, column_id: int) -> None:
    """Where nothing stands in it; what was archived from it goes to the first of the others. Raises Refused likewise."""
    with atomic():
        column = _column_for(by, column_id)
        Column.objects.filter(pk=column.pk).update(version=F("version") + 1)  # who puts a card there waits, and finds it gone
        another = Column.objects.filter(venture=column.venture_id).exclude(pk=column.pk).first()
        if another is None:
            raise Refused("invalid", THE_ONLY)
        if column.cards.filter(archived_at=None).exists():
            raise Refused("invalid", NOT_EMPTY)
        Card.objects.filter(column=column).update(column=another)
        said = _said(column, by)
        column.delete()
        record(ColumnRemoved(**said))


def _held_for(by: Member, venture_id: int) -> Venture:
    venture = held(venture_id)
    open_for(by, venture)
    return venture


def _column_for(by: Member, column_id: int) -> Column:
    """Its venture is held: columns change one after the other."""
    venture_id = Column.objects.filter(pk=column_id).values_list("venture", flat=True).first()
    venture = _held_for(by, venture_id or 0)
    column = Column.objects.filter(venture=venture, pk=column_id).first()
    if column is None:
        raise Refused("forbidden")
    column.venture = venture
    return column


def _said(column: Column, by: Member) -> dict[str, Any]:
    ids = {"venture": column.venture_id, "column": column.pk, "version": column.version}
    return {"stream": column.venture.stream, "actor": by.actor, **ids}
