"""Months of earnings, as they are drawn."""

from collections.abc import Sequence
from datetime import date

from commons.ui.bars import Bar, bars_of

from .earnings import Month

MONTHS = 12


def earnings_drawn(months: Sequence[Month]) -> list[Bar]:
    """A year at most, the last month at the right. A month without money keeps its place, and so does one in which more was given back."""
    known = {row.month: row.amount for row in months}
    return bars_of({month: (known.get(month, 0),) for month in _in_a_row(sorted(known))})


def _in_a_row(months: Sequence[date]) -> list[date]:
    """Each month from the first to the last of these, the last twelve."""
    if not months:
        return []
    first, last = (one.year * 12 + one.month - 1 for one in (months[0], months[-1]))
    return [date(number // 12, number % 12 + 1, 1) for number in range(max(first, last - MONTHS + 1), last + 1)]
