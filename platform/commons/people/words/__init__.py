"""The three words a member keeps: picked from her language's list, read back however she types them."""

import re
import secrets
import unicodedata
from functools import cache
from pathlib import Path

COUNT = 3

# A Russian keyboard lacks these letters; no list has two words that differ in them alone.
_FOLDED = str.maketrans("ёңөүқғҳў", "еноукгху")
_BETWEEN_WORDS = re.compile(r"[\s,;.\-‐-―]+")


def pick(language: str) -> str:
    """Three different words of the language, as she is shown them. A language without a list gets English words."""
    words = listed(language)
    picked: list[str] = []
    while len(picked) < COUNT:
        word = secrets.choice(words)
        if word not in picked:
            picked.append(word)
    return " ".join(picked)


def normalise(text: str) -> str:
    """What is hashed and compared: capitals, commas, hyphens and letters her keyboard lacks make no difference."""
    return _BETWEEN_WORDS.sub(" ", unicodedata.normalize("NFKC", text).casefold().translate(_FOLDED)).strip()


@cache
def listed(language: str) -> tuple[str, ...]:
    """The language's words, ours to the last one, in the order of the file."""
    folder = Path(__file__).parent
    file = folder / f"{language.replace('-', '_')}.txt"
    return tuple((file if file.exists() else folder / "en.txt").read_text(encoding="utf-8").split())
