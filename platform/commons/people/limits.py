"""How often something may be tried: counted per account and over all, never per address.

Thirty women share one address in a workshop, and a village one at the operator's.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from django.conf import settings
from django.db import connection
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from commons.journal.refusals import Refused
from commons.journal.writing import atomic

from .models import Tally


@dataclass(frozen=True)
class Limit:
    """At most `times` within `window`, counted from the first."""

    name: str
    times: int
    window: timedelta


def take(*asked: tuple[Limit, str], times: int = 1) -> None:
    """Count so many tries against each limit for its subject (an account's number, or "" for all of them).

    Counted before it is tried, so that many at once can't slip through. Raises Refused `slow_down` with `retry_in`.
    """
    now = timezone.now()
    with atomic():
        Tally.objects.filter(ends_at__lt=now - timedelta(days=1)).delete()
        ends = [end for limit, subject in asked if (end := _count(limit, subject, now, times))]
    if ends:
        raise too_many(max(ends))


def wait(limit: Limit, subject: str) -> None:
    """Count nothing; raises Refused `slow_down` with `retry_in` where the next try would be one too many."""
    full = Tally.objects.filter(key=_key(limit, subject), count__gte=limit.times, ends_at__gt=timezone.now()).first()
    if full:
        raise too_many(full.ends_at)


def forget(limit: Limit, subject: str) -> None:
    """Begin anew, as after a try that went well."""
    Tally.objects.filter(key=_key(limit, subject)).delete()


def too_many(until: datetime) -> Refused:
    """The refusal that says when to try again."""
    seconds = max(1, ceil((until - timezone.now()).total_seconds()))
    when = timezone.localtime(until + timedelta(seconds=59)).strftime("%H:%M")
    return Refused("slow_down", _("That was tried too often. Try again after %(time)s.") % {"time": when}, retry_in=seconds)


def _count(limit: Limit, subject: str, now: datetime, times: int) -> datetime | None:
    """Count in one statement; returns when the window ends if that was too often."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO people_tally (key, count, ends_at) VALUES (%(key)s, %(times)s, %(ends)s)"
            " ON CONFLICT (key) DO UPDATE SET"
            " count = CASE WHEN people_tally.ends_at <= %(now)s THEN excluded.count ELSE people_tally.count + excluded.count END,"
            " ends_at = CASE WHEN people_tally.ends_at <= %(now)s THEN excluded.ends_at ELSE people_tally.ends_at END",
            {"key": _key(limit, subject), "times": times, "now": _bound(now), "ends": _bound(now + limit.window)},
        )
    tally = Tally.objects.get(key=_key(limit, subject))
    return tally.ends_at if tally.count > limit.times else None


def _key(limit: Limit, subject: str) -> str:
    return salted_hmac(f"commons.people.limits.{limit.name}", subject, secret=settings.SECRET_KEY, algorithm="sha256").hexdigest()


def _bound(moment: datetime) -> str:
    return str(connection.ops.adapt_datetimefield_value(moment))
