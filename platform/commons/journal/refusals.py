"""The one way an action says no."""

from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Code = Literal["forbidden", "too_long", "slow_down", "read_only", "busy", "invalid", "conflict"]

SENTENCES: dict[str, Promise] = {
    "forbidden": _("You can't do this here."),
    "too_long": _("This is too long."),
    "slow_down": _("Too many at once. Wait a little and try again."),
    "read_only": _("You can read here, but not write."),
    "busy": _("Very busy just now. It will be sent again by itself."),
    "invalid": _("Something isn't right here. Check it and try again."),
    "conflict": _("This has changed meanwhile. Look how it is now."),
}


class Refused(Exception):
    """An action that may not, or can't, be done; nothing was written. `retry_in` is in seconds."""

    def __init__(self, code: Code, message: str | Promise = "", retry_in: float | None = None) -> None:
        super().__init__(code)
        self.code: Code = code
        self.message = message or SENTENCES[code]
        self.retry_in = retry_in
