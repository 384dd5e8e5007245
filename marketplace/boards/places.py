"""Where "up", "to the next column" and the like lead: the column, and the card it is to stand after."""

from commons.journal.refusals import Refused
from commons.ui.addresses import number

from .models import Card, Column

STEPS = {"next": 1, "back": -1}


def placed(card: Card, where: str) -> tuple[int, int | None]:
    """Raises Refused `invalid` for what is no place."""
    others = Card.objects.standing_in(card.column_id).exclude(pk=card.pk)
    if where == "up":
        above = others.filter(position__lt=card.position).order_by("-position").values_list("pk", flat=True)
        return card.column_id, next(iter(above[1:2]), None)
    if where == "down":
        below = others.filter(position__gt=card.position).values_list("pk", flat=True).first()
        return card.column_id, below if below is not None else _last(card, card.column_id)
    if where in STEPS:
        columns = list(Column.objects.filter(venture=card.venture_id).values_list("pk", flat=True))
        at = max(0, min(len(columns) - 1, columns.index(card.column_id) + STEPS[where]))
        return columns[at], _last(card, columns[at])
    if where.startswith("after."):
        column, _dot, after = where.removeprefix("after.").partition(".")
        return _number(column), _number(after) if after else None
    column_id = _number(where)
    return column_id, _last(card, column_id)


def _last(card: Card, column_id: int) -> int | None:
    others = Card.objects.standing_in(column_id).exclude(pk=card.pk)
    return others.order_by("-position").values_list("pk", flat=True).first()


def _number(given: str) -> int:
    found = number(given)
    if found is None:
        raise Refused("invalid")
    return found
