"""Months of earnings as bars of a picture: where each stands and how high it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from .earnings import Month

WIDTH, HEIGHT, GAP = 320, 120, 6


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
    """The oldest at the left; the highest fills the picture, and what was given back stands at nothing."""
    rows = sorted(months, key=lambda row: row.month)
    top = max((row.amount for row in rows), default=0)
    if top <= 0:
        return []
    width = min(48, (WIDTH - GAP * (len(rows) - 1)) // len(rows))
    bars = []
    for place, row in enumerate(rows):
        height = max(2, row.amount * HEIGHT // top) if row.amount > 0 else 0
        bars.append(Bar(place * (width + GAP), HEIGHT - height, width, height, row.month, row.amount))
    return bars
