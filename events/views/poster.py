"""A poster to print: what, when and where, and a QR that opens the page."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ..may import may_see
from ..models import Gathering
from ..sharing import shared, where_it_is
from .asking import viewer_of


@require_safe
def show_poster(request: HttpRequest, gathering_id: int) -> HttpResponse:
    """For whoever may see the gathering: a visitor puts it up, too."""
    gathering = Gathering.objects.select_related("lab", "host").filter(pk=gathering_id).first()
    if gathering is None or not may_see(viewer_of(request), gathering):
        raise Http404
    context = {"gathering": gathering, "shared": shared(gathering), "where": where_it_is(gathering)}
    return render(request, "events/host/poster.html", context)
