"""What people are told of gatherings, away from them. Neutral words for a locked phone; `message` stands before a guest's link."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commons.notify.kinds import Readers, notice_group, notice_kind, outdates

NEUTRAL = _("Something new about an event")

notice_group(
    "event",
    _("Events"),
    Readers(
        _("Nothing else reaches these guests of your events: send it to them from your phone."),
        _("May guests of your events see your number?"),
    ),
)


def _kind(name: str, words: Promise, message: Promise | None = None, **how: bool) -> str:
    return notice_kind(f"event-{name}", words, NEUTRAL, message=message, **how)


OFFERED = _kind(
    "offered", _("A place has become free for you"), _("A place has become free for you! Say here whether you come:"), starts_clock=True
)
UNSENT = _kind("unsent", _("A free place waits: send its offer on"))
LINK = _kind(
    "link",
    _("The link to her seat"),
    _("Here is your private link to your seat, for you alone. You didn't ask for one? Then give it back there:"),
    by_hand=True,
)
LAPSED = _kind("lapsed", _("The place went to the next in line"), _("The place that was free went to the next in line. More here:"))
MOVED = _kind(
    "moved",
    _("It is at another time or place"),
    _("Please note: it is at another time or place. Look here, and say it where you can't come:"),
)
CANCELLED = _kind("cancelled", _("The event is cancelled"), _("We are sorry: the event is cancelled. More here:"))
DAY_LEFT = _kind("tomorrow", _("You come tomorrow"), _("You come tomorrow! If you can't, say it here, so that someone else has the place:"))
HOUR_LEFT = _kind("hour", _("It begins in an hour"), _("It begins in an hour! If you can't come, say it here:"), urgent=True)
RELEASED = _kind(
    "released",
    _("The host has given up your seat"),
    _("Your seat has been given up. If that isn't what you wished, ask for one again here:"),
)
HOW_WAS_IT = _kind("feedback", _("How was it?"), _("Thank you for coming! How was it? Three short questions:"))
HOSTING = _kind("hosting", _("You hold this event, too"))
ASKS = _kind("asks", _("Somebody who came asks to join"))
WELCOMED = _kind("welcomed", _("You are one of us now"))

outdates((LAPSED,), (OFFERED,))
outdates((HOUR_LEFT,), (DAY_LEFT,))
outdates((RELEASED,), (OFFERED, MOVED, DAY_LEFT, HOUR_LEFT))
outdates((MOVED,), (DAY_LEFT, HOUR_LEFT))
outdates((HOW_WAS_IT,), (OFFERED, MOVED, DAY_LEFT, HOUR_LEFT))
outdates((LAPSED, MOVED, DAY_LEFT, HOUR_LEFT, RELEASED, HOW_WAS_IT, CANCELLED), (LINK,))  # each brings her link
outdates((CANCELLED,), (OFFERED, LAPSED, MOVED, RELEASED, DAY_LEFT, HOUR_LEFT))
