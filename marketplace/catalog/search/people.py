"""Women found by what is typed of their names, as it is heard: айгул and aigul find Айгүл, асел finds Асель."""

import re

from django.db.models import Q

from .folding import PAIRS, fold, tokens

APOSTROPHE = "['’ʻʼ]"
SILENT = "[ьЬъЪ'’ʻʼ]*"
ALIKE = "ий"  # Latin letters write both as i


def called(words: str) -> Q:
    """In whose name each of these words is. By a regular expression, since SQLite knows no Cyrillic letters as small or large."""
    found = Q()
    for word in tokens(words):
        found &= Q(name__regex="".join(_HEARD.get(letter) or re.escape(letter) for letter in word))
    return found


def _heard_as() -> dict[str, str]:
    """Each folded letter, and a pattern of all that is folded to it."""
    letters: dict[str, str] = {}
    for letter in map(chr, (*range(0x41, 0x5B), *range(0x61, 0x7B), *range(0x400, 0x530))):
        folded = fold(letter)
        letters[folded] = letters.get(folded, "") + letter
    letters |= dict.fromkeys(ALIKE, "".join(letters[one] for one in ALIKE))
    return {one: f"(?:{'|'.join([f'[{them}]', *_pairs_of(one)])}){SILENT}" for one, them in letters.items() if len(one) == 1}


def _pairs_of(folded: str) -> list[str]:
    return ["".join(APOSTROPHE if one == "'" else f"[{one.upper()}{one}]" for one in pair) for pair in PAIRS if PAIRS[pair] == folded]


_HEARD = _heard_as()
