"""The figures of reports, read from what is kept of the journal, in a few queries: of one gathering, of a host's or a lab's months."""

from collections import defaultdict
from dataclasses import astuple, dataclass
from datetime import date

from django.db.models import Count, Max, Min, QuerySet, Sum
from django.db.models.functions import TruncMonth
from django.utils import timezone

from commons.people.models import Block, Lab, Member

from .models import Gathering, Step

A_YEAR = 12
MOST_HOSTS = 100


@dataclass(frozen=True)
class Figures:
    """How far people came by so many gatherings."""

    gatherings: int = 0
    invited: int = 0
    seats: int = 0
    came: int = 0
    joined: int = 0
    hosted: int = 0

    @property
    def steps(self) -> list[int]:
        """In the order of their kinds."""
        return [self.invited, self.seats, self.came, self.joined, self.hosted]


@dataclass(frozen=True)
class Month:
    """The first of it, and what it came to."""

    month: date
    figures: Figures


def held(gatherings: QuerySet[Gathering]) -> QuerySet[Gathering]:
    """Those of them that reports count: not what was cancelled."""
    return gatherings.exclude(state=Gathering.State.CANCELLED)


def of_host(member: Member) -> QuerySet[Gathering]:
    """Those she announced."""
    return held(Gathering.objects.filter(host=member))


def of_lab(lab: Lab) -> QuerySet[Gathering]:
    return held(Gathering.objects.filter(lab=lab))


def in_year(gatherings: QuerySet[Gathering], year: int) -> QuerySet[Gathering]:
    return gatherings.filter(starts_at__year=year)


def in_month(gatherings: QuerySet[Gathering], month: date) -> QuerySet[Gathering]:
    """The first one first."""
    return gatherings.filter(starts_at__year=month.year, starts_at__month=month.month).order_by("starts_at", "pk")


def figures_by_gathering(gatherings: list[Gathering]) -> dict[int, Figures]:
    """Of each of them, by its id."""
    found: dict[int, dict[str, int]] = defaultdict(dict)
    rows = Step.objects.filter(gathering__in=gatherings).values("gathering", "kind").annotate(total=Sum("n"))
    for row in rows:
        found[row["gathering"]][row["kind"]] = row["total"]
    return {one.pk: Figures(1, **found[one.pk]) for one in gatherings}


def months_of(gatherings: QuerySet[Gathering], year: int) -> list[Month]:
    """The twelve of the year, by when each gathering begins."""
    ours, month = in_year(gatherings, year), TruncMonth("starts_at")
    counts = {row["month"].date(): row["count"] for row in ours.values(month=month).annotate(count=Count("pk")).order_by()}
    totals: dict[date, dict[str, int]] = defaultdict(dict)
    steps = Step.objects.filter(gathering__in=ours.order_by().values("pk")).values("kind", month=TruncMonth("gathering__starts_at"))
    for row in steps.annotate(total=Sum("n")).order_by():
        totals[row["month"].date()][row["kind"]] = row["total"]
    firsts = [date(year, number, 1) for number in range(1, A_YEAR + 1)]
    return [Month(first, Figures(counts.get(first, 0), **totals.get(first, {}))) for first in firsts]


def total_of(months: list[Month]) -> Figures:
    """Of all of them."""
    return Figures(*(sum(column) for column in zip(*(astuple(month.figures) for month in months), strict=True)))


def by_host(gatherings: QuerySet[Gathering], viewer: Member) -> list[tuple[Member, Figures]]:
    """Of each who announced some of them and whom she meets, in the order of their names; a hundred at most."""
    counted = gatherings.exclude(host__in=Block.objects.hidden_from(viewer)).values("host").annotate(count=Count("pk")).order_by()
    counts = {row["host"]: row["count"] for row in counted}
    hosts = list(Member.objects.filter(pk__in=counts).order_by("name", "pk")[:MOST_HOSTS])
    totals: dict[int, dict[str, int]] = defaultdict(dict)
    steps = Step.objects.filter(gathering__in=gatherings.order_by().values("pk"), gathering__host__in=hosts)
    for row in steps.values("gathering__host", "kind").annotate(total=Sum("n")).order_by():
        totals[row["gathering__host"]][row["kind"]] = row["total"]
    return [(host, Figures(counts[host.pk], **totals[host.pk])) for host in hosts]


def years_of(gatherings: QuerySet[Gathering]) -> tuple[int, int]:
    """The first and the last in which there is one; this year where there is none."""
    ends = gatherings.aggregate(first=Min("starts_at"), last=Max("starts_at"))
    first, last = (timezone.localtime(ends[end]).year if ends[end] else timezone.localdate().year for end in ("first", "last"))
    return first, last
