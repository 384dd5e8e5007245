"""A poster to print: what, when and where, and a QR that opens the page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ..seeing import find_gathering
from ..sharing import shared, where_it_is


@require_safe
def show_poster(request: HttpRequest, gathering_id: int) -> HttpResponse:
    """For whoever may see the gathering: a visitor puts it up, too."""
    gathering = find_gathering(request, gathering_id)
    context = {"gathering": gathering, "shared": shared(gathering), "where": where_it_is(gathering)}
    return render(request, "events/host/poster.html", context)
