"""For her own calendar: one gathering, or all that are to come at a lab, to be followed."""

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from commons.people.guards import private
from commons.people.models import Lab

from ..feeds import calendar_of
from ..may import sees_call
from ..models import Gathering
from ..seeing import find_gathering, seat_at

MOST = 200
KEPT = timedelta(days=30)  # what is over stays so long, and what was cancelled is told


@require_safe
def give_gathering(request: HttpRequest, gathering_id: int) -> HttpResponse:
    """One; with the link of its call for who has a place."""
    try:
        gathering = find_gathering(request, gathering_id)
    except Http404:
        return private(HttpResponse(status=404))
    seat = seat_at(request, gathering)
    video = gathering.video if seat and sees_call(seat) else ""
    return private(_file(calendar_of([gathering], video=video), f"event-{gathering.pk}.ics"))


@require_safe
def give_lab(request: HttpRequest, slug: str) -> HttpResponse:
    """What a lab has for everyone."""
    lab = get_object_or_404(Lab, slug=slug)
    since = timezone.now() - KEPT
    gatherings = Gathering.objects.visible_to(None).filter(lab=lab, ends_at__gt=since).select_related("lab").order_by("starts_at", "pk")
    return _file(calendar_of(gatherings[:MOST], name=str(lab)), f"{lab.slug}.ics")


def _file(words: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'inline; filename="{name}"', "X-Robots-Tag": "noindex"}
    return HttpResponse(words, content_type="text/calendar; charset=utf-8", headers=headers)
