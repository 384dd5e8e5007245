"""What people type about themselves, made safe to show beside others' words."""

import re
import unicodedata

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from commons.journal.refusals import Refused

LONGEST_NAME = 40
LONGEST_ABOUT = 300

# Control and format characters turn the direction of what follows, or hide in a name; the rest only looks like nothing.
_UNSEEN = {"Cc", "Cf", "Co", "Cs", "Cn"}
_BLANKS = str.maketrans(dict.fromkeys("\u115f\u1160\u2800\u3164\uffa0", " "))
_PILED_MARKS = re.compile(r"([\u0300-\u036f\u0483-\u0489\u20d0-\u20ff]{2})[\u0300-\u036f\u0483-\u0489\u20d0-\u20ff]+")


def clean_name(text: str) -> str:
    """A name of 1 to 40 characters with at least one letter. Raises Refused `invalid` or `too_long` with a sentence."""
    name = clean_line(text)
    if not any(unicodedata.category(letter).startswith("L") for letter in name):
        raise Refused("invalid", _("Write the name you want to be called, in letters."))
    if len(name) > LONGEST_NAME:
        raise Refused("too_long", _("A name has at most 40 characters. Shorten it a little."))
    return name


def clean_about(text: str) -> str:
    """A few words, at most 300 characters, perhaps none. Raises Refused `too_long` with a sentence."""
    about = clean_line(text)
    if len(about) > LONGEST_ABOUT:
        excess = len(about) - LONGEST_ABOUT
        raise Refused("too_long", ngettext_lazy("This is %d character too long.", "This is %d characters too long.", excess) % excess)
    return about


def clean_line(text: str) -> str:
    """One line without what can't be seen: no control, direction or zero-width characters, single spaces."""
    composed = unicodedata.normalize("NFC", text.translate(_BLANKS))
    seen = "".join(letter if unicodedata.category(letter) not in _UNSEEN else _in_place_of(letter) for letter in composed)
    return " ".join(_PILED_MARKS.sub(r"\1", seen).split())


def _in_place_of(unseen: str) -> str:
    return " " if unseen.isspace() else ""
