"""One figure a line: name, ours, beside, ratio, goal, reached or short."""

import sys
from dataclasses import dataclass

HEAD = ("figure", "ours", "beside", "ratio", "goal", "verdict")
WIDTHS = (70, 9, 26, 6, 13, 0)


@dataclass(frozen=True, kw_only=True)
class Line:
    """One measured figure. Every bound given must hold for it to be reached.

    The ratio is ours to beside; with `fewer`, beside to ours. Without bounds it is only told.
    """

    name: str
    ours: float
    unit: str = ""
    beside: float | None = None
    beside_name: str = ""
    fewer: bool = False
    ratio_at_least: float | None = None
    ratio_at_most: float | None = None
    at_least: float | None = None
    at_most: float | None = None

    @property
    def ratio(self) -> float | None:
        if self.beside is None or not self.ours or not self.beside:
            return None
        return self.beside / self.ours if self.fewer else self.ours / self.beside

    @property
    def goal(self) -> str:
        bounds = (("≥ {}×", self.ratio_at_least), ("≤ {}×", self.ratio_at_most), ("≥ {}", self.at_least), ("≤ {}", self.at_most))
        return ", ".join(sign.format(number(bound)) for sign, bound in bounds if bound is not None)

    @property
    def reached(self) -> bool:
        """Whether every bound holds. A ratio to something that could not be measured isn't judged."""
        held = [
            (self.at_least is None or self.ours >= self.at_least),
            (self.at_most is None or self.ours <= self.at_most),
            (self.ratio is None or self.ratio_at_least is None or self.ratio >= self.ratio_at_least),
            (self.ratio is None or self.ratio_at_most is None or self.ratio <= self.ratio_at_most),
        ]
        return all(held)

    @property
    def verdict(self) -> str:
        needs_ratio = (self.ratio_at_least or self.ratio_at_most) is not None
        if not self.goal or (needs_ratio and self.ratio is None and self.reached):
            return "told only" if not self.goal else "not measured"
        return "reached" if self.reached else "short"

    def __str__(self) -> str:
        beside = "–" if self.beside is None else number(self.beside)
        cells = (
            f"{self.name}, {self.unit}" if self.unit else self.name,
            number(self.ours),
            f"{beside} ({self.beside_name})" if self.beside_name else beside,
            f"{self.ratio:.1f}×" if self.ratio else "–",
            self.goal or "–",
            self.verdict,
        )
        return columns(cells)


@dataclass(frozen=True)
class Unmeasured:
    """A figure that this machine can't have, and why."""

    name: str
    why: str
    verdict = "not measured"

    def __str__(self) -> str:
        return f"{self.name}: not measured: {self.why}"


def aside(text: str) -> None:
    """What happens just now, for whoever waits; never among the figures."""
    print(text, file=sys.stderr, flush=True)


def columns(cells: tuple[str, ...]) -> str:
    return "  ".join(f"{cell:{width}}" for cell, width in zip(cells, WIDTHS, strict=True)).rstrip()


def number(value: float) -> str:
    """Three digits that matter, thousands apart."""
    if value >= 100 or value == int(value):
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}".rstrip("0").rstrip(".")
