"""What there is, for everyone."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from commons.people.models import Member

from ..models import Listing


@require_safe
def show_market(request: HttpRequest) -> HttpResponse:
    """What is on the market, the newest first."""
    member = request.user if isinstance(request.user, Member) else None
    listings = Listing.objects.public().met_by(member).order_by("-pk")[:24]
    return render(request, "catalog/market.html", {"listings": listings})
