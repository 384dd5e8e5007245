"""Reports: of a gathering for those who held it; of a year for who announced it, and for the coordinators of its lab. For nobody else."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from commons.journal.refusals import Refused
from commons.people.guards import for_members, private
from commons.people.models import Lab, Member
from commons.ui.spreadsheets import spreadsheet

from ..actions import count_sharing
from ..figures import by_host, figures_by_gathering, in_year, of_host, of_lab
from ..may import may_announce
from ..models import Gathering
from ..reports import LABELS, drawn, labs_reported_to, month_reported, report_of
from .asking import for_hosts, key_of

A_CHUNK = 200


@require_safe
@for_hosts
def show_gathering(request: HttpRequest, member: Member, gathering: Gathering) -> HttpResponse:
    """How far people came by it."""
    steps = drawn(figures_by_gathering([gathering])[gathering.pk])
    return render(request, "events/host/report.html", {"gathering": gathering, "steps": steps})


@require_POST
@for_hosts
def count(request: HttpRequest, member: Member, gathering: Gathering) -> HttpResponse:
    """A host pressed a button that sends it on."""
    count_sharing(member, gathering, request.POST.get("way", ""), key_of(request))
    return private(JsonResponse({"op": "ack"}))


@require_safe
@for_members
def show_hers(request: HttpRequest, member: Member) -> HttpResponse:
    """Of those she announced."""
    gatherings = _hers(member)
    return _show(request, gatherings, {"labs": labs_reported_to(member), "file": "events:report-file"})


@require_safe
@for_members
def give_hers(request: HttpRequest, member: Member) -> HttpResponse:
    """The same year as a file for a spreadsheet."""
    return _give(request, _hers(member))


@require_safe
@for_members
def show_lab(request: HttpRequest, member: Member, slug: str) -> HttpResponse:
    """Of all that were held at a lab, and by whom."""
    lab = _lab(member, slug)
    gatherings = of_lab(lab)
    hosts = [(host, figures.gatherings, figures) for host, figures in by_host(in_year(gatherings, month_reported(request).year), member)]
    return _show(request, gatherings, {"lab": lab, "hosts": hosts, "file": "events:lab-report-file"})


@require_safe
@for_members
def give_lab(request: HttpRequest, member: Member, slug: str) -> HttpResponse:
    return _give(request, of_lab(_lab(member, slug)))


def _hers(member: Member) -> QuerySet[Gathering]:
    """Raises Refused `forbidden` for who never announced anything, and may not."""
    gatherings = of_host(member)
    if not may_announce(member) and not gatherings.exists():
        raise Refused("forbidden")
    return gatherings


def _lab(member: Member, slug: str) -> Lab:
    """Raises Refused `forbidden` for who doesn't coordinate it, and where there is none, alike."""
    lab = next((one for one in labs_reported_to(member) if one.slug == slug), None)
    if lab is None:
        raise Refused("forbidden")
    return lab


def _show(request: HttpRequest, gatherings: QuerySet[Gathering], context: dict[str, Any]) -> HttpResponse:
    report = report_of(gatherings, request)
    return render(request, "events/reports/report.html", {**context, "report": report, "steps": drawn(report.total)})


def _give(request: HttpRequest, gatherings: QuerySet[Gathering]) -> HttpResponse:
    year = month_reported(request).year
    answer, table = spreadsheet(f"events-{year}.csv")
    table.writerow([_("Month"), _("Day"), _("Event"), _("Lab"), *LABELS.values()])
    table.writerows(_rows(in_year(gatherings, year)))
    return private(answer)


def _rows(gatherings: QuerySet[Gathering]) -> Iterator[list[object]]:
    """One for each, some at a time."""
    ids = list(gatherings.order_by("starts_at", "pk").values_list("pk", flat=True))
    for first in range(0, len(ids), A_CHUNK):
        chunk = list(Gathering.objects.select_related("lab").filter(pk__in=ids[first : first + A_CHUNK]).order_by("starts_at", "pk"))
        figures = figures_by_gathering(chunk)
        for one in chunk:
            day = timezone.localdate(one.starts_at)
            yield [f"{day:%Y-%m}", date_format(day, "SHORT_DATE_FORMAT"), one.title, str(one.lab), *figures[one.pk].steps]
