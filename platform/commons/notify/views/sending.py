"""To send: what she sends on to guests whom nothing else reaches."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from commons.people.guards import for_members, way_on
from commons.people.models import Member

from ..actions import agree_to_show, drop, mark_sent
from ..may import sendable_by
from ..models import ToSend
from ..sending import list_of


@never_cache
@require_safe
@for_members
def show_list(request: HttpRequest, member: Member) -> HttpResponse:
    """The whole list; `part` is what of the page changes, or the card that leads here from others."""
    part = request.GET.get("part")
    if part == "card":
        return render(request, "notify/_to_send_card.html", {"waiting": sendable_by(member).waiting().count()})
    return render(request, "notify/_to_send_list.html" if part else "notify/to_send.html", {"list": list_of(member)})


@require_POST
@for_members
def say_sent(request: HttpRequest, member: Member, to_send_id: int) -> HttpResponse:
    """She has sent it, by the tap that opened her messenger or afterwards."""
    mark_sent(member, _found(member, to_send_id))
    return redirect(way_on(request, "/to-send/"))


@require_POST
@for_members
def leave_out(request: HttpRequest, member: Member, to_send_id: int) -> HttpResponse:
    """It needn't be sent."""
    drop(member, _found(member, to_send_id))
    return redirect(way_on(request, "/to-send/"))


@require_POST
@for_members
def choose_number(request: HttpRequest, member: Member) -> HttpResponse:
    """Whether customers may see her number; with `lab` the lab's phone sends for her."""
    agree_to_show(member, not request.POST.get("lab"))
    return redirect(way_on(request, "/to-send/"))


def _found(member: Member, to_send_id: int) -> ToSend:
    to_send = sendable_by(member).select_related("notice", "guest").filter(pk=to_send_id).first()
    if to_send is None:
        raise Http404
    return to_send
