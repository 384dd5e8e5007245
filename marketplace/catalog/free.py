"""Which services could be had on a day: as a filter of Listing, for lists that are asked for a day."""

from datetime import date, datetime, time, timedelta
from functools import reduce
from operator import or_

from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from .kinds import KINDS, Counted, Kind


def free_on(day: date, n: int = 1) -> Q:
    """Those that are asked for in time, whose shop works on that day, and of which there is enough for `n`."""
    ahead = (day - timezone.localdate()).days
    if ahead < 0:
        return Q(pk__in=[])
    from .models import BlockedDay  # whose querysets ask here

    blocked = BlockedDay.objects.filter(shop=OuterRef("shop"), day=day)
    works = Q(lead_days__lte=ahead, shop__workdays__contains=str(day.isoweekday())) & ~Q(Exists(blocked))
    agreed = [kind.name for kind in KINDS.values() if kind.counted == Counted.NOTHING]
    ready = [kind.name for kind in KINDS.values() if kind.counted == Counted.PIECES]
    led = [kind.name for kind in KINDS.values() if kind.counted == Counted.SLOT]
    daily = reduce(or_, (_day_has_room(kind, day, n) for kind in KINDS.values() if kind.counted in (Counted.DAY, Counted.WEEK)))
    taken_now = Q(kind__in=ready) & Q(_slot(starts_at__isnull=True, n=n))
    departs = Q(kind__in=led) & Q(_slot(starts_at__range=_hours_of(day), n=n))
    return works & (Q(kind__in=agreed) | taken_now | daily) | departs


def counted_day(kind: Kind, day: date) -> date:
    """The day under which `day` is counted: the Monday of its week for what is counted by weeks."""
    return day - timedelta(days=day.weekday()) if kind.counted == Counted.WEEK else day


def _day_has_room(kind: Kind, day: date, n: int) -> Q:
    """A day nobody has asked for yet has no row; then it is what the shop takes."""
    from .models import DayCapacity

    rows = DayCapacity.objects.filter(shop=OuterRef("shop"), kind=kind.capacity_name, day=counted_day(kind, day))
    enough = {f"shop__capacities__{kind.trade}__gte": n}
    return Q(kind=kind.name, **enough) & ~Q(Exists(rows.filter(taken__gt=F("capacity") - n)))


def _slot(n: int, **which: object) -> Exists:
    from .models import Slot

    return Exists(Slot.objects.filter(listing=OuterRef("pk"), taken__lte=F("capacity") - n, **which))


def _hours_of(day: date) -> tuple[datetime, datetime]:
    """From now, or the first, to the last moment of that day."""
    first, last = (timezone.make_aware(datetime.combine(day, at)) for at in (time.min, time.max))
    return max(first, timezone.now()), last
