"""All that was said of a shop's work, for everyone."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from commons.people.models import Member
from commons.ui.addresses import number
from marketplace.catalog.models import Shop

from ..figures import figures_of
from ..reputation import reviews_for

A_PAGE = 20


@require_safe
def list_reviews(request: HttpRequest, code: str) -> HttpResponse:
    """The newest first, a page at a time; of a shop that she may see."""
    member = request.user if isinstance(request.user, Member) else None
    shop = Shop.objects.open().met_by(member).select_related("member", "lab").filter(code=code).first()
    if shop is None:
        raise Http404
    reviews = reviews_for(request, shop)
    if before := number(request.GET.get("before")):
        reviews = reviews.filter(pk__lt=before)
    found = list(reviews[: A_PAGE + 1])
    shown = found[:A_PAGE]
    older = shown[-1].pk if len(found) > A_PAGE else None
    return render(request, "orders/reviews.html", {"shop": shop, "figures": figures_of(shop), "reviews": shown, "older": older})
