"""The talk about something of another app: a member's is a room as any other, a guest's a page of its own."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from commons.journal.reading import head
from commons.journal.refusals import Refused
from commons.people.answers import STATUS, done, nack, page_or_nack, wants_json, with_status
from commons.people.guards import private
from commons.people.limits import Limit, take
from commons.people.models import Guest, Member, Pass
from commons.people.passes import guest_at
from commons.realtime.doors import may_enter
from commons.ui.addresses import number

from ..actions import mark_read_as_guest, open_room_about, post_as_guest, remove_as_guest
from ..lines import lines_between
from ..models import Message, Room
from ..models.messages import bring_names
from ..pages import lines_before
from ..streams import may_have_room
from .asking import key_of
from .enclosing import enclosed
from .messages import post as say_in_room
from .rooms import read_room

READS = Limit("what a guest has read", 400, timedelta(minutes=10))  # her page tells it every two seconds at most


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def talk_about(request: HttpRequest, stream: str) -> HttpResponse:
    """The room about this stream, for whoever may enter it; a guest reads it here, and a POST says something."""
    if request.method == "POST":
        return _answer(request, stream, partial(_post, request), say_in_room)
    return _answer(request, stream, partial(_page, request), lead_to_room)


@never_cache
@require_POST
def read_about(request: HttpRequest, stream: str) -> HttpResponse:
    """What has come while she looks on is read, up to the seq `upto`."""
    return _answer(request, stream, partial(_read, request), read_room)


@never_cache
@require_POST
def take_back(request: HttpRequest, stream: str) -> HttpResponse:
    """The guest takes words of her own back: those of the message `id`."""
    return _answer(request, stream, partial(_remove, request), None)


def _answer(
    request: HttpRequest, stream: str, guests: Callable[[Guest, Room], HttpResponse], members: Callable[..., HttpResponse] | None
) -> HttpResponse:
    """What a guest gets; a member whom its door lets in finds the room among her own, and what she sent is done there, if it can be."""
    if not may_have_room(stream):
        raise PermissionDenied
    try:
        if isinstance(request.user, Member) and may_enter(request.user, stream):
            if members is None:
                raise Refused("forbidden")
            return members(request, open_room_about(stream).pk)
        guest = guest_at(request, stream)
        if guest is None:
            raise Refused("forbidden")
        return private(guests(guest, open_room_about(stream)))
    except Refused as refusal:
        if wants_json(request):
            return nack(request, refusal)
        if STATUS[refusal.code] == 403:
            raise PermissionDenied(str(refusal.message)) from refusal
        return with_status(render(request, "chat/refused.html", {"error": refusal.message}), refusal)


def lead_to_room(request: HttpRequest, room_id: int) -> HttpResponse:
    return redirect("chat:room", room_id)


def _post(request: HttpRequest, guest: Guest, room: Room) -> HttpResponse:
    body = request.POST.get("body", "")
    try:
        pictures, voice = enclosed(request, guest.actor)
        seq = post_as_guest(guest, room.pk, key_of(request), body, pictures, voice)
    except Refused as refusal:
        if refusal.code == "read_only" and not wants_json(request):
            return with_status(_page(request, guest, room, body), refusal)
        return page_or_nack(request, refusal, partial(_page, request, guest, room, body))
    return done(request, room.stream, seq, reverse("chat:about", args=[room.about]))


def _is_muted(guest: Guest, room: Room) -> bool:
    """Whether she may only read here."""
    return Pass.objects.good().filter(guest=guest, stream=room.about, muted_at__isnull=False).exists()


def _read(request: HttpRequest, guest: Guest, room: Room) -> HttpResponse:
    take((READS, guest.actor))
    upto = number(request.POST.get("upto"))
    if upto is None:
        raise Refused("invalid")
    mark_read_as_guest(guest, room, upto)
    return done(request, room.stream, None, reverse("chat:about", args=[room.about]))


def _remove(request: HttpRequest, guest: Guest, room: Room) -> HttpResponse:
    seq = remove_as_guest(guest, room.pk, number(request.POST.get("id")) or 0, key_of(request))
    return done(request, room.stream, seq, reverse("chat:about", args=[room.about]))


def _page(request: HttpRequest, guest: Guest, room: Room, body: str = "", refusal: Refused | None = None) -> HttpResponse:
    upto = head(room.stream)
    before = number(request.GET.get("before"))
    if before is None:
        mark_read_as_guest(guest, room, upto)
    rows = Message.objects.all().window(room, before=before)
    bring_names(rows)
    hers = next((row for row in reversed(rows) if row.guest_id == guest.pk and row.removed_at is None), None)
    older = rows[0].seq if rows and room.messages.filter(seq__lt=rows[0].seq).exists() else None
    context = {
        "room": room,
        "title": room.thing.title if room.thing else "",
        "back": room.thing.address if room.thing else "/",
        "stream": room.about,
        "is_live": before is None,
        "last_of_hers": hers,
        "head": upto,
        "me": guest.actor,
        "guest": guest,
        "rows": rows,
        "last_lines": lines_before(rows, lines_between(room.stream, older or 0, before, ())),
        "quotes": {},
        "older": older,
        "key": uuid.uuid4(),
        "removal_key": uuid.uuid4(),
        "body": body,
        "error": refusal.message if refusal else "",
        "closed": Refused("read_only").message if _is_muted(guest, room) else "",
    }
    answer = render(request, "chat/guest.html", context)
    return with_status(answer, refusal) if refusal else answer
