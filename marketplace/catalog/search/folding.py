"""Letters as a search sees them: whoever types койнок finds көйнөк, and ko'ylak finds кўйлак."""

import re
import unicodedata

MOST_WORDS = 8

_ALIKE = str.maketrans({"ң": "н", "ө": "о", "ү": "у", "ё": "е", "э": "е", "қ": "к", "ғ": "г", "ҳ": "х", "ў": "у", "ъ": None, "ь": None})
_APOSTROPHES = "'’‘ʻʼ`´"
PAIRS = {"o'": "у", "g'": "г", "sh": "ш", "ch": "ч", "yo": "е", "yu": "ю", "ya": "я", "ye": "е", "ts": "ц", "kh": "х", "zh": "ж"}
_LETTERS = str.maketrans("abcdefghijklmnopqrstuvwxyz", "абкдефгхижклмнопкрстуввхйз")
_PAIR = re.compile("|".join(PAIRS))
_APOSTROPHE = re.compile(f"[{_APOSTROPHES}]")
_WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """The words of a text in small letters with single spaces between, letters that are taken for one another made one."""
    plain = _APOSTROPHE.sub("'", unicodedata.normalize("NFKC", text)).casefold()
    plain = _PAIR.sub(lambda pair: PAIRS[pair[0]], plain).replace("'", "").translate(_LETTERS).translate(_ALIKE)
    return " ".join(_WORD.findall(plain))


def tokens(words: str) -> list[str]:
    """What is asked for, word by word; more than a few say nothing new."""
    return list(dict.fromkeys(fold(words[:200]).split()))[:MOST_WORDS]
