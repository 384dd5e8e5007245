"""What there will be, for everyone: day by day, or a month at a time; of all labs, or of one. What is hers stands on top."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from commons.people.models import Lab
from commons.people.viewer import member_of
from commons.ui.keeping import keepable

from ..coming_up import MOST, by_day, coming, hers_of, month_asked, next_month, weeks_of
from ..may import may_announce


@require_safe
@keepable
def show_calendar(request: HttpRequest) -> HttpResponse:
    """`?lab=osh` is of one lab, `?month=2026-12` a month with the day of `&day=2026-12-03` below."""
    member, labs = member_of(request), list(Lab.objects.all())
    lab = next((one for one in labs if one.slug == request.GET.get("lab")), None)
    first = month_asked(request.GET.get("month", ""))
    mine, gatherings = hers_of(request), coming(request, lab)
    context = {
        "labs": [(one, address_of(one, first), one == lab) for one in labs],
        "of_all": address_of(None, first),
        "lab": lab,
        "as_days": address_of(lab),
        "as_month": address_of(lab, first or timezone.localdate()),
        "mine": mine,
        "below": "#calendar" if mine.seats or mine.held else "",  # what is hers may fill the screen: another month is seen, too
        "announces": member is not None and may_announce(member),
        "today": timezone.localdate(),
        **(_month(first, gatherings, lab, request.GET.get("day", "")) if first else _days(gatherings, lab)),
    }
    by_gathering = mine.by_gathering
    for one in (*mine.held, *[one for day in context["days"] for one in day.gatherings]):
        one.hers = by_gathering.get(one.pk)
    return render(request, "events/calendar.html", context)


def address_of(lab: Lab | None, month: date | None = None) -> str:
    """This page, of this lab, in this way."""
    asked = {**({"lab": lab.slug} if lab else {}), **({"month": f"{month:%Y-%m}"} if month else {})}
    return reverse("events:calendar") + ("?" + urlencode(asked) if asked else "")


def _days(gatherings: Any, lab: Lab | None) -> dict[str, Any]:
    found = list(gatherings[: MOST + 1])
    shown = found[:MOST]
    later = address_of(lab, timezone.localdate(shown[-1].starts_at)) if len(found) > MOST else ""
    return {"days": by_day(shown), "later": later}


def _month(first: date, gatherings: Any, lab: Lab | None, asked: str) -> dict[str, Any]:
    weeks = weeks_of(first, gatherings)
    days = [one for week in weeks for one in week if one.gatherings and one.in_month]
    chosen = [one for one in days if f"{one.day:%Y-%m-%d}" == asked]
    now = timezone.localdate().replace(day=1)
    return {
        "first": first,
        "weeks": weeks,
        "before": address_of(lab, first - timedelta(days=1)) if first > now else "",
        "after": address_of(lab, next_month(first)),
        "days": chosen or days,
        "address": address_of(lab, first),
    }
