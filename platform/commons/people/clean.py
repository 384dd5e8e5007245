"""What people type, made safe to show beside others' words: nothing in it hides, or turns the rest around."""

import re
import unicodedata

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from commons.journal.refusals import Refused

LONGEST_NAME = 40
LONGEST_ABOUT = 300

_PLAIN = re.compile("[ -~«»–—…№А-Яа-яЁёҢңӨөҮүЎўҚқҒғҲҳ]+")  # most of what is written; nothing in it deceives

# What is seen by nobody and deceives everybody: controls, directions, fillers, private use, half characters.
_UNSEEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200c\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\u2800\u3164\ud800-\udfff\ue000-\uf8ff\ufe00-\ufe0e\ufeff\uffa0\ufff0-\uffff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
_PICTURE = "[\u2190-\u21ff\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\ufe0f\U0001f000-\U0001faff]"
_JOINER = re.compile(f"(?<!{_PICTURE})\u200d|\u200d(?!{_PICTURE})")  # between pictures it makes one of two; elsewhere it hides
_BREAK = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_HEAP = re.compile(
    "([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe0f\ufe20-\ufe2f]{3})[\u0300-\u036f"
    "\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe0f\ufe20-\ufe2f]+"
)
_MARKS = "".join(chr(code) for code in range(0x300, 0x1F000) if unicodedata.combining(chr(code)))
_PILE = re.compile(f"([{_MARKS}]{{30}})[{_MARKS}]+")  # no language has so many; putting them in order takes their square

_MARK = "".join(chr(code) for code in range(0x300, 0x1F000) if unicodedata.category(chr(code)).startswith("M"))
_CROWD = re.compile(f"([{_MARK}]{{2}})[{_MARK}]+")
_LOOSE = re.compile(f"(?<!\\S)[{_MARK}]+")


def clean_name(text: str) -> str:
    """A name of 1 to 40 characters with at least one letter. Raises Refused `invalid` or `too_long` with a sentence."""
    name = clean_line(text).lstrip(f"{_MARKS} ")  # a mark in front would sit on what stands before her name
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
    """One line without tricks, with single spaces; two marks at most on a letter, and none on nothing."""
    return " ".join(_LOOSE.sub("", _CROWD.sub(r"\1", without_tricks(text))).split())


def without_tricks(text: str) -> str:
    """The same words in as many lines, without what can't be seen and without heaps of marks."""
    if _PLAIN.fullmatch(text):
        return text
    text = _BREAK.sub("\n", text).replace("\t", " ")
    text = unicodedata.normalize("NFC", _PILE.sub(r"\1", _UNSEEN.sub("", text)))
    return _JOINER.sub("", _HEAP.sub(r"\1", text))
