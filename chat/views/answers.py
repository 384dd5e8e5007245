"""How a view answers: a script gets the ack or nack object of the socket, a form a page."""

from collections.abc import Callable
from functools import wraps
from math import ceil
from typing import Concatenate, ParamSpec
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from commons.journal.refusals import Refused
from commons.people.guards import lead_to_sign_in
from commons.people.models import Member
from commons.realtime.buckets import allow

from ..models import Room

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]

STATUS = {"forbidden": 403, "read_only": 403, "invalid": 422, "too_long": 422, "slow_down": 429, "busy": 503}


def members_only(view: View[P]) -> View[P]:
    """Strangers sign in first; what she may not do or see, or doesn't exist, is forbidden alike."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Refused as refusal:
            if wants_json(request):
                return nack(request, refusal)
            if STATUS[refusal.code] == 403:
                raise PermissionDenied(str(refusal.message)) from refusal
            return with_status(render(request, "chat/refused.html", {"error": refusal.message}), refusal)

    @wraps(view)
    def asked(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.user.is_authenticated:
            return guarded(request, *args, **kwargs)
        if wants_json(request):
            return nack(request, Refused("forbidden"))  # a script would take the sign-in page for an answer
        return lead_to_sign_in(request)

    return never_cache(asked)


def wants_json(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")


def member_of(request: HttpRequest) -> Member:
    """Who asks; behind `members_only` there is always someone."""
    if not isinstance(request.user, Member):
        raise PermissionDenied
    prefetch_related_objects([request.user], "roles")  # asked for again and again
    return request.user


def room_for(member: Member, room_id: int) -> Room:
    """The room with what its title needs. Raises Refused `forbidden`, also for what doesn't exist."""
    room = Room.objects.open_to(member).named().filter(pk=room_id).first()
    if room is None:
        raise Refused("forbidden")
    return room


def key_of(request: HttpRequest) -> UUID:
    """The key her page or script made. Raises Refused `invalid` without one."""
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError as error:
        raise Refused("invalid") from error


def allowed(member: Member) -> None:
    """Count a verb of hers, by form or socket alike. Raises Refused `slow_down`."""
    wait = allow(member.pk)
    if wait is not None:
        raise Refused("slow_down", retry_in=wait)


def number(given: str | None) -> int | None:
    """A seq or an id out of an address; None for what is none."""
    return int(given) if given and given.isascii() and given.isdigit() and len(given) < 19 else None


def done(request: HttpRequest, stream: str, seq: int | None, back: str) -> HttpResponse:
    """The ack, or back to a page."""
    if wants_json(request):
        return JsonResponse({"op": "ack", "key": request.POST.get("key"), "stream": stream, "seq": seq})
    return redirect_after_post(back)


def redirect_after_post(back: str) -> HttpResponse:
    answer = redirect(back)
    answer.status_code = 303
    return answer


def page_or_nack(request: HttpRequest, refusal: Refused, page: Callable[..., HttpResponse]) -> HttpResponse:
    """A refusal where a page can say it beside the field; what is forbidden has no page."""
    if wants_json(request) or STATUS[refusal.code] == 403:
        raise refusal
    return page(refusal=refusal)


def nack(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """The refusal as the socket says it."""
    body = {
        "op": "nack",
        "key": request.POST.get("key"),
        "code": refusal.code,
        "retry_in": refusal.retry_in,
        "message": str(refusal.message),
    }
    return with_status(JsonResponse(body), refusal)


def with_status(answer: HttpResponse, refusal: Refused) -> HttpResponse:
    """The answer with the refusal's status, and when to come again."""
    answer.status_code = STATUS[refusal.code]
    if answer.status_code in (429, 503):
        answer.headers["Retry-After"] = str(ceil(refusal.retry_in or 1))
    return answer
