"""Who announces, whose gathering it is to hold, and what each form of theirs brings along."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Concatenate, ParamSpec
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from commons.journal.refusals import Refused
from commons.people.answers import nack, wants_json
from commons.people.guards import for_members, private
from commons.people.limits import Limit
from commons.people.models import Member

from ..may import holds, may_announce
from ..models import Gathering

DEEDS = Limit("deeds of who holds a gathering", 1_500, timedelta(minutes=10))  # hundreds come to a fair, and one host checks them in
P = ParamSpec("P")
Page = Callable[Concatenate[HttpRequest, P], HttpResponse]


def for_announcers(
    view: Callable[Concatenate[HttpRequest, Member, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Call the view with the member where she may announce at some lab."""

    @wraps(view)
    def guarded(request: HttpRequest, member: Member, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not may_announce(member):
            raise Refused("forbidden")
        return view(request, member, *args, **kwargs)

    return for_members(guarded)


def for_hosts(view: Callable[Concatenate[HttpRequest, Member, Gathering, P], HttpResponse]) -> Page[P]:
    """Call the view with the member and the gathering that she holds; what isn't there and what isn't hers are the same."""

    @wraps(view)
    def guarded(request: HttpRequest, member: Member, gathering_id: int, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        gathering = Gathering.objects.select_related("lab", "host").filter(pk=gathering_id).first()
        if gathering is None or not holds(member, gathering):
            raise Refused("forbidden")
        return view(request, member, gathering, *args, **kwargs)

    return for_members(guarded, DEEDS)  # type: ignore[arg-type]  # addresses give the number by its name


def deeds(
    done: Callable[[HttpRequest, Gathering], HttpResponse], refuse: Callable[[HttpRequest, Member, Gathering, Refused], HttpResponse]
) -> Callable[[Callable[Concatenate[HttpRequest, Member, Gathering, P], None]], Page[P]]:
    """Decorate what those do who hold it: a script is told whether it was done; a form goes on by `done`, or by `refuse`, which says why
    not.
    """

    def by_hosts(view: Callable[Concatenate[HttpRequest, Member, Gathering, P], None]) -> Page[P]:
        @require_POST
        @for_hosts
        @wraps(view)
        def guarded(request: HttpRequest, member: Member, gathering: Gathering, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            try:
                view(request, member, gathering, *args, **kwargs)
            except Refused as refused:
                if wants_json(request):
                    return private(nack(request, refused))
                if refused.code == "forbidden":
                    raise
                return refuse(request, member, gathering, refused)
            return private(JsonResponse({"op": "ack"})) if wants_json(request) else done(request, gathering)

        return guarded

    return by_hosts


def key_of(request: HttpRequest) -> UUID:
    """The key that a form brings, so that twice is once. Raises Refused `invalid`."""
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        raise Refused("invalid") from None
