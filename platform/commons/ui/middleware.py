from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import redirect
from django.utils import translation
from django.utils.http import escape_leading_slashes

from .addresses import page_above, page_behind
from .errors import error_page
from .languages import SPOKEN

TOO_LARGE = "birge.too_large"  # in the scope of a request whose body the server let go


def speak_her_language(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """The language she chose (kept in a cookie), else Kyrgyz; never the phone's, which often has no Kyrgyz to offer."""

    def middleware(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in SPOKEN else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

    return middleware


def refuse_what_was_let_go(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Of a body that was too large nothing has come; the page says so before anyone looks for what was in it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        was_let_go = TOO_LARGE in getattr(request, "scope", ())
        return error_page(413, again=page_behind(request)) if was_let_go else get_response(request)

    return middleware


def lead_to_the_page(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Who opens an address that only takes a form is led to its page; any other wrong method gets a page with a way on."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not isinstance(response, HttpResponseNotAllowed) or "application/json" in request.headers.get("Accept", ""):
            return response
        if request.method == "GET":
            return redirect(page_above(request.path))
        page = error_page(405, again=escape_leading_slashes(request.path))
        page.headers["Allow"] = response.headers["Allow"]
        return page

    return middleware


class CompressWords(GZipMiddleware):
    """Compresses pages and other text. Pictures and sound are as small as they get, and a part of one is no part of anything else."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        kind = response.headers.get("Content-Type", "")
        return response if kind.startswith(("image/webp", "audio/")) else super().process_response(request, response)
