"""What somebody likes, kept on this phone alone: nobody needs an account for it, and nobody else learns of it."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from commons.people.guards import way_on
from commons.ui.keeping import cookie_of_hers

from ..codes import ALPHABET, LENGTH
from ..models import Listing
from .asking import viewer_of

COOKIE = cookie_of_hers("favourites")
MOST = 60


def favourites_of(request: HttpRequest) -> list[str]:
    """The codes she keeps, the newest first."""
    kept = dict.fromkeys(request.COOKIES.get(COOKIE, "").split("."))
    return [code for code in kept if len(code) == LENGTH and set(code) <= set(ALPHABET)][:MOST]


@require_safe
def show_favourites(request: HttpRequest) -> HttpResponse:
    """Those of them that are still there."""
    codes = favourites_of(request)
    found = {listing.code: listing for listing in Listing.objects.reachable().met_by(viewer_of(request)).for_cards().filter(code__in=codes)}
    return render(request, "catalog/favourites.html", {"listings": [found[code] for code in codes if code in found]})


@require_POST
def like(request: HttpRequest, code: str) -> HttpResponse:
    """Keep it, or with `off` not any more; back to where she was."""
    kept = [one for one in favourites_of(request) if one != code]
    if not request.POST.get("off") and Listing.objects.filter(code=code).exists():
        kept = [code, *kept][:MOST]
    answer = redirect(way_on(request, request.path.removesuffix("favourite/")))
    secure = settings.LANGUAGE_COOKIE_SECURE
    answer.set_cookie(COOKIE, ".".join(kept), max_age=settings.LANGUAGE_COOKIE_AGE, secure=secure, httponly=True, samesite="Lax")
    return answer
