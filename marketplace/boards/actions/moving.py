"""The one way a card changes its place: after that one, in this column, and only as she saw it."""

from collections.abc import Sequence

from django.db.models import F

from commons.journal.queueing import in_turn
from commons.journal.writing import atomic, record
from commons.people.models import Member

from ..facts import BoardMoved, CardMoved
from ..models import Card
from ..refusals import CardStale
from ..streams import order_of
from .cards import said_of, written_by
from .placing import place_after, take_turn


@in_turn
def move_card(by: Member, card_id: int, column_id: int, after_card: int | None, expected_version: int) -> Card:
    """After `after_card` in this column, or before all that stand there. Where it stands there already nothing happens.

    Raises Refused: `forbidden`, `read_only`; `invalid` for a column of elsewhere; CardStale, with the fresh card, where it has changed, or
    the card it is to follow isn't there any more.
    """
    card = written_by(by, card_id)
    if card.version != expected_version:
        raise CardStale(card)
    before = card.column_id
    with atomic():
        take_turn(card.venture_id, (before, column_id))
        card = _whole(card_id)  # others may have made room meanwhile, and given it another place without another version
        place = place_after(card, column_id, after_card)
        as_seen = Card.objects.filter(pk=card_id, version=expected_version, archived_at=None)
        if place == "here" and card.version == expected_version:
            return card
        if isinstance(place, str) or not as_seen.update(column=column_id, position=place, version=F("version") + 1):
            raise CardStale(_whole(card_id))
        card = _whole(card_id)
        moved = CardMoved(**said_of(card, by.actor), before=before)
        record(moved, *(_told_the_order(card, by) if column_id != before else ()))
    return card


def _told_the_order(card: Card, by: Member) -> Sequence[BoardMoved]:
    """What the order's room shows of it, where the card stands for one."""
    order_id = order_of(card.order)
    if card.order is None or order_id is None:
        return ()
    return (BoardMoved(stream=card.order, actor=by.actor, order=order_id, card=card.pk, column=card.column_id),)


def _whole(card_id: int) -> Card:
    return Card.objects.select_related("venture", "column").get(pk=card_id)
