"""Where a card stands: an integer with gaps between, and new gaps where there is none left. Parts of actions, inside their transaction.

Whoever changes places in a column has written its row first: cards change places in turn, on both databases.
"""

from collections.abc import Iterable
from typing import Literal

from django.db.models import F

from commons.journal.refusals import Refused
from commons.journal.rows import fill_in

from ..models import Card, Column

STEP = 1024
FAR = 2**60  # past every place a card comes to by itself


def take_turn(venture_id: int, column_ids: Iterable[int]) -> None:
    """Write these columns' rows, in the order of their numbers. Raises Refused `invalid` where one isn't of this venture."""
    for pk in sorted(set(column_ids)):
        if not Column.objects.filter(pk=pk, venture=venture_id).update(version=F("version") + 1):
            raise Refused("invalid")


def last_place(column_id: int) -> int:
    """After all that stand there."""
    last = Card.objects.standing_in(column_id).order_by("-position").values_list("position", flat=True).first()
    return STEP if last is None else last + STEP


def place_after(card: Card, column_id: int, after_card: int | None) -> int | Literal["gone", "here"]:
    """The place after this card, or before all; `gone` where that one isn't there any more, `here` where the card stands there already."""
    place = _between(card, column_id, after_card)
    if place is None:
        _spread(column_id)
        card.refresh_from_db(fields=["position"])
        place = _between(card, column_id, after_card)
    return "gone" if place is None else place


def _between(card: Card, column_id: int, after_card: int | None) -> int | Literal["gone", "here"] | None:
    """None where there is no gap."""
    others = Card.objects.standing_in(column_id).exclude(pk=card.pk)
    before = None
    if after_card is not None:
        before = others.filter(pk=after_card).values_list("position", flat=True).first()
        if before is None:
            return "gone"
    following = others if before is None else others.filter(position__gt=before)
    after = following.order_by("position").values_list("position", flat=True).first()
    if card.column_id == column_id and not card.is_archived and _lies(before, card.position, after):
        return "here"
    if before is None:
        return STEP if after is None else after - STEP
    if after is None:
        return before + STEP
    middle = (before + after) // 2
    return None if middle == before else middle


def _lies(before: int | None, position: int, after: int | None) -> bool:
    return (before is None or before < position) and (after is None or position < after)


def _spread(column_id: int) -> None:
    """Give every card of the column a place with new gaps; far away first, so that no two are ever in one place."""
    standing = Card.objects.standing_in(column_id)
    order = list(standing.values_list("pk", flat=True))
    fill_in(Card, "position", {pk: FAR + n * STEP for n, pk in enumerate(order, 1)})
    standing.update(position=F("position") - FAR)
