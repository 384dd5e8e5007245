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
    return not request.user.is_authenticated and request.session.is_empty() and "messages" not in request.COOKIES


def _is_open(response: HttpResponse) -> bool:
    said = response.headers.get("Cache-Control", "")
    return "no-store" not in said and "private" not in said and set(response.cookies) <= UNTOLD
