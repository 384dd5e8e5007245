"""The page of a gathering, as visitors, search engines and those who get its link see it; what of it changes is fetched alone."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from commons.journal.reading import head
from commons.people.guards import lead_to_sign_in, private
from commons.ui.keeping import keepable
from commons.ui.languages import SPOKEN

from ..described import card
from ..models import Gathering
from ..pages import gathering_page, now_of
from ..seeing import find_gathering
from ..streams import gathering_stream

A_DAY = 24 * 60 * 60  # seconds: its address is another once its plan is


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


@require_safe
def show_picture(request: HttpRequest, gathering_id: int) -> HttpResponse:
    """Its card, for whoever is sent its link: `?in=ru` in this language. Of one for members nobody is shown any."""
    gathering = Gathering.objects.visible_to(None).select_related("lab").filter(pk=gathering_id).first()
    if gathering is None:
        return closed(request)
    asked = request.GET.get("in", "")
    with translation.override(asked if asked in SPOKEN else settings.LANGUAGE_CODE):
        answer = HttpResponse(card(gathering), content_type="image/png")
    patch_cache_control(answer, public=True, max_age=A_DAY)
    return answer


def closed(request: HttpRequest) -> HttpResponse:
    """For whoever it isn't open to, and for what isn't there, alike."""
    sign_in = "" if request.user.is_authenticated else lead_to_sign_in(request)["Location"]
    return private(render(request, "events/closed.html", {"sign_in": sign_in}, status=404))
