"""The screen for all in the room: what is being answered, or how a poll stands, large; and how to join."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from commons.journal.refusals import Refused
from commons.people.guards import private, refusal

from ..live_room import live_room
from ..stage import code_of
from .live import entered
from .public import closed


@require_safe
def show_screen(request: HttpRequest, gathering_id: int) -> HttpResponse:
    """For whoever sees the live page: what it shows, to be read from the last row, and nothing to press."""
    try:
        gathering, _ = entered(request, gathering_id)
    except Http404:
        return closed(request)
    except Refused as refused:
        return refusal(request, refused)
    address, picture = code_of(gathering)
    context = live_room(request, gathering, None) | {"takes_part": False, "address": address, "picture": picture}
    return private(render(request, "events/live/screen.html", context))
