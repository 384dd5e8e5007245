"""What they say: little dialogues by topic and language, with days, prices and numbers put in by chance.

A line of `talk/TOPIC.txt` is a speaker's digit and her words; `2>` answers the dialogue's first line, and whoever says a `2*`
coordinates a lab. An empty line ends a dialogue, and `= ky` begins a language.
"""

from pathlib import Path
from random import Random
from typing import NamedTuple

TALK = Path(__file__).parent / "talk"
DAYS = {
    "ky": ["дүйшөмбүдө", "шейшембиде", "шаршембиде", "бейшембиде", "жумада", "ишембиде", "жекшембиде"],
    "ru": ["понедельник", "вторник", "среду", "четверг", "пятницу", "субботу", "воскресенье"],
    "uz-cyrl": ["душанба куни", "сешанба куни", "чоршанба куни", "пайшанба куни", "жума куни", "шанба куни", "якшанба куни"],
}


class Line(NamedTuple):
    """One message: who of the dialogue says it, whether she coordinates, whether it quotes the first, and the words."""

    speaker: int
    coordinates: bool
    quotes: bool
    words: str


Dialogue = list[Line]


def told(topic: str) -> list[tuple[str, Dialogue]]:
    """The dialogues of a topic, each with its language."""
    dialogues: list[tuple[str, Dialogue]] = []
    language, begun = "", False
    for line in (TALK / f"{topic}.txt").read_text().splitlines():
        if line.startswith("= "):
            language, begun = line[2:], False
        elif not line:
            begun = False
        else:
            if not begun:
                dialogues.append((language, []))
                begun = True
            mark, _, words = line.partition(" ")
            dialogues[-1][1].append(Line(int(mark[0]), "*" in mark, ">" in mark, words))
    return dialogues


def filled_in(dialogue: Dialogue, language: str, chance: Random) -> Dialogue:
    """The same dialogue with a day, a price, a number and an hour of its own."""
    put = {
        "{day}": chance.choice(DAYS[language]),
        "{price}": str(chance.randrange(3, 40) * 50),
        "{n}": str(chance.randrange(4, 40)),
        "{hour}": str(chance.randrange(9, 19)),
    }
    return [line._replace(words=_put(line.words, put)) for line in dialogue]


def _put(words: str, put: dict[str, str]) -> str:
    for slot, value in put.items():
        words = words.replace(slot, value)
    return words.replace("в вторник", "во вторник").replace("В вторник", "Во вторник")
