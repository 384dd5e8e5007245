"""Her notices, and the way from each to what it is about."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from commons.journal.things import thing, things
from commons.people.guards import for_members
from commons.people.models import Member
from commons.ui.addresses import number

from ..actions import see, see_all
from ..may import sendable_by
from ..models import Notice

A_PAGE = 30


@never_cache
@require_safe
@for_members
def list_notices(request: HttpRequest, member: Member) -> HttpResponse:
    """The newest first, what she hasn't looked at marked; `part` is what of the page changes."""
    notices = Notice.objects.told_to(member.actor).order_by("-pk")
    if before := number(request.GET.get("before")):
        notices = notices.filter(pk__lt=before)
    found = list(notices[: A_PAGE + 1])
    shown = found[:A_PAGE]
    about = things({notice.about for notice in shown})
    context = {
        "rows": [(notice, about.get(notice.about)) for notice in shown],
        "older": shown[-1].pk if len(found) > A_PAGE else None,
        "unseen": any(notice.seen_at is None for notice in shown),
        "to_send": sendable_by(member).waiting().count(),
    }
    return render(request, "notify/_notices.html" if request.GET.get("part") else "notify/notices.html", context)


@never_cache
@require_safe
@for_members
def open_notice(request: HttpRequest, member: Member, notice_id: int) -> HttpResponse:
    """To what it is about; that she went there is that she has looked."""
    notice = Notice.objects.told_to(member.actor).filter(pk=notice_id).first()
    if notice is None:
        raise Http404
    see(member.actor, notice.about)
    about = thing(notice.about)
    return redirect(about.address if about else "notify:notices")


@require_POST
@for_members
def say_seen(request: HttpRequest, member: Member) -> HttpResponse:
    """She has looked at all of them."""
    see_all(member)
    return redirect("notify:notices")
