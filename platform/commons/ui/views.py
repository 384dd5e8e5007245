from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from . import bar, landing
from .addresses import is_ours, page_behind
from .choosing import remember
from .errors import NO_COOKIE, STALE_FORM, TOO_MANY_FILES, error_page, prose_of, why_not_trusted
from .installing import manifest
from .keeping import keepable
from .saving import remember_saving, saves_data
from .scripts import without_remarks


@require_safe
@keepable
def show_landing(request: HttpRequest) -> HttpResponse:
    """What this is, for a stranger; a member goes where her bar begins."""
    if request.user.is_authenticated and (home := bar.home()):
        return redirect(home)
    return render(request, "ui/landing.html", {"sections": landing.sections(request), "heads": landing.heads()})


@require_http_methods(["GET", "HEAD", "POST"])
def choose_language(request: HttpRequest) -> HttpResponse:
    """The four languages; a POST keeps the chosen one and goes back to `next`, or to where she came from."""
    if request.method != "POST":
        return render(request, "ui/language.html", {"next": _way_back(request, request.GET.get("next"))})
    response = redirect(_way_back(request, request.POST.get("next")))
    chosen = request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES):
        remember(request, response, chosen)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def choose_saving(request: HttpRequest) -> HttpResponse:
    """Whether pictures come by themselves on this phone; a POST keeps `saves` (1 or 0) and goes back as above."""
    if request.method != "POST":
        return render(request, "ui/saving.html", {"next": _way_back(request, request.GET.get("next")), "saves": saves_data(request)})
    response = redirect(_way_back(request, request.POST.get("next")))
    if (chosen := request.POST.get("saves")) in ("0", "1"):
        remember_saving(response, chosen == "1")
    return response


@require_safe
@cache_control(no_cache=True, private=True)
def show_offline(request: HttpRequest) -> HttpResponse:
    """What the service worker shows when there is no network: the same for everyone, so it speaks all four languages."""
    return render(request, "ui/offline.html", {"user": None, "shell": None, "messages": None})


@require_safe
@cache_control(no_cache=True)
def give_service_worker(request: HttpRequest) -> HttpResponse:
    script = render_to_string("ui/service-worker.js", request=request)
    return HttpResponse(without_remarks(script), content_type="text/javascript")


@require_safe
@cache_control(max_age=86_400, public=True)
def give_manifest(request: HttpRequest, language: str) -> HttpResponse:
    """Browsers ask for it without her cookies, so its address says the language."""
    if language not in dict(settings.LANGUAGES):
        raise Http404
    return JsonResponse(manifest(language), content_type="application/manifest+json", json_dumps_params={"ensure_ascii": False})


@require_safe
@cache_control(max_age=86_400, public=True)
def give_robots(request: HttpRequest) -> HttpResponse:
    """What a search engine may read: the public pages, and what draws them. Some obey the first line that fits, some the longest."""
    closed = [f"Disallow: {address}" for address in settings.PRIVATE_PAGES]
    open_to_all = [f"Allow: {address}" for address in (*settings.PUBLIC_PAGES, settings.STATIC_URL)]
    return HttpResponse("\n".join(["User-agent: *", *closed, *open_to_all, "Disallow: /", ""]), content_type="text/plain")


@require_safe
@cache_control(max_age=86_400, public=True)
def give_icon(request: HttpRequest) -> HttpResponse:
    """For those who ask where every house has it, without reading the page."""
    return redirect(static("ui/icon.svg"))


def show_bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What Django finds too large while it reads a form is said as what the server let go; nothing of the form is left then."""
    if isinstance(exception, RequestDataTooBig):
        return error_page(413, again=page_behind(request))
    if isinstance(exception, TooManyFilesSent):
        return error_page(400, failure=TOO_MANY_FILES, again=page_behind(request))
    return error_page(400)


def show_forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page(403)


def show_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page(404)


def show_server_error(request: HttpRequest) -> HttpResponse:
    return error_page(500, again=request.get_full_path() if request.method == "GET" else "/")


def show_csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """What she wrote is shown again where the form is surely ours: a foreign one may hold anything."""
    failure = why_not_trusted(reason)
    prose = prose_of(request) if failure in (STALE_FORM, NO_COOKIE) else ""
    return error_page(403, failure=failure, again=page_behind(request), prose=prose)


def _way_back(request: HttpRequest, asked: str | None) -> str:
    """The address asked for, or the page she came from, if it is ours; else the start."""
    for address in (asked, request.headers.get("Referer")):
        if address and is_ours(request, address):
            return address
    return "/"
