"""What customers ask for and say afterwards, as `words.txt` has it: `= topic` begins one, below it a language and a few words a line."""

from collections import Counter, defaultdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .telling import Tale

WORDS = Path(__file__).parent / "words.txt"
_heard: dict[int, Counter[str]] = defaultdict(Counter)
GUESTS = (
    *("Айнура", "Нургүл", "Бермет", "Жылдыз", "Гүлмира", "Асель", "Чынара", "Кундуз", "Мээрим", "Назгүл", "Эльмира", "Сайкал"),
    *("Ольга", "Марина", "Светлана", "Татьяна", "Ирина", "Азамат", "Бакыт", "Эрмек", "Тилек", "Нурлан"),
    *("Дилором", "Зулфия", "Мадина", "Гулчехра", "Шоира", "Баҳодир", "Рустам"),
)


def brief_for(tale: "Tale") -> str:
    """In the language of who asks, about what is asked for."""
    return _one_of(tale, tale.listing.kind)


def review_for(tale: "Tale", was_late: bool) -> str:
    """Of some there are stars alone."""
    if tale.chance.random() >= 0.8:
        return ""
    return _one_of(tale, "late" if was_late and not tale.is_for_its_day else f"review {tale.listing.kind}")


def answer_for(tale: "Tale") -> str:
    """In the maker's own language."""
    return _pick(tale, "answer", tale.listing.shop.member.language)


def _one_of(tale: "Tale", topic: str) -> str:
    return _pick(tale, topic, tale.customer.language)


def _pick(tale: "Tale", topic: str, language: str) -> str:
    """What was said least often in her shop so far: nobody reads the same three times over."""
    said = _words()[topic]
    lines = said.get(language) or said["ky"]
    heard = _heard[tale.listing.shop_id]
    line = min(lines, key=lambda one: (heard[one], tale.chance.random()))
    heard[line] += 1
    return line


@cache
def _words() -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    topic = ""
    for line in WORDS.read_text().splitlines():
        head, _, rest = line.partition(" ")
        if head == "=":
            topic = rest
        else:
            found[topic][head].append(rest)
    return found
