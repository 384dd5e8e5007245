"""A year of gatherings as bars of a picture: behind how many had a place, before it how many came."""

from collections.abc import Sequence
from dataclasses import dataclass

from .figures import Month

WIDTH, HEIGHT, GAP = 320, 120, 6


@dataclass(frozen=True)
class Bar:
    """One month; the measures are those of the picture."""

    month: Month
    x: int
    width: int
    seats: int
    came: int

    @property
    def middle(self) -> int:
        return self.x + self.width // 2

    @property
    def tops(self) -> tuple[int, int]:
        """Where either begins: of the places, and of those who came."""
        return HEIGHT - self.seats, HEIGHT - self.came


def bars_of(months: Sequence[Month]) -> list[Bar]:
    """Nothing where nobody had a place; the highest fills the picture."""
    most = max((max(month.figures.seats, month.figures.came) for month in months), default=0)
    if most <= 0:
        return []
    width = (WIDTH - GAP * (len(months) - 1)) // len(months)
    return [
        Bar(month, place * (width + GAP), width, _height(month.figures.seats, most), _height(month.figures.came, most))
        for place, month in enumerate(months)
    ]


def _height(n: int, most: int) -> int:
    return max(2, n * HEIGHT // most) if n > 0 else 0
