"""A woman's statement in one venture: what came to be hers and what she held, line by line, by months; for a page and for a file."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, Sum
from django.db.models.functions import TruncMonth
from django.utils import timezone

from commons.people.models import Member
from marketplace.boards.models import Venture

from ..accounts import Account
from ..models import Leg, Posting
from ..models.postings import PostingQuerySet

A_PAGE = 50


@dataclass(frozen=True)
class Row:
    """One posting, as it counts for her: above zero what is hers more, or what she holds more; and what was hers with it."""

    posting: Posting
    hers: int
    holds: int
    by_then: int


@dataclass(frozen=True)
class Month:
    """What changed for her in it; `month` is its first day."""

    month: date
    hers: int
    holds: int


@dataclass(frozen=True)
class Statement:
    """The last first; `before` asks for those that follow, None where there are none. The months are all there are, the last first."""

    rows: list[Row]
    months: list[Month]
    before: int | None


def statement_of(venture: Venture | int, member: Member, month: date | None = None, before: int | None = None) -> Statement:
    """Hers, of a month or of all; a page of it, from the posting `before`."""
    hers = hers_in(venture, member)
    if month is not None:
        hers = hers.filter(at__range=moments_of(month, following(month)))
    if before is not None:
        hers = hers.filter(pk__lt=before)
    found = list(hers.order_by("-pk")[: A_PAGE + 1])
    rows = list(_rows_down(found[:A_PAGE], venture, member))
    return Statement(rows, months_of(venture, member), rows[-1].posting.pk if len(found) > A_PAGE else None)


def rows_for_file(venture: Venture | int, member: Member) -> Iterator[Row]:
    """All of hers from the first, some at a time."""
    return rows_up(hers_in(venture, member), member)


def rows_up(postings: PostingQuerySet, member: Member, by_then: int = 0) -> Iterator[Row]:
    """From the first of these on, before which so much was hers; some at a time."""
    after = 0
    while chunk := list(postings.filter(pk__gt=after).order_by("pk")[:500]):
        for posting in chunk:
            hers, holds = _sums(posting, member)
            by_then += hers
            yield Row(posting, hers, holds, by_then)
        after = chunk[-1].pk


def hers_in(venture: Venture | int, member: Member) -> PostingQuerySet:
    whole = Posting.objects.whole().with_reversed().with_costs()
    return whole.filter(venture=venture, key__in=Leg.objects.filter(member=member).values("posting"))


def _rows_down(postings: list[Posting], venture: Venture | int, member: Member) -> Iterator[Row]:
    """From the last of these back."""
    if not postings:
        return
    until = Leg.objects.filter(posting__venture=venture, posting__id__lte=postings[0].pk, member=member, account=Account.SHARE)
    by_then = -(until.aggregate(sum=Sum("amount"))["sum"] or 0)
    for posting in postings:
        hers, holds = _sums(posting, member)
        yield Row(posting, hers, holds, by_then)
        by_then -= hers


def _sums(posting: Posting, member: Member) -> tuple[int, int]:
    """What it makes hers, and what she holds by it."""
    hers = [leg for leg in posting.legs.all() if leg.member_id == member.pk]
    share, held = (sum(leg.amount for leg in hers if leg.account == account) for account in (Account.SHARE, Account.HELD))
    return -share, held


def months_of(venture: Venture | int, member: Member) -> list[Month]:
    """All in which anything changed for her, the last first."""
    legs = Leg.objects.filter(posting__venture=venture, member=member).order_by().annotate(month=TruncMonth("posting__at"))
    hers, holds = (Sum("amount", filter=Q(account=account), default=0) for account in (Account.SHARE, Account.HELD))
    rows = legs.values("month").annotate(hers=hers, holds=holds).order_by("-month")
    return [Month(timezone.localdate(row["month"]), -row["hers"], row["holds"]) for row in rows]


def following(month: date) -> date:
    """The first of the month after it."""
    return month.replace(year=month.year + 1, month=1) if month.month == 12 else month.replace(month=month.month + 1)


def moments_of(first: date, end: date) -> tuple[datetime, datetime]:
    """From the first moment of one day to the last before another, where the labs are."""
    start, after = (timezone.make_aware(datetime.combine(day, time.min)) for day in (first, end))
    return start, after - timedelta(microseconds=1)
