"""A card from a message: where she talks she sees that something is to be done, and puts it on the board."""

from uuid import uuid4

from django.db import IntegrityError
from django.utils.translation import gettext as _

from commons.journal.refusals import Refused
from commons.journal.writing import atomic, record
from commons.people.limits import take
from commons.people.models import Member
from commons.people.texts import LONGEST_NAME, clean_lines
from commons.ui.talks import words_said

from ..models import Card, Column
from .cards import LONGEST_WORDS, MADE, card_made, check_writer, put_card, titled


def card_from_message(by: Member, venture_id: int, room_id: int, message_id: int) -> Card:
    """In the first column; its first line is the title. Of the same message there is one, by whomever it was made.

    Room and message are chat's own numbers; what was said there, and whether it is for her, chat says.
    Raises Refused: `forbidden`, `read_only`; `invalid` or `too_long` with a sentence; `slow_down`.
    """
    first = Column.objects.select_related("venture").filter(venture=venture_id).first()
    words = words_said(by, room_id, message_id)
    if first is None or words is None:
        raise Refused("forbidden")
    check_writer(by, first)
    known = Card.objects.filter(venture=venture_id, room=room_id, message=message_id)
    if (card := known.first()) is not None:
        return card
    lines = clean_lines(words, LONGEST_WORDS) or _("From a message")
    title = lines.split("\n")[0]
    short = title if len(title) <= LONGEST_NAME else f"{title[: LONGEST_NAME - 1].rstrip()}…"
    rest = "" if lines == short else lines
    take((MADE, str(by.pk)))
    try:
        with atomic():
            made = {"titles": titled(short), "words": rest, "room": room_id, "message": message_id}
            card = put_card(first.venture, first.pk, by, key=uuid4(), **made)
            record(card_made(card, by.actor))
    except IntegrityError:  # another made it of the same message, at the same moment
        return known.get()
    return card
