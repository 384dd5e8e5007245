"""Who gets past the door of a page, and what a page about people never leaves behind."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext_lazy as _

from commons.journal.refusals import Refused
from commons.ui.addresses import is_ours, page_behind
from commons.ui.errors import Failure, error_page, prose_of

from .answers import nack, wants_json
from .limits import Limit, take
from .models import Member

P = ParamSpec("P")
Plain = Callable[Concatenate[HttpRequest, P], HttpResponse]
Hers = Callable[Concatenate[HttpRequest, Member, P], HttpResponse]

DEEDS = Limit("deeds", 120, timedelta(minutes=10))  # of one member: more than a workshop of forty asks of its host
SIGNED_OUT = Failure(
    "turned", _("You have been signed out"), _("Nothing was sent. Sign in, and you are back on the page where you were."), _("Sign in")
)


def for_members(view: Hers[P], deeds: Limit | None = None) -> Plain[P]:
    """Call the view with the member, her lab and roles at hand; anyone else signs in first. What is refused gets its page.

    A POST is counted for her, by `deeds` where more is asked of her than elsewhere; what must always be done, such as leaving, goes by
    another door.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not isinstance(request.user, Member):
            return lead_to_sign_in(request)
        member = Member.objects.select_related("lab").prefetch_related("roles").get(pk=request.user.pk)
        request.user = member
        try:
            if request.method == "POST":
                take((deeds or DEEDS, str(member.pk)))
            return private(view(request, member, *args, **kwargs))
        except Refused as refused:
            return refusal(request, refused)

    return guarded


def for_vouched(view: Hers[P]) -> Plain[P]:
    """As `for_members`; those still waiting for "I know her" are told what they wait for."""

    @wraps(view)
    def only_vouched(request: HttpRequest, member: Member, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not (member.is_vouched or member.is_staff):
            return waiting(request, member)
        return view(request, member, *args, **kwargs)

    return for_members(only_vouched)


def waiting(request: HttpRequest, member: Member) -> HttpResponse:
    """What she waits for, in place of what isn't open to her yet."""
    return render(request, "people/waiting.html", {"member": member}, status=403)


def lead_to_sign_in(request: HttpRequest) -> HttpResponse:
    """Signed in, she is where she was: on the page, also when she sent a form of it. What she had written is shown to her first."""
    if request.method in ("GET", "HEAD"):
        return redirect_to_login(request.get_full_path())
    sign_in = redirect_to_login(page_behind(request))
    prose = prose_of(request)
    return private(error_page(403, failure=SIGNED_OUT, again=sign_in.url, prose=prose)) if prose else sign_in


def private(response: HttpResponse) -> HttpResponse:
    """Phones are shared: nothing about people stays in a cache, and no search engine keeps it."""
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    patch_vary_headers(response, ["Cookie"])
    return response


def refusal(request: HttpRequest, refused: Refused) -> HttpResponse:
    """The page for a refusal that no field stands beside, with what she had written; to a script the refusal itself."""
    if wants_json(request):
        return private(nack(request, refused))
    status = {"slow_down": 429, "invalid": 400, "too_long": 400, "conflict": 409}.get(refused.code, 403)
    retry_in = (refused.retry_in or 60) if status == 429 else None
    again = page_behind(request) if request.method == "POST" else request.get_full_path()
    return private(error_page(status, again=again, retry_in=retry_in, prose=prose_of(request)))


def way_on(request: HttpRequest, otherwise: str) -> str:
    """After a POST: `next` if it is an address of ours."""
    asked = request.POST.get("next", "")
    return asked if is_ours(request, asked) else otherwise
