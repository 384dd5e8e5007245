"""The demonstration's sign-in: one tap, no words. It answers this machine only."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ..demo import sign_ins
from ..guards import private
from ..models import Member
from .arriving import enter

LOOPBACK = ("127.0.0.1", "::1")
CARRIED = ("X-Forwarded-For", "X-Real-IP", "Forwarded")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show_demo(request: HttpRequest) -> HttpResponse:
    """One button per standing and role; a POST with `number` signs in as her."""
    if request.META.get("REMOTE_ADDR") not in LOOPBACK or any(header in request.headers for header in CARRIED):
        raise Http404
    said = {number: words for number, _name, words in sign_ins()}
    if request.method == "POST":
        if (number := request.POST.get("number", "")) not in said:
            raise Http404
        return enter(request, get_object_or_404(Member, number=number), "/")
    members = Member.objects.filter(number__in=said).select_related("lab").in_bulk(field_name="number")
    shown = [(members[number], words) for number, words in said.items() if number in members]
    return private(render(request, "people/demo.html", {"shown": shown}))
