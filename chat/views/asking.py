"""Who asks, for which room, under which key, and whether it may be asked so often."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from commons.journal.refusals import Refused
from commons.people.answers import STATUS, nack, wants_json, with_status
from commons.people.guards import lead_to_sign_in
from commons.people.models import Member
from commons.realtime.buckets import allow

from ..actions.entrance import Entrance
from ..models import Room, Unmet

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


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


def member_of(request: HttpRequest) -> Member:
    """Who asks; behind `members_only` there is always someone."""
    if not isinstance(request.user, Member):
        raise PermissionDenied
    prefetch_related_objects([request.user], "roles")  # asked for again and again
    return request.user


def room_for(unmet: Unmet, room_id: int) -> Room:
    """The room with what its title needs. Raises Refused `forbidden`, also for what doesn't exist."""
    room = Room.objects.open_to(unmet.member, unmet.everywhere).named().filter(pk=room_id).first()
    if room is None or room.is_about:
        about = Room.objects.filter(pk=room_id, kind__in=Room.ABOUT).first()
        room = about if about and Entrance([(unmet.member.pk, room_id)]).admits(unmet.member.pk, room_id) else None
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
