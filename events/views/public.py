"""The page of a gathering, as visitors, search engines and those who get its link see it; what of it changes is fetched alone."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from commons.journal.reading import head
from commons.people.guards import lead_to_sign_in, private
from commons.ui.keeping import keepable

from ..pages import gathering_page, now_of
from ..seeing import find_gathering
from ..streams import gathering_stream


@require_safe
@keepable
def show_gathering(request: HttpRequest, gathering_id: int) -> HttpResponse:
    """What, when and where it is, who holds it, how many places are left; and a seat to take."""
    reached = head(gathering_stream(gathering_id))
    try:
        gathering = find_gathering(request, gathering_id)
    except Http404:
        return closed(request)
    return render(request, "events/gathering.html", gathering_page(request, gathering, reached))


@require_safe
def show_now(request: HttpRequest, gathering_id: int) -> HttpResponse:
    """The part of the page that changes, as it is now."""
    try:
        return render(request, "events/_now.html", now_of(find_gathering(request, gathering_id)))
    except Http404:
        return closed(request)


def closed(request: HttpRequest) -> HttpResponse:
    """For whoever it isn't open to, and for what isn't there, alike."""
    sign_in = "" if request.user.is_authenticated else lead_to_sign_in(request)["Location"]
    return private(render(request, "events/closed.html", {"sign_in": sign_in}, status=404))
