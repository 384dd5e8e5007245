"""What everyone may read of a maker's work: her figures in bands, and what customers said of it, nobody's name beside it."""

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from commons.people.models import Block, Member
from marketplace.catalog.models import Listing, Shop

from .figures import figures_of
from .models import Review

SHOWN = 3


def reputation(request: HttpRequest, shop: Shop, listing: Listing | None) -> dict[str, object] | None:
    """For the page of a shop or of a service, which shows first what was said of itself."""
    reviews = list(reviews_for(request, shop, listing)[: SHOWN + 1])
    more = reverse("orders:reviews", args=[shop.code]) if len(reviews) > SHOWN else ""
    return {"shop": shop, "figures": figures_of(shop), "reviews": reviews[:SHOWN], "more": more}


def reviews_for(request: HttpRequest, shop: Shop, listing: Listing | None = None) -> QuerySet[Review]:
    """The newest first, those that say something; not of women whom she doesn't meet."""
    said = Review.objects.filter(~Q(words="") | Q(voice__isnull=False), order__shop=shop).select_related("order__listing", "voice")
    if isinstance(request.user, Member) and (hidden := Block.objects.hidden_from(request.user)):
        said = said.exclude(order__member__in=hidden)
    return said.filter(order__listing=listing).order_by("-pk") if listing else said.order_by("-pk")
