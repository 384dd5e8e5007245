"""Certificates: hers to make out and print; the page where anyone with its code learns that it is good; and a host who takes one back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from commons.journal.refusals import Refused
from commons.people.guards import private, refusal, way_on
from commons.people.models import Member

from ..actions import find_certificate, give_certificate, revoke_certificate
from ..certificates import sheet_of
from ..door import seat_by_number
from ..forms.certificates import CheckForm, NameForm
from ..may import may_have_certificate
from ..models import Gathering
from ..seeing import Seen
from .asking import for_hosts
from .seats import for_her


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_her
def show(request: HttpRequest, seen: Seen) -> HttpResponse:
    """The name she wants on it, asked once; then the sheet, to be printed."""
    if not may_have_certificate(seen.seat):
        return redirect("events:seat", seen.gathering.pk, seen.seat.pk)
    form = NameForm(request.POST or None, initial={"name": seen.seat.name})
    if request.method == "POST" and form.is_valid():
        give_certificate(seen.seat, seen.who, form.cleaned_data["name"])
        return redirect("events:certificate", seen.gathering.pk, seen.seat.pk)
    certificate = seen.seat.certificates.good().select_related("seat__gathering__lab", "seat__gathering__host").first()
    context = {"gathering": seen.gathering, "seat": seen.seat, "form": form}
    if certificate is None:
        return render(request, "events/certificate_name.html", context, status=422 if form.errors else 200)
    return render(request, "events/certificate.html", {**context, "sheet": sheet_of(certificate)})


@never_cache
@require_safe
def check(request: HttpRequest, code: str = "") -> HttpResponse:
    """Whether it is good: the name on it, what it was, when, how long and of which lab; nothing else. Or that it isn't."""
    typed = code or request.GET.get("code", "")
    form = CheckForm({"code": typed}) if code or "code" in request.GET else CheckForm()
    if not form.is_valid():
        return private(render(request, "events/certificate_check.html", {"form": form}, status=422 if form.errors else 200))
    try:
        certificate = find_certificate(form.cleaned_data["code"])
    except Refused as refused:
        return refusal(request, refused)
    context = {"form": form, "sheet": sheet_of(certificate) if certificate else None, "is_asked": True}
    return private(render(request, "events/certificate_check.html", context, status=200 if certificate else 404))


@require_POST
@for_hosts
def revoke(request: HttpRequest, member: Member, gathering: Gathering, seat_id: int) -> HttpResponse:
    """It isn't good any more."""
    revoke_certificate(member, seat_by_number(member, gathering, seat_id))
    messages.success(request, _("The certificate isn't good any more."))
    return redirect(way_on(request, f"/events/{gathering.pk}/desk/"))
