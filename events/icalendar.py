"""Gatherings as calendars read them: the few lines of RFC 5545 that are needed, after its sections 3.1 (folding), 3.3.11 (escaping),
3.6.1 (VEVENT) and 3.8.7.2 (DTSTAMP)."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from .models import Gathering
from .sharing import where_it_is

FOLD = 75  # octets in a line, without its end
ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": ""})
STATUS = {Gathering.State.CANCELLED: "CANCELLED"}


def calendar_of(gatherings: Iterable[Gathering], name: str = "", video: str = "") -> str:
    """A whole calendar. `video` is the link of a call, for who has a seat."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Birge//events//KY", "CALSCALE:GREGORIAN"]
    lines += [f"X-WR-CALNAME:{escaped(name)}", "REFRESH-INTERVAL;VALUE=DURATION:PT6H"] if name else []
    for gathering in gatherings:
        lines += _lines_of(gathering, video)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in folded(line))


def escaped(text: str) -> str:
    return text.translate(ESCAPED)


def folded(line: str) -> Iterator[str]:
    """The line in pieces of at most 75 octets, never within a letter; each but the first begins with a space."""
    piece, size = "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > FOLD:
            yield piece
            piece, size = " ", 1
        piece, size = piece + letter, size + octets
    yield piece


def _lines_of(gathering: Gathering, video: str) -> list[str]:
    address = f"{settings.ORIGIN}/events/{gathering.pk}/"
    host = settings.ORIGIN.partition("://")[2]
    whom = _("For women only") if gathering.women_only else ""
    about = "\n\n".join(filter(None, [gathering.about, whom, video, address]))
    return [
        "BEGIN:VEVENT",
        f"UID:gathering-{gathering.pk}@{host}",
        f"DTSTAMP:{_moment(timezone.now())}",
        f"DTSTART:{_moment(gathering.starts_at)}",
        f"DTEND:{_moment(gathering.ends_at)}",
        f"SEQUENCE:{gathering.edition}",
        f"STATUS:{STATUS.get(Gathering.State(gathering.state), 'CONFIRMED')}",
        f"SUMMARY:{escaped(gathering.title)}",
        f"LOCATION:{escaped(where_it_is(gathering))}",
        f"DESCRIPTION:{escaped(about)}",
        f"URL:{address}",
        "END:VEVENT",
    ]


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
