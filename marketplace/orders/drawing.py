"""Months of earnings as bars of a picture: where each stands and how high it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from .earnings import Month

WIDTH, HEIGHT, GAP = 320, 120, 6
MONTHS = 12


@dataclass(frozen=True)
class Bar:
    x: int
    y: int
    width: int
    height: int
    month: date
    amount: int

    @property
    def middle(self) -> int:
        return self.x + self.width // 2


def bars_of(months: Sequence[Month]) -> list[Bar]:
    """A year at most, the last month at the right; the highest fills the picture. A month without money keeps its place, and so does
    one in which more was given back."""
    known = {row.month: row.amount for row in months}
    shown = _in_a_row(sorted(known))
    top = max((known.get(month, 0) for month in shown), default=0)
    if top <= 0:
        return []
    width = min(48, (WIDTH - GAP * (len(shown) - 1)) // len(shown))
    bars = []
    for place, month in enumerate(shown):
        amount = known.get(month, 0)
        height = max(2, amount * HEIGHT // top) if amount > 0 else 0
        bars.append(Bar(place * (width + GAP), HEIGHT - height, width, height, month, amount))
    return bars


def _in_a_row(months: Sequence[date]) -> list[date]:
    """Each month from the first to the last of these, the last twelve."""
    if not months:
        return []
    first, last = (one.year * 12 + one.month - 1 for one in (months[0], months[-1]))
    return [date(number // 12, number % 12 + 1, 1) for number in range(max(first, last - MONTHS + 1), last + 1)]
