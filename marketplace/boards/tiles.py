"""A card as it lies on a board: whose turn it is by its colour, its day in a word, and its column's sums. Made for each who looks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commons.people.models import Member
from commons.ui.templatetags.ui import short_day

from .models import Card, Column

SOON = timedelta(days=2)
Urgency = Literal["", "due", "wait", "done"]


@dataclass(frozen=True)
class Tile:
    """`urgency` is the colour of its edge: red where it is due or hers, saffron where somebody has it, green where it is done."""

    card: Card
    urgency: Urgency
    due: str
    is_late: bool
    is_soon: bool

    @property
    def women(self) -> list[Member]:
        return [one.member for one in self.card.women.all()]

    @property
    def move(self) -> str:
        """What a button that moves it begins with: as she saw it."""
        return f"{self.card.pk}.{self.card.version}"

    @property
    def order_number(self) -> str:
        """Of the order it stands for, as customers know it."""
        return (self.card.order or "").rpartition(":")[2]


def tile_of(card: Card, member: Member | None, is_done: bool) -> Tile:
    """`is_done`: it stands in the last column; None where nobody in particular looks."""
    today = timezone.localdate()
    late = not is_done and card.due_on is not None and card.due_on < today
    soon = not is_done and not late and card.due_on is not None and card.due_on <= today + SOON
    return Tile(card, _urgency(card, member, is_done, late or soon), due_word(card.due_on, today, is_done), late, soon)


def tiles_of(cards: Sequence[Card], member: Member | None, is_done: bool) -> list[Tile]:
    return [tile_of(card, member, is_done) for card in cards]


def last_of(columns: Sequence[Column]) -> int | None:
    """The column in which work is done: the last, where there are several."""
    return columns[-1].pk if len(columns) > 1 else None


def due_word(day: date | None, today: date, is_done: bool) -> str:
    """How far it is: 3 days late, today, tomorrow; else the day."""
    if day is None:
        return ""
    if day < today and not is_done:
        late = (today - day).days
        return ngettext("%(n)s day late", "%(n)s days late", late) % {"n": late}
    if day == today:
        return _("today")
    return _("tomorrow") if day == today + timedelta(days=1) else short_day(day)


def _urgency(card: Card, member: Member | None, is_done: bool, is_near: bool) -> Urgency:
    if is_done:
        return "done"
    women: list[Any] = list(card.women.all())
    if is_near or (member is not None and any(one.member_id == member.pk for one in women)):
        return "due"
    return "wait" if women or card.due_on else ""
