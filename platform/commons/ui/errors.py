"""Pages for what went wrong: what happened, what she can do, one way on. They need no database, no session and no request."""

from dataclasses import dataclass
from math import ceil

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import REASON_BAD_ORIGIN, REASON_NO_CSRF_COOKIE, REASON_NO_REFERER
from django.template.loader import render_to_string
from django.utils.cache import add_never_cache_headers
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Failure:
    drawing: str
    title: str | Promise
    words: str | Promise
    action: str | Promise


TO_START = _("To the start")
AGAIN = _("Try again")
TO_PAGE = _("Open the page again")

FAILURES = {
    400: Failure(
        "fallen",
        _("We didn't understand that"),
        _("The address or the form came to us broken. Go to the start and try from there."),
        TO_START,
    ),
    403: Failure("turned", _("This isn't open to you"), _("It may belong to others, or it may have been closed since."), TO_START),
    404: Failure("missing", _("There is nothing here"), _("The address may be mistyped, or what was here is gone."), TO_START),
    405: Failure("turned", _("That can't be done here"), _("Nothing was changed. Open the page again and go on from there."), TO_PAGE),
    409: Failure("turned", _("It has changed meanwhile"), _("Nothing was done. Look how it is now, and go on from there."), TO_PAGE),
    413: Failure(
        "fallen",
        _("That was too much at once"),
        _("Nothing was saved. Files may weigh 60 megabytes together, and what is written may be a few pages long. Send less at a time."),
        TO_PAGE,
    ),
    429: Failure("crowded", _("A little too fast"), _("Wait a moment, then go on. Nothing you have already sent is lost."), AGAIN),
    500: Failure("fallen", _("Something broke on our side"), _("It isn't your doing. Wait a minute and try again."), AGAIN),
}
TOO_MANY_FILES = Failure("fallen", FAILURES[413].title, _("Nothing was saved. Send at most twelve pictures at a time."), TO_PAGE)
STALE_FORM = Failure(
    "turned", _("This form was open too long"), _("Nothing was saved. Open the page again and send it once more."), TO_PAGE
)
NO_COOKIE = Failure(
    "turned",
    _("Your browser has kept no cookie of ours"),
    _("Without it we can't know that it is you, and nothing was saved. Allow cookies for Birge and send it once more."),
    TO_PAGE,
)
FOREIGN_FORM = Failure(
    "turned",
    _("This was sent from another site"),
    _("Something outside Birge tried to act in your name. Nothing was done. If it was you, do it here."),
    TO_START,
)
HIDDEN_FORM = Failure(
    "turned",
    _("Your browser hides where this came from"),
    _("So we can't know that it was you, and nothing was saved. Let it tell Birge, or use another browser."),
    TO_START,
)
# what is written at length, by the names of its fields, one of them in each language; anything else may be a secret, or is soon typed again
PROSE = ("body", "about", "brief", "words", "menu", "included")
PROSE_BY_LANGUAGE = "about_"


def why_not_trusted(reason: str) -> Failure:
    """What Django's reason to refuse a form comes to."""
    if reason == REASON_NO_CSRF_COOKIE:
        return NO_COOKIE
    if reason in (REASON_NO_REFERER, REASON_BAD_ORIGIN % "null"):
        return HIDDEN_FORM
    return FOREIGN_FORM if reason.startswith(("Origin checking", "Referer checking")) else STALE_FORM


def prose_of(request: HttpRequest) -> str:
    """What she wrote at length in the form that failed, to be shown to her again."""
    return "\n\n".join(text for name, said in request.POST.items() if is_prose(name) and (text := str(said).strip()))


def is_prose(name: str) -> bool:
    """Whether the field of this name holds what is written at length."""
    return name in PROSE or name.startswith(PROSE_BY_LANGUAGE)


def error_page(
    status: int, *, failure: Failure | None = None, again: str = "/", retry_in: float | None = None, prose: str = ""
) -> HttpResponse:
    """The page of this status. `again` is where its button leads, but for "To the start"; `retry_in`, in seconds, is said and
    sent as Retry-After; `prose` is what she had written, for her to copy.
    """
    shown = failure or FAILURES[status]
    seconds = None if retry_in is None else in_seconds(retry_in)
    context = {"failure": shown, "status": status, "to": "/" if shown.action is TO_START else again, "seconds": seconds, "prose": prose}
    page = HttpResponse(render_to_string("ui/error.html", context), status=status)
    add_never_cache_headers(page)
    return come_again(page, retry_in)


def come_again(response: HttpResponse, retry_in: float | None) -> HttpResponse:
    """The response, which says when to try again where that is known."""
    if retry_in is not None:
        response.headers["Retry-After"] = str(in_seconds(retry_in))
    return response


def in_seconds(retry_in: float) -> int:
    """Whole seconds, at least one, in which it can be tried again."""
    return max(1, ceil(retry_in))
