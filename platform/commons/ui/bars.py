"""Months of figures as bars of a picture (`ui/_months.html`): where each stands and how high it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

WIDTH, HEIGHT, GAP, WIDEST = 320, 120, 6, 48


@dataclass(frozen=True)
class Part:
    y: int
    height: int


@dataclass(frozen=True)
class Bar:
    """One month's: of each figure a part, the first behind the others."""

    month: date
    x: int
    width: int
    parts: tuple[Part, ...]

    @property
    def middle(self) -> int:
        return self.x + self.width // 2


def bars_of(months: Mapping[date, Sequence[int]]) -> list[Bar]:
    """One for each, in their order; the highest fills the picture. None where there is nothing to draw."""
    most = max((n for figures in months.values() for n in figures), default=0)
    if most <= 0:
        return []
    width = min(WIDEST, (WIDTH - GAP * (len(months) - 1)) // len(months))
    drawn = enumerate(months.items())
    return [Bar(month, place * (width + GAP), width, tuple(_part(n, most) for n in figures)) for place, (month, figures) in drawn]


def _part(n: int, most: int) -> Part:
    height = max(2, n * HEIGHT // most) if n > 0 else 0
    return Part(HEIGHT - height, height)
