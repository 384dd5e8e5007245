"""The chat of the live room: something is said; and what was said earlier, a page at a time."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from commons.journal.refusals import Refused
from commons.people.guards import private, refusal
from commons.ui.addresses import number

from ..actions import say as say_it
from ..live_room import MOST_REMARKS, shown_remarks
from ..models import Gathering
from ..pace import count_deed
from .asking import key_of
from .live import Who, entered, for_those_there
from .public import closed


@for_those_there
def say(request: HttpRequest, gathering: Gathering, who: Who) -> str:
    """In her name, always."""
    count_deed(gathering.pk, who.actor)
    say_it(gathering, who, request.POST.get("body", ""), key_of(request))
    return "#chat"


@require_safe
def show_chat(request: HttpRequest, gathering_id: int) -> HttpResponse:
    """Those before `before`, and the way to those before them. After it ended nobody reads on."""
    try:
        gathering, who = entered(request, gathering_id)
    except Http404:
        return closed(request)
    except Refused as refused:
        return refusal(request, refused)
    if gathering.state != Gathering.State.LIVE or gathering.pace is None:
        return redirect("events:live", gathering.pk)
    remarks = shown_remarks(gathering, who, before=number(request.GET.get("before")))
    context = {"gathering": gathering, "remarks": remarks, "before": remarks[0]["id"] if len(remarks) == MOST_REMARKS else None}
    return private(render(request, "events/live/chat.html", context))
