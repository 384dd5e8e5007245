"""A year or a month of a woman's statement, whole, as it goes on paper: what was hers before, each line, and what was hers after."""

from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.db.models import Q, Sum

from commons.people.models import Member
from marketplace.boards.models import Venture

from ..accounts import Account
from ..models import Leg
from .statements import Row, hers_in, moments_of, rows_up

MOST = 1_000  # lines on one sheet: some twenty pages of paper


@dataclass(frozen=True)
class Sheet:
    """The first line first, as far as there is room; what was hers and what she held before all of them, and after."""

    rows: list[Row]
    is_cut: bool
    hers_before: int
    holds_before: int
    hers_after: int
    holds_after: int


def sheet_of(venture: Venture | int, member: Member, first: date, end: date) -> Sheet:
    """Hers, from one day to the day before another."""
    start, last = moments_of(first, end)
    until = Leg.objects.filter(posting__venture=venture, posting__at__lte=last, member=member).order_by()
    before = Q(posting__at__lt=start)
    share, held = (Q(account=account) for account in (Account.SHARE, Account.HELD))
    named = {"hers_before": before & share, "holds_before": before & held, "hers_after": share, "holds_after": held}
    sums = until.aggregate(**{name: Sum("amount", filter=which, default=0) for name, which in named.items()})
    sums |= {name: -sums[name] for name in ("hers_before", "hers_after")}
    rows = list(islice(rows_up(hers_in(venture, member).filter(at__range=(start, last)), member, sums["hers_before"]), MOST + 1))
    return Sheet(rows[:MOST], len(rows) > MOST, **sums)
