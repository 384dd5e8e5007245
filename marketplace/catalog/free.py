"""Which services could be had on a day: as a filter, for lists that are asked for a day."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.db.models import BooleanField, Case, F, OuterRef, Q, Subquery, When
from django.db.models.lookups import GreaterThanOrEqual
from django.utils import timezone

from .kinds import KINDS, Counted, Kind


def free_on(day: date, n: int) -> Q:
    """Those stalls that are asked for in time, whose shop works on that day, and of which there is enough for `n`.

    What is full, and what departs, is looked up once for the day, not once a service; what is ready now, much on any day, where it stands.
    Asked kind by kind, in a CASE: of conditions joined by OR, PostgreSQL would look up each along an index, and in all that there is.
    """
    from .models import BlockedDay, Slot  # whose querysets ask here

    ahead = (day - timezone.localdate()).days
    if ahead < 0:
        return Q(pk__in=[])
    blocked = BlockedDay.objects.filter(day=day).values("shop")
    works = Q(lead_days__lte=ahead, workdays__contains=str(day.isoweekday())) & ~Q(shop__in=blocked)
    pieces = Slot.objects.filter(listing=OuterRef("listing"), starts_at=None).values(left=F("capacity") - F("taken"))
    departing = Slot.objects.with_room(n).filter(starts_at__range=_hours_of(day)).values("listing")
    has_room = [When(kind__in=[kind.name for kind in kinds], then=_day_has_room(kinds[0], day, n)) for kinds in _sharing_hands()]
    return Q(
        Case(
            When(kind__in=_counted(Counted.SLOT), then=Q(listing__in=departing)),
            When(~works, then=False),
            When(kind__in=_counted(Counted.PIECES), then=GreaterThanOrEqual(Subquery(pieces), n)),
            *has_room,
            When(kind__in=_counted(Counted.NOTHING), then=True),
            default=False,
            output_field=BooleanField(),
        )
    )


def counted_day(kind: Kind, day: date) -> date:
    """The day under which `day` is counted: the Monday of its week for what is counted by weeks."""
    return day - timedelta(days=day.weekday()) if kind.counted == Counted.WEEK else day


def _counted(how: Counted) -> list[str]:
    return [kind.name for kind in KINDS.values() if kind.counted == how]


def _sharing_hands() -> Iterable[list[Kind]]:
    """The kinds that are counted by days or weeks, those together that share a count."""
    counted = [kind for kind in KINDS.values() if kind.counted in (Counted.DAY, Counted.WEEK)]
    return [[kind for kind in counted if kind.capacity_name == name] for name in dict.fromkeys(kind.capacity_name for kind in counted)]


def _day_has_room(kind: Kind, day: date, n: int) -> Q:
    """A day nobody has asked for yet has no row; then it is what the shop takes."""
    from .models import DayCapacity

    full = DayCapacity.objects.filter(kind=kind.capacity_name, day=counted_day(kind, day), taken__gt=F("capacity") - n)
    return Q(takes__gte=n) & ~Q(shop__in=full.values("shop"))


def _hours_of(day: date) -> tuple[datetime, datetime]:
    """From now, or the first, to the last moment of that day."""
    first, last = (timezone.make_aware(datetime.combine(day, at)) for at in (time.min, time.max))
    return max(first, timezone.now()), last
