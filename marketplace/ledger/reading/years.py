"""A venture's year as numbers for a drawing: what was sold, spent and paid out in each of its months, and what became whose."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet, Sum
from django.db.models.functions import ExtractYear, TruncMonth
from django.utils import timezone

from marketplace.boards.models import Venture

from ..accounts import Account
from ..models import Leg, Posting

Kind = Posting.Kind


@dataclass(frozen=True)
class YearsMonth:
    """Amounts in tyiyn; `month` is its first day."""

    month: date
    sold: int = 0
    spent: int = 0
    paid_out: int = 0

    @property
    def left(self) -> int:
        """What it brought; below zero where more was spent than sold."""
        return self.sold - self.spent


@dataclass(frozen=True)
class Year:
    """Always twelve months, the first first; `earned` is by member, what became hers of it as agreed."""

    months: list[YearsMonth]
    earned: Mapping[int, int]

    @property
    def sold(self) -> int:
        return sum(month.sold for month in self.months)

    @property
    def spent(self) -> int:
        return sum(month.spent for month in self.months)

    @property
    def paid_out(self) -> int:
        return sum(month.paid_out for month in self.months)

    @property
    def left(self) -> int:
        return self.sold - self.spent


def years_of(venture: Venture | int) -> list[int]:
    """Those in which anything was written, the last first."""
    years = Posting.objects.filter(venture=venture).order_by().annotate(year=ExtractYear("at")).values_list("year", flat=True).distinct()
    return sorted(years, reverse=True)


def year_of(venture: Venture | int, year: int) -> Year:
    """What was taken back counts against the month in which it was."""
    postings = Posting.objects.filter(venture=venture, at__year=year)
    sums = _by_month(postings.exclude(kind__in=(Kind.DIVISION, Kind.HANDOVER)))
    months = [
        YearsMonth(month, *(sums.get((month, kind), 0) for kind in (Kind.SALE, Kind.COST, Kind.PAYOUT)))
        for month in (date(year, number, 1) for number in range(1, 13))
    ]
    legs = Leg.objects.filter(posting__in=postings.filter(kind=Kind.DIVISION).values("key"), account=Account.SHARE)
    earned = {row["member_id"]: -row["sum"] for row in legs.order_by().values("member_id").annotate(sum=Sum("amount"))}
    return Year(months, earned)


def _by_month(postings: QuerySet[Posting]) -> dict[tuple[date, str], int]:
    rows = postings.order_by().annotate(month=TruncMonth("at")).values("month", "kind").annotate(sum=Sum("amount"))
    return {(timezone.localdate(row["month"]), row["kind"]): row["sum"] for row in rows}
