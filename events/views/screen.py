"""The screen for all in the room: what is being answered, or how a poll stands, large; and how to join."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from commons.journal.refusals import Refused
from commons.people.guards import private, refusal
from commons.people.models import Member

from ..live_room import live_room
from ..may import holds
from ..room import room_picture
from ..stage import code_of
from .live import entered
from .public import closed


@require_safe
def show_screen(request: HttpRequest, gathering_id: int) -> HttpResponse:
    """For whoever sees the live page: what it shows, to be read from the last row, and nothing to press.

    Its QR leads there; on the screen of who holds it, it is the room's, which checks in, too.
    """
    try:
        gathering, who = entered(request, gathering_id)
    except Http404:
        return closed(request)
    except Refused as refused:
        return refusal(request, refused)
    checks_in = isinstance(who, Member) and holds(who, gathering) and gathering.is_entered and gathering.is_somewhere
    address, picture = ("", room_picture(gathering)) if checks_in else code_of(gathering)
    context = live_room(request, gathering, None) | {"takes_part": False, "address": address, "picture": picture}
    return private(render(request, "events/live/screen.html", context))
