"""Reading a board: its columns with their sums, and a page of the cards of one column, or the first of every. Never more queries."""

from collections.abc import Sequence
from dataclasses import dataclass

from .models import Card, Column, Comment, Venture

A_PAGE = 30


@dataclass(frozen=True)
class Page:
    """Some of the cards of a column, and where those after them begin; None where there are no more."""

    column: Column
    cards: Sequence[Card]
    next: int | None


@dataclass(frozen=True)
class Board:
    """A venture's columns, each with `n`, `planned` and `actual` in tyiyn, and the pages of those that are shown."""

    venture: Venture
    columns: Sequence[Column]
    pages: Sequence[Page]

    @property
    def column(self) -> Column:
        """The one that a phone shows, or the first."""
        return self.pages[0].column


def board_of(venture: Venture, column_id: int | None = None, after: int | None = None, most: int = A_PAGE) -> Board | None:
    """One column, from the first card on or from those after this position; without `column_id` the first. None where there is none.

    In five queries: columns with their sums, cards, their women (two) and their pictures.
    """
    columns = list(Column.objects.filter(venture=venture).summed())
    shown = next((one for one in columns if column_id in (None, one.pk)), None)
    if shown is None:
        return None
    cards = Card.objects.standing_in(shown)
    found = list((cards if after is None else cards.filter(position__gt=after)).told()[: most + 1])
    return Board(venture, columns, [_page(shown, found, most)])


def whole_board_of(venture: Venture, most: int = A_PAGE) -> Board:
    """The first cards of every column, for wide windows; in as many queries."""
    columns = list(Column.objects.filter(venture=venture).summed())
    cards = Card.objects.standing().filter(venture=venture).first_of_each(most + 1).told()
    by_column: dict[int, list[Card]] = {one.pk: [] for one in columns}
    for card in cards:
        by_column.setdefault(card.column_id, []).append(card)
    return Board(venture, columns, [_page(one, by_column[one.pk], most) for one in columns])


def card_of(venture: Venture, card_id: int) -> Card | None:
    """A card with all there is of it, also one that was archived; comments are asked for by `comments_on`."""
    whole = Card.objects.filter(venture=venture).told().select_related("column", "made_by", "voice").prefetch_related("checklist")
    return whole.filter(pk=card_id).first()


def comments_on(card: Card, before: int | None = None, most: int = A_PAGE) -> Sequence[Comment]:
    """What was said of it last, the oldest of these first; `before` this comment, where there is more."""
    said = card.comments.filter(removed_at=None).select_related("member", "voice").order_by("-pk")
    older = said if before is None else said.filter(pk__lt=before)
    return list(older[:most])[::-1]


def _page(column: Column, found: Sequence[Card], most: int) -> Page:
    return Page(column, found[:most], found[most - 1].position if len(found) > most else None)
