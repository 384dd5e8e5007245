"""Who looks, whose shop it is, and who may sell."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from commons.people.guards import for_vouched
from commons.people.models import Member
from commons.ui.addresses import number

from ..may import may_have_shop
from ..models import Listing, Shop

P = ParamSpec("P")
Hers = Callable[Concatenate[HttpRequest, Member, P], HttpResponse]


def viewer_of(request: HttpRequest) -> Member | None:
    """The member who looks; None for a customer."""
    return request.user if isinstance(request.user, Member) else None


def for_sellers(view: Hers[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Call the view with the member; who may not sell yet is told why."""

    @wraps(view)
    def only_sellers(request: HttpRequest, member: Member, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not may_have_shop(member):
            return render(request, "catalog/not_yet.html", status=403)
        return view(request, member, *args, **kwargs)

    return for_vouched(only_sellers)


def her_shop(request: HttpRequest, member: Member) -> Shop | None:
    """Her own, or None while she has none; where the address or what is sent names one of a venture for which she answers, that.

    There is no other here, and never her own in its place.
    """
    shops = Shop.objects.select_related("member", "lab", "face", "voice")
    named = request.GET.get("shop", request.POST.get("shop"))
    if named is None:
        return shops.own_of(member).first()
    return get_object_or_404(shops.answered_by(member), pk=number(named) or 0)


def about(shop: Shop, name: str, *args: object) -> HttpResponse:
    """On to this page of the same shop."""
    return redirect(reverse(name, args=args) + shop.which)


def her_listing(member: Member, listing_id: int) -> Listing:
    """A service of hers; there is no other here."""
    return get_object_or_404(Listing.objects.of(member).select_related("voice").for_cards(), pk=listing_id)
