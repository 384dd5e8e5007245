"""Which draft of an order this browser goes on with: found by a key in its session."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commons.journal.refusals import Refused
from commons.people.guards import private
from commons.people.models import Guest
from commons.people.passes import guest_at, passes_of
from commons.people.viewer import member_of
from marketplace.catalog.models import Listing

from ..actions import begin_draft
from ..actions.wishing import find
from ..models import Draft, GuestBlock, Order
from ..streams import order_stream

SESSION = "drafts"
MOST = 12
P = ParamSpec("P")


def listing_of(request: HttpRequest, code: str) -> Listing | None:
    """What is ordered, where it is offered and she meets its maker."""
    listing = Listing.objects.reachable().met_by(member_of(request)).select_related("shop__member", "shop__lab").filter(code=code).first()
    try:
        return find(listing) if listing else None
    except Refused:
        return None


def for_customers(
    view: Callable[Concatenate[HttpRequest, str, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, str, P], HttpResponse]:
    """Where this browser is known for a guest of whom the maker takes no orders, she hears it at once, not on the last page."""

    @wraps(view)
    def guarded(request: HttpRequest, code: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        listing = None if member_of(request) else listing_of(request, code)
        guests = [one.guest for one in passes_of(request)] if listing else []
        if listing and guests and GuestBlock.objects.meet(listing.shop_id, guests):
            return private(render(request, "orders/not_met.html", {"listing": listing}, status=403))
        return view(request, code, *args, **kwargs)

    return guarded


def draft_of(request: HttpRequest, listing: Listing) -> Draft:
    """Hers, or an empty one that isn't kept yet; what was sent is no draft any more."""
    key = request.session.get(SESSION, {}).get(listing.code)
    draft = Draft.objects.select_related("voice").filter(key=key, listing=listing).first() if key else None
    if draft is None or Order.objects.filter(key=draft.key).exists():
        return Draft(listing=listing)
    draft.listing = listing
    return draft


def kept(request: HttpRequest, draft: Draft, said: dict[str, Any] | None = None) -> Draft:
    """The same, kept, and known to this browser."""
    if draft.pk is None:
        draft = begin_draft(draft.listing, said)
        others = {code: key for code, key in request.session.get(SESSION, {}).items() if code != draft.listing.code}
        request.session[SESSION] = {**dict(list(others.items())[1 - MOST :]), draft.listing.code: str(draft.key)}
    return draft


def guest_of(request: HttpRequest, draft: Draft) -> Guest | None:
    """The guest who orders once more, while this browser has her private link to the order before."""
    before = draft.says("again")
    return guest_at(request, order_stream(before)) if before else None


def sent_before(request: HttpRequest, listing: Listing, key: UUID | None) -> Draft | None:
    """The draft of a form that was sent already, and is sent again."""
    mine = request.session.get(SESSION, {}).get(listing.code)
    return Draft.objects.filter(key=key, listing=listing).first() if key and str(key) == mine else None
