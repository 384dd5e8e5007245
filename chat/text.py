"""Words: cleaned when they come in, made into safe HTML when they are shown."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from linkify_it import LinkifyIt
from linkify_it.main import Match

from commons.journal.refusals import Refused
from commons.people.clean import clean_line, without_tricks

LONGEST: Final = 4_000
LONGEST_NAME: Final = 60
NOTHING = _("Write something first.")

_GAP = re.compile("\n{3,}")
_ALONE = re.compile("[\\s\u0300-\u036f\u0483-\u0489\u20d0-\u20ff\ufe0f]+")

_DOTTED = re.compile(r"[^\s.]\.[^\s.]")  # without it there is no address, and most words need no closer look

_links = LinkifyIt(options={"fuzzy_email": False, "fuzzy_ip": False}).add("ftp:", None).add("//", None).add("mailto:", None)


def clean(body: object, may_be_empty: bool = False) -> str:
    """Her words without tricks. Raises Refused: `invalid` where nothing is left, unless it may be, `too_long` past 4,000 characters."""
    if not isinstance(body, str):
        raise Refused("invalid")
    if len(body) > 2 * LONGEST:  # not worth cleaning
        raise Refused("too_long", _("This is too long: a message has at most 4,000 characters."))
    # Line by line, since a pattern that looks for blanks before a line's end tries each of them anew.
    body = _GAP.sub("\n\n", "\n".join(line.rstrip() for line in without_tricks(body).split("\n")))
    body = body.strip()
    if _ALONE.fullmatch(body) or not body:
        if may_be_empty:
            return ""
        raise Refused("invalid", NOTHING)
    if len(body) > LONGEST:
        raise Refused("too_long", _("This is too long: a message has at most 4,000 characters."))
    return body


def clean_name(name: str) -> str:
    """A room's name on one line, perhaps empty. Raises Refused `too_long` past 60 characters."""
    name = clean_line(name[:LONGEST])
    if len(name) > LONGEST_NAME:
        raise Refused("too_long", _("A name has at most 60 characters."))
    return name


def to_html(body: str) -> SafeString:
    """Escaped, with lines kept and web addresses made into links that lend no reputation."""
    matches = _links.match(body) if _DOTTED.search(body) else None
    html = "".join(_linked(body, matches)) if matches else escape(body)
    return SafeString(html.replace("\n", "<br>"))


def _linked(body: str, matches: Iterable[Match]) -> Iterator[str]:
    done = 0
    for match in matches:
        yield escape(body[done : match.index])
        yield f'<a href="{escape(match.url)}" rel="noopener nofollow ugc">{escape(match.text)}</a>'
        done = match.last_index
    yield escape(body[done:])
