"""Pages for what went wrong: what happened, what she can do, one way on. They need no database, no session and no request."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.template.loader import render_to_string
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

FAILURES = {
    400: Failure(
        "fallen",
        _("We didn't understand that"),
        _("The address or the form came to us broken. Go to the start and try from there."),
        TO_START,
    ),
    403: Failure("turned", _("This isn't open to you"), _("It may belong to others, or it may have been closed since."), TO_START),
    404: Failure("missing", _("There is nothing here"), _("The address may be mistyped, or what was here is gone."), TO_START),
    429: Failure("crowded", _("A little too fast"), _("Wait a moment, then go on. Nothing you have already sent is lost."), AGAIN),
    500: Failure("fallen", _("Something broke on our side"), _("It isn't your doing. Wait a minute and try again."), AGAIN),
}
STALE_FORM = Failure(
    "turned", _("This form was open too long"), _("Nothing was saved. Go back, open the page again and send it once more."), TO_START
)


def error_page(status: int, *, failure: Failure | None = None, again: str = "/", retry_in: float | None = None) -> HttpResponse:
    """The page of this status. `again` is where "Try again" leads; `retry_in`, in seconds, is said and sent as Retry-After."""
    shown = failure or FAILURES[status]
    seconds = None if retry_in is None else max(1, round(retry_in))
    context = {"failure": shown, "status": status, "to": again if shown.action is AGAIN else "/", "seconds": seconds}
    response = HttpResponse(render_to_string("ui/error.html", context), status=status)
    if seconds is not None:
        response["Retry-After"] = str(seconds)
    return response
