"""The phones a woman has signed in on: there her tries are counted apart, so that nobody else can use them up.

After OWASP's device cookies, https://owasp.org/www-community/Slow_Down_Online_Guessing_Attacks_with_Device_Cookies.
"""

import secrets
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

COOKIE = "device"
AGE = timedelta(days=400)  # the most a browser keeps; longer than a session, or it would be gone when she needs it


def device_of(request: HttpRequest, number: str) -> str | None:
    """What this phone is called among those of this member number; None where nobody signed in by it, or another did last."""
    return request.get_signed_cookie(COOKIE, None, salt=_salt(number), max_age=AGE)


def remember_device(response: HttpResponse, number: str) -> None:
    """From now on this phone is hers. The cookie goes to the sign-in alone; it tells no number and opens nothing."""
    response.set_signed_cookie(
        COOKIE,
        secrets.token_urlsafe(12),
        salt=_salt(number),
        max_age=AGE,
        path=reverse("people:sign-in"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite=settings.SESSION_COOKIE_SAMESITE,
    )


def _salt(number: str) -> str:
    return f"{__name__}.{number}"
