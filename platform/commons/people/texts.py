"""What is written about a thing that others see, such as a service or a gathering: made safe to show, and short enough."""

import unicodedata
from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from commons.journal.refusals import Refused
from commons.ui.languages import SPOKEN

from .clean import clean_line, without_tricks

LONGEST_NAME = 80
LONGEST_ABOUT = 1_000


def clean_title(text: str) -> str:
    """A name on one line with at least one letter, perhaps none. Raises Refused `invalid` or `too_long` with a sentence."""
    title = clean_line(text)
    if title and not any(unicodedata.category(letter).startswith("L") for letter in title):
        raise Refused("invalid", _("Write the name in letters, so that it can be found and read aloud."))
    return _short(title, LONGEST_NAME)


def clean_lines(text: str, longest: int = LONGEST_ABOUT) -> str:
    """A few lines, perhaps none. Raises Refused `too_long` with a sentence."""
    lines = (clean_line(line) for line in without_tricks(text).split("\n"))
    return _short("\n".join(lines).strip(), longest)


def clean_texts(texts: Mapping[str, str]) -> dict[str, str]:
    """Those of the languages of the house that aren't empty."""
    return {code: text for code in SPOKEN if (text := texts.get(code, ""))}


def _short(text: str, longest: int) -> str:
    if (excess := len(text) - longest) > 0:
        raise Refused("too_long", ngettext_lazy("This is %d character too long.", "This is %d characters too long.", excess) % excess)
    return text
