"""The talk about something of another app: a member's is a room as any other, a guest's a page of its own."""

import uuid
from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from commons.journal.reading import head
from commons.journal.refusals import Refused
from commons.people.guards import private
from commons.people.models import Guest, Member
from commons.people.passes import guest_at
from commons.realtime.doors import may_enter
from commons.ui.addresses import number

from ..actions import open_room_about, post_as_guest
from ..lines import lines_between
from ..models import Message
from ..pages import lines_before
from ..streams import may_have_room
from .answers import STATUS, done, nack, page_or_nack, wants_json, with_status
from .asking import key_of


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def talk_about(request: HttpRequest, stream: str) -> HttpResponse:
    """The room about this stream, for whoever may enter it; a guest reads it here, and a POST of hers says something."""
    if not may_have_room(stream):
        raise PermissionDenied
    if isinstance(request.user, Member) and may_enter(request.user, stream):
        return redirect("chat:room", open_room_about(stream).pk)
    guest = guest_at(request, stream)
    try:
        if guest is None:
            raise Refused("forbidden")
        return private(_post(request, guest, stream) if request.method == "POST" else _page(request, guest, stream))
    except Refused as refusal:
        if wants_json(request):
            return nack(request, refusal)
        if STATUS[refusal.code] == 403:
            raise PermissionDenied(str(refusal.message)) from refusal
        raise


def _post(request: HttpRequest, guest: Guest, stream: str) -> HttpResponse:
    room = open_room_about(stream)
    body = request.POST.get("body", "")
    try:
        seq = post_as_guest(guest, room.pk, key_of(request), body)
    except Refused as refusal:
        return page_or_nack(request, refusal, partial(_page, request, guest, stream, body))
    return done(request, room.stream, seq, reverse("chat:about", args=[stream]))


def _page(request: HttpRequest, guest: Guest, stream: str, body: str = "", refusal: Refused | None = None) -> HttpResponse:
    room = open_room_about(stream)
    upto = head(room.stream)
    before = number(request.GET.get("before"))
    rows = Message.objects.all().window(room, before=before)
    older = rows[0].seq if rows and room.messages.filter(seq__lt=rows[0].seq).exists() else None
    context = {
        "room": room,
        "title": room.thing.title if room.thing else "",
        "back": room.thing.address if room.thing else "/",
        "stream": stream,
        "head": upto,
        "me": guest.actor,
        "guest": guest,
        "rows": rows,
        "last_lines": lines_before(rows, lines_between(room.stream, older or 0, before, ())),
        "quotes": {},
        "older": older,
        "key": uuid.uuid4(),
        "body": body,
        "error": refusal.message if refusal else "",
    }
    answer = render(request, "chat/guest.html", context)
    return with_status(answer, refusal) if refusal else answer
