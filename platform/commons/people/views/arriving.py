"""The newcomer's two screens: her language; then the name she wants to be called."""

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from commons.journal.refusals import Refused
from commons.ui.choosing import speak
from commons.ui.errors import come_again

from ..actions import find_invitation, join
from ..actions.invitations import USED
from ..codes import normalise
from ..devices import remember_device
from ..forms import CodeForm, JoinForm
from ..guards import private
from ..models import Invitation, Member
from ..passes import drop
from ..sessions import SessionStore

BACKEND = "django.contrib.auth.backends.ModelBackend"
WELCOME = "/chats/welcome/"
STATUS = {"invalid": 404, "forbidden": 410, "slow_down": 429}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def enter_code(request: HttpRequest) -> HttpResponse:
    """Type the code that she was told."""
    form, retry_in = CodeForm(request.POST or None), None
    if form.is_valid():
        code = normalise(form.cleaned_data["code"])
        try:
            find_invitation(code)
        except Refused as refused:
            form.add_error("code", str(refused.message))
            retry_in = refused.retry_in
        else:
            return redirect("people:arrive", code)
    status = 429 if retry_in else 422 if form.errors else 200
    response = render(request, "people/enter_code.html", {"form": form}, status=status)
    return private(come_again(response, retry_in))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def arrive(request: HttpRequest, code: str) -> HttpResponse:
    """The first screen: four languages, one tap."""
    if isinstance(request.user, Member):
        return redirect(WELCOME)
    try:
        invitation = find_invitation(code)
    except Refused as refused:
        return _show_refusal(request, refused)
    return choose_language(request, invitation, reverse("people:introduce", args=[code]))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def introduce(request: HttpRequest, code: str) -> HttpResponse:
    """The second screen: her name, and Join. She lands in the Welcome room of her lab."""
    if isinstance(request.user, Member):
        return redirect(WELCOME)
    form = JoinForm(request.POST or None)
    try:
        if form.is_valid():
            given = form.cleaned_data
            member = join(code, given["name"], request.LANGUAGE_CODE, given["is_under_18"], given["key"])
            return enter(request, member, WELCOME)
        invitation = find_invitation(code)
    except Refused as refused:
        return _show_refusal(request, refused)
    context = {"form": form, "invitation": invitation}
    return private(render(request, "people/introduce.html", context, status=422 if form.errors else 200))


def choose_language(request: HttpRequest, invitation: Invitation, onward: str) -> HttpResponse:
    """Who invites her, and the four languages; once she chose one she goes on to her name."""
    chosen = request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES):
        response = redirect(onward)
        speak(response, chosen)
        return response
    return private(render(request, "people/arrive.html", {"invitation": invitation, "greetings": _greetings()}))


def enter(request: HttpRequest, member: Member, to: str, closes_after_her: bool = False) -> HttpResponse:
    """Begin her session on this phone: 180 days, or until the browser closes, at most 12 hours; in her language."""
    SessionStore.clear_expired()
    drop(request)  # the phone may have been a guest's a moment ago
    login(request, member, backend=BACKEND)
    response = redirect(to)
    if not closes_after_her:
        remember_device(response, member.number)
    elif isinstance(request.session, SessionStore):
        request.session.close_after_her()
    speak(response, member.language)
    return private(response)


def _show_refusal(request: HttpRequest, refused: Refused) -> HttpResponse:
    """No dead end: what is wrong with the invitation, and what she can do."""
    context = {"message": refused.message, "code": refused.code, "was_used": refused.message == USED}
    response = render(request, "people/invitation_ended.html", context, status=STATUS[refused.code])
    return private(come_again(response, refused.retry_in))


def _greetings() -> list[tuple[str, str, str]]:
    """Each language as (code, its own name, a welcome in it)."""
    greetings = []
    for code, name in settings.LANGUAGES:
        with translation.override(code):
            greetings.append((code, name, _("Welcome")))
    return greetings
