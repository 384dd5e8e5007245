"""Which pages a phone may keep for when there is no network.

Phones are shared, so it is none unless the server says so of this very answer.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.http import HttpRequest, HttpResponse

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]

MARK = "X-Keep"  # what the service worker looks for
UNTOLD = {settings.CSRF_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME}

_of_hers = {"messages"}


def cookie_of_hers(name: str) -> str:
    """Register a cookie that pages are made by: a browser that bears it isn't anybody's. Returns the name."""
    _of_hers.add(name)
    return name


def keepable(view: View[P]) -> View[P]:
    """Mark its page as one to keep, where it was made for nobody: no one is signed in, this browser has no order, link, draft or
    favourite, and nothing was just told to her."""

    @wraps(view)
    def marked(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if response.status_code == 200 and _is_anybody(request) and _is_open(response):
            response.headers[MARK] = "1"
        return response

    return marked


def _is_anybody(request: HttpRequest) -> bool:
    has_hers = any(request.COOKIES.get(name) for name in _of_hers)
    return not has_hers and not request.user.is_authenticated and request.session.is_empty()


def _is_open(response: HttpResponse) -> bool:
    said = response.headers.get("Cache-Control", "")
    return "no-store" not in said and "private" not in said and set(response.cookies) <= UNTOLD
