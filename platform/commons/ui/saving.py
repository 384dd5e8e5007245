"""Saving data: pictures come when she taps on them. She chooses it on this phone, or her browser says that it saves."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

COOKIE = "saves_data"


def saves_data(request: HttpRequest) -> bool:
    """Whether this phone saves data: as was chosen on it, else as its browser says."""
    chosen = request.COOKIES.get(COOKIE)
    return chosen == "1" if chosen in ("0", "1") else request.headers.get("Save-Data", "").lower() == "on"


def remember_saving(response: HttpResponse, saves: bool) -> None:
    """From this response on this phone saves data, or doesn't, whatever its browser says."""
    response.set_cookie(
        COOKIE, "01"[saves], max_age=settings.LANGUAGE_COOKIE_AGE, secure=settings.LANGUAGE_COOKIE_SECURE, httponly=True, samesite="Lax"
    )
