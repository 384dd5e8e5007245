"""A guest's private link to her order: to send on again, and to change; and for her maker, to give her another."""

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
from commons.ui.addresses import number

from ..actions import change_link, renew_link
from ..may import may_renew
from ..seeing import Seen
from ..sending import ways_of
from ..streams import order_stream
from .moving import for_parties


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def keep_link(request: HttpRequest, order_id: int) -> HttpResponse:
    """Her link, and its change. A second press that finds the old one dead already goes on with the new one, where this browser has it."""
    answer = _keep(request, order_id)
    if request.method == "POST" and answer.status_code == 403 and catch_up(request, order_stream(order_id)):
        return redirect("orders:link", order_id)
    return answer


@for_parties
def _keep(request: HttpRequest, seen: Seen) -> HttpResponse:
    """Her link, what changing it does, and the change; this browser goes on with the new one. The maker never sees it here."""
    if seen.is_maker and seen.order.guest_id:
        return _renew(request, seen)
    link = pass_at(request, seen.order.stream) if seen.is_customer else None
    if link is None or seen.who != link.guest:
        raise Refused("forbidden")
    if request.method == "POST":
        if request.POST.get("link", str(link.pk)) == str(link.pk):  # not where she presses once more, and it is another by now
            change_link(seen.order, link, keep=partial(_go_on_with, request))
            messages.success(request, _("Your new link is ready: send it to yourself. The old one opens nothing any more."))
        return redirect("orders:link", seen.order.pk)
    return render(request, "orders/link.html", {"order": seen.order, "seen": seen, "number": link.pk, "link": ways_of(seen.order, link)})


def _go_on_with(request: HttpRequest, link: Pass) -> None:
    carry(request, link)
    request.session.save()


def _renew(request: HttpRequest, seen: Seen) -> HttpResponse:
    if request.method == "POST":
        renew_link(seen.order, seen.who, number(request.POST.get("link")))
        messages.success(request, _("The old link opens nothing any more. The new one goes by mail, or you find it in To send."))
        return redirect("orders:order", seen.order.pk)
    link = Pass.objects.held(seen.order.guest, seen.order.stream)
    return render(request, "orders/maker/link.html", {"order": seen.order, "number": link.pk if link else 0, "may": may_renew(seen.order)})
