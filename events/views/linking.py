"""A guest's private link to her seat: to send on again, and to change."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from commons.journal.refusals import Refused
from commons.people.models import Pass
from commons.people.passes import carry, catch_up, pass_at

from ..actions import change_seat_link
from ..seeing import Seen
from ..sending import link_of
from ..streams import seat_stream
from .seats import for_her


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def keep_link(request: HttpRequest, gathering_id: int, seat_id: int) -> HttpResponse:
    """Her link, and its change. A second press that finds the old one dead already goes on with the new one, where this browser has it."""
    answer = _keep(request, gathering_id, seat_id)
    if request.method == "POST" and answer.status_code == 403 and catch_up(request, seat_stream(seat_id)):
        return redirect("events:link", gathering_id, seat_id)
    return answer


@for_her
def _keep(request: HttpRequest, seen: Seen) -> HttpResponse:
    """What changing it does, and the change; this browser goes on with the new one."""
    link = pass_at(request, seen.seat.stream)
    if link is None or link.guest != seen.who:
        raise Refused("forbidden")
    if request.method == "POST":
        if request.POST.get("link", str(link.pk)) == str(link.pk):  # not where she presses once more, and it is another by now
            change_seat_link(seen.seat, link, keep=partial(_go_on_with, request))
            messages.success(request, _("Your new link is ready: send it to yourself. The old one opens nothing any more."))
        return redirect("events:link", seen.gathering.pk, seen.seat.pk)
    context = {"seat": seen.seat, "gathering": seen.gathering, "number": link.pk, "link": link_of(seen)}
    return render(request, "events/link.html", context)


def _go_on_with(request: HttpRequest, link: Pass) -> None:
    carry(request, link)
    request.session.save()
