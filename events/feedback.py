"""What was said of a gathering, as its hosts see it: counted and drawn, and never so that it tells who said what.

It is shown by three at a time: with each one alone a host would know whose it is, since she knows who was there last. When nobody can
answer any more all of it is shown, where at least three did.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from random import Random

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .models import Feedback, Gathering

AT_LEAST = 3
FACES = {3: (_("Good"), "smile"), 2: (_("So-so"), "meh"), 1: (_("Not so good"), "frown")}
AGAIN = {
    Feedback.Again.YES: (_("Yes"), "check"),
    Feedback.Again.MAYBE: (_("Perhaps"), "circle-question-mark"),
    Feedback.Again.NO: (_("No"), "x"),
}


@dataclass(frozen=True)
class Bar:
    label: str | Promise
    icon: str
    n: int
    of: int

    @property
    def percent(self) -> int:
        return round(100 * self.n / self.of) if self.of else 0


@dataclass(frozen=True)
class Said:
    """`given` answered, `shown` of them are counted in the bars; `lines` stand in no order."""

    given: int
    shown: int
    faces: list[Bar]
    again: list[Bar]
    lines: list[str]


def said_of_it(gathering: Gathering) -> Said:
    """In one query."""
    rows = list(Feedback.objects.filter(seat__gathering=gathering).order_by("pk"))
    given = len(rows)
    shown = given - given % AT_LEAST if gathering.takes_feedback else given
    counted = rows[:shown] if shown >= AT_LEAST else []
    lines = [row.words for row in counted if row.words]
    Random(gathering.pk).shuffle(lines)  # noqa: S311  so that they don't stand as they came
    return Said(
        given,
        len(counted),
        [_bar(label, icon, (row.face == face for row in counted), len(counted)) for face, (label, icon) in FACES.items()],
        [_bar(label, icon, (row.again == again for row in counted), len(counted)) for again, (label, icon) in AGAIN.items()],
        lines,
    )


def _bar(label: Promise, icon: str, those: Iterable[bool], of: int) -> Bar:
    return Bar(label, icon, sum(those), of)
