"""Choosing a language: a cookie keeps it on this phone; who keeps it elsewhere too registers here."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

_keepers: list[Callable[[HttpRequest, str], None]] = []


def on_language_chosen(keep: Callable[[HttpRequest, str], None]) -> None:
    """Call `keep(request, code)` whenever someone, a stranger too, chooses one of the four languages."""
    if keep not in _keepers:
        _keepers.append(keep)


def remember(request: HttpRequest, response: HttpResponse, code: str) -> None:
    """Keep her choice, on this phone and wherever else it is kept."""
    speak(response, code)
    for keep in _keepers:
        keep(request, code)


def speak(response: HttpResponse, code: str) -> None:
    """From this response on this phone is spoken to in this language; for signing in too."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        path=settings.LANGUAGE_COOKIE_PATH,
        domain=settings.LANGUAGE_COOKIE_DOMAIN,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )
