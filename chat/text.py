"""Words: cleaned when they come in, made into safe HTML when they are shown."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from linkify_it import LinkifyIt
from linkify_it.main import Match

from commons.journal.refusals import Refused

LONGEST: Final = 4_000
LONGEST_NAME: Final = 60

_PLAIN = re.compile("[ -~«»–—…№А-Яа-яЁёҢңӨөҮүЎўҚқҒғҲҳ]+")  # most of what is written; nothing in it deceives

# What is seen by nobody and deceives everybody: controls, directions, fillers, private use, half characters.
_UNSEEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200c\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\u2800\u3164\ud800-\udfff\ue000-\uf8ff\ufe00-\ufe0e\ufeff\uffa0\ufff0-\uffff"
    "\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
_PICTURE = "[\u2190-\u21ff\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\ufe0f\U0001f000-\U0001faff]"
_JOINER = re.compile(f"(?<!{_PICTURE})\u200d|\u200d(?!{_PICTURE})")  # between pictures it makes one of two; elsewhere it hides
_BREAK = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_GAP = re.compile("\n{3,}")
_HEAP = re.compile(
    "([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe0f\ufe20-\ufe2f]{3})[\u0300-\u036f"
    "\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe0f\ufe20-\ufe2f]+"
)
_MARKS = "".join(chr(code) for code in range(0x300, 0x1F000) if unicodedata.combining(chr(code)))
_PILE = re.compile(f"([{_MARKS}]{{30}})[{_MARKS}]+")  # no language has so many; putting them in order takes their square
_ALONE = re.compile("[\\s\u0300-\u036f\u0483-\u0489\u20d0-\u20ff\ufe0f]+")

_DOTTED = re.compile(r"[^\s.]\.[^\s.]")  # without it there is no address, and most words need no closer look

_links = LinkifyIt(options={"fuzzy_email": False, "fuzzy_ip": False}).add("ftp:", None).add("//", None).add("mailto:", None)


def clean(body: object) -> str:
    """Her words without tricks. Raises Refused: `invalid` where nothing is left, `too_long` past 4,000 characters."""
    if not isinstance(body, str):
        raise Refused("invalid")
    if len(body) > 2 * LONGEST:  # not worth cleaning
        raise Refused("too_long", _("This is too long: a message has at most 4,000 characters."))
    if not _PLAIN.fullmatch(body):
        body = _without_tricks(body)
    body = body.strip()
    if _ALONE.fullmatch(body) or not body:
        raise Refused("invalid", _("Write something first."))
    if len(body) > LONGEST:
        raise Refused("too_long", _("This is too long: a message has at most 4,000 characters."))
    return body


def _without_tricks(body: str) -> str:
    body = _BREAK.sub("\n", body).replace("\t", " ")
    body = unicodedata.normalize("NFC", _PILE.sub(r"\1", _UNSEEN.sub("", body)))
    body = _JOINER.sub("", _HEAP.sub(r"\1", body))
    # Line by line, since a pattern that looks for blanks before a line's end tries each of them anew.
    return _GAP.sub("\n\n", "\n".join(line.rstrip() for line in body.split("\n")))


def clean_name(name: str) -> str:
    """A room's name on one line, perhaps empty. Raises Refused `too_long` past 60 characters."""
    name = " ".join(_JOINER.sub("", _UNSEEN.sub("", _BREAK.sub(" ", name[:LONGEST]))).split())
    if len(name) > LONGEST_NAME:
        raise Refused("too_long", _("A name has at most 60 characters."))
    return unicodedata.normalize("NFC", name)


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
