"""What people are told of gatherings, away from them. Neutral words for a locked phone; `message` stands before a guest's link."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commons.notify.kinds import notice_group, notice_kind, outdates

NEUTRAL = _("Something new about an event")

notice_group("event", _("Events"))


def _kind(name: str, words: Promise, message: Promise | None = None, *, starts_clock: bool = False) -> str:
    return notice_kind(f"event-{name}", words, NEUTRAL, message=message, starts_clock=starts_clock)


OFFERED = _kind(
    "offered", _("A place has become free for you"), _("A place has become free for you! Say here whether you come:"), starts_clock=True
)
LAPSED = _kind("lapsed", _("The place went to the next in line"), _("The place that was free went to the next in line. More here:"))

outdates((LAPSED,), (OFFERED,))
