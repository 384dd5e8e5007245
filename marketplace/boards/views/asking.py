"""Who looks at which venture; what is refused gets its page, where it has changed the fresh venture."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from commons.journal.refusals import Refused
from commons.people.guards import for_members
from commons.people.limits import Limit
from commons.people.models import Member

from ..may import role_in, works_in
from ..models import Venture
from ..pages import page_of
from ..refusals import OfferMoved, VentureMoved

P = ParamSpec("P")
DEEDS = Limit("deeds on a board", 900, timedelta(minutes=10))  # a card is moved in a second
View = Callable[Concatenate[HttpRequest, Member, Venture, P], HttpResponse]
Guarded = Callable[Concatenate[HttpRequest, int, P], HttpResponse]


def for_seers(view: View[P]) -> Guarded[P]:
    """Call the view with the venture, for her who may see it. What isn't hers and what isn't there are forbidden alike."""

    @wraps(view)
    def seen(request: HttpRequest, member: Member, venture_id: int, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        venture = Venture.objects.visible_to(member).select_related("lab").filter(pk=venture_id).first()
        if venture is None:
            raise Refused("forbidden")
        try:
            return view(request, member, venture, *args, **kwargs)
        except (VentureMoved, OfferMoved) as moved:
            return show_moved(request, member, venture, moved)

    return never_cache(for_members(seen, DEEDS))


def for_insiders(view: View[P]) -> Guarded[P]:
    """The same for her who is in it, as whatever."""

    @wraps(view)
    def inside(request: HttpRequest, member: Member, venture: Venture, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if role_in(member, venture) is None:
            raise Refused("forbidden")
        return view(request, member, venture, *args, **kwargs)

    return for_seers(inside)


def for_workers(view: View[P]) -> Guarded[P]:
    """The same for those who work in it: guests look on."""

    @wraps(view)
    def working(request: HttpRequest, member: Member, venture: Venture, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not works_in(role_in(member, venture)):
            raise Refused("forbidden")
        return view(request, member, venture, *args, **kwargs)

    return for_seers(working)


def says_why(view: View[P]) -> View[P]:
    """Where the view is refused with a sentence, the page says it."""

    @wraps(view)
    def said(request: HttpRequest, member: Member, venture: Venture, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, member, venture, *args, **kwargs)
        except Refused as refused:
            if refused.code != "invalid":
                raise
            return show_moved(request, member, venture, refused)

    return said


def show_moved(request: HttpRequest, member: Member, venture: Venture, refused: Refused) -> HttpResponse:
    """The page as it is now, with the sentence that says why nothing was done."""
    fresh = Venture.objects.select_related("lab").get(pk=venture.pk)
    status = 409 if refused.code == "conflict" else 422
    return render(request, "boards/venture.html", page_of(request, member, fresh, refused), status=status)
