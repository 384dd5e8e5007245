"""What there will be: by days, by months, and what of it is hers. A few queries, however much there is."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.http import HttpRequest
from django.utils import timezone

from commons.people.models import Lab
from commons.people.viewer import member_of
from commons.ui.addresses import month_in

from .models import Gathering, Seat
from .models.gatherings import GatheringQuerySet
from .seeing import hers

MOST = 60  # on one page; what comes later stands in the months
MOST_OF_A_MONTH = 200
AHEAD = 14  # months that may be looked at: nothing is announced for later


@dataclass(frozen=True)
class Day:
    """One with something on it; in a month also those with nothing."""

    day: date
    gatherings: tuple[Gathering, ...]
    in_month: bool = True


@dataclass(frozen=True)
class Hers:
    """What she comes to, and what she holds."""

    seats: tuple[Seat, ...]
    held: tuple[Gathering, ...]

    @property
    def by_gathering(self) -> dict[int, Seat]:
        return {seat.gathering_id: seat for seat in self.seats}


def coming(request: HttpRequest, lab: Lab | None = None) -> GatheringQuerySet:
    """What is to come of what she may see, the next first."""
    found = Gathering.objects.to_come().visible_to(member_of(request)).select_related("lab", "host")
    return found.filter(lab=lab) if lab else found


def hers_of(request: HttpRequest) -> Hers:
    """What of that is hers, by her account or by private links of this browser; also where she wouldn't see it otherwise."""
    member = member_of(request)
    seats = Seat.objects.standing().filter(hers(request), gathering__in=Gathering.objects.to_come().order_by())
    seats = seats.select_related("gathering__lab", "gathering__host").order_by("gathering__starts_at", "pk")
    held = Gathering.objects.to_come().held_by(member).select_related("lab", "host") if member else Gathering.objects.none()
    return Hers(tuple(seats[:MOST]), tuple(held[:MOST]))


def by_day(gatherings: Iterable[Gathering]) -> list[Day]:
    """In the time of the labs; what is on since yesterday stands on today."""
    found: dict[date, list[Gathering]] = defaultdict(list)
    today = timezone.localdate()
    for gathering in gatherings:
        found[max(today, timezone.localdate(gathering.starts_at))].append(gathering)
    return [Day(day, tuple(ones)) for day, ones in sorted(found.items())]


def month_asked(words: str) -> date | None:
    """The first of the month in "2026-11"; of this month for what is no month, or too far away; None where none is asked for."""
    if not words:
        return None
    now, first = timezone.localdate().replace(day=1), month_in(words)
    return first if first and 0 <= (first.year - now.year) * 12 + first.month - now.month <= AHEAD else now


def weeks_of(first: date, gatherings: GatheringQuerySet) -> list[list[Day]]:
    """The weeks of the month that begins on `first`, from Monday on."""
    begin, last = first - timedelta(days=first.weekday()), next_month(first) - timedelta(days=1)
    end = last + timedelta(days=6 - last.weekday())
    between = (timezone.make_aware(datetime.combine(begin, time.min)), timezone.make_aware(datetime.combine(end, time.max)))
    found = {one.day: one.gatherings for one in by_day(gatherings.filter(starts_at__range=between)[:MOST_OF_A_MONTH])}
    days = [begin + timedelta(days=ahead) for ahead in range((end - begin).days + 1)]
    drawn = [Day(day, found.get(day, ()), day.month == first.month) for day in days]
    return [drawn[at : at + 7] for at in range(0, len(drawn), 7)]


def next_month(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)
