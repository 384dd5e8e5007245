"""Coming back with a number and three words; leaving, on this phone or on all."""

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from commons.journal.refusals import Refused
from commons.ui.addresses import is_ours
from commons.ui.errors import come_again

from ..actions import end_all_sessions, end_session, sign_in
from ..devices import device_of
from ..forms import SignInForm
from ..guards import lead_to_sign_in, private
from ..models import Member
from .arriving import enter


@never_cache
@sensitive_post_parameters("three_words")
@require_http_methods(["GET", "HEAD", "POST"])
def show_sign_in(request: HttpRequest) -> HttpResponse:
    """Her number and three words; wrong ones and unknown numbers are answered alike."""
    asked = request.POST.get("next") or request.GET.get("next", "")
    to = asked if is_ours(request, asked) else "/"
    if isinstance(request.user, Member):
        return redirect(to)
    form, status, retry_in = SignInForm(request.POST or None), 200, None
    if form.is_valid():
        given = form.cleaned_data
        try:
            member = sign_in(given["number"], given["three_words"], device_of(request, given["number"]))
            return enter(request, member, to, given["closes_after_me"])
        except Refused as refused:
            form.add_error(None, str(refused.message))
            retry_in = refused.retry_in
    if form.errors:
        status = 429 if retry_in else 422
    response = render(request, "people/sign_in.html", {"form": form, "next": to}, status=status)
    return private(come_again(response, retry_in))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show_sign_out(request: HttpRequest) -> HttpResponse:
    """A POST leaves, on this phone; before, one who keeps no words yet is told that she couldn't come back."""
    if request.method != "POST":
        return private(render(request, "people/sign_out.html"))
    member = request.user
    logout(request)
    if isinstance(member, Member):
        end_session(member)
    return leave()


@never_cache
@require_POST
def sign_out_everywhere(request: HttpRequest) -> HttpResponse:
    """Never counted: whoever has her other phone could use up what she may do."""
    if not isinstance(request.user, Member):
        return lead_to_sign_in(request)
    end_all_sessions(request.user)
    logout(request)
    return leave()


def leave() -> HttpResponse:
    """To the first page, with nothing of hers left in this browser but the language, and what the phone is called."""
    response = redirect("/")
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return private(response)
