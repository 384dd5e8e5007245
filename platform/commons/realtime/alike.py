"""What many pages ask for at the same moment, since all have heard the same: read once for all of them.

An app registers how. The address has its view as well, which answers whoever gets nothing here: who isn't signed in, or whom the app gives
nothing. So who may not is told so in one place.
"""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cached_property
from typing import Any

from django.utils.text import compress_string

from commons.people.models import Member

Ask = tuple[Member, str, str]  # who, in which language, and the path
Wish = tuple[Member, str, tuple[int, ...]]  # the same, with the numbers that are in the path

MOST_RANDOM = 100  # bytes, as of every page: its length tells nothing of what is in it


class Given:
    """What is given, as JSON; one for many is written and compressed once."""

    def __init__(self, said: dict[str, Any]) -> None:
        self._said = said

    @cached_property
    def plain(self) -> bytes:
        return json.dumps(self._said).encode()

    @cached_property
    def gzipped(self) -> bytes:
        return compress_string(self.plain, max_random_bytes=MOST_RANDOM)


Answers = Callable[[Collection[Wish]], Mapping[Wish, Given]]

_kinds: list[tuple[re.Pattern[str], Answers]] = []


def alike(path: str) -> Callable[[Answers], Answers]:
    """Answer what is asked for by this path, an expression with numbers as groups; whoever isn't in the answer is given nothing."""

    def register(answers: Answers) -> Answers:
        _kinds.append((re.compile(path), answers))
        return answers

    return register


def is_alike(path: str) -> bool:
    return any(pattern.fullmatch(path) for pattern, _ in _kinds)


def answer(asks: Iterable[Ask]) -> dict[Ask, Given | None]:
    """What each is given; None where it is nothing."""
    asks = list(asks)
    found: dict[Ask, Given | None] = dict.fromkeys(asks)
    for pattern, answers in _kinds:
        wishes: dict[Wish, list[Ask]] = defaultdict(list)
        for ask in asks:
            if match := pattern.fullmatch(ask[2]):
                wishes[ask[0], ask[1], tuple(map(int, match.groups()))].append(ask)
        if wishes:
            for wish, given in answers(list(wishes)).items():
                found.update(dict.fromkeys(wishes[wish], given))
    return found
