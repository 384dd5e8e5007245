"""Facts as text: presented once per language, serialised once. Runs in a thread, since presenters read tables."""

import json
import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from commons.journal.models import Entry
from commons.journal.presenting import present

from . import protocol

logger = logging.getLogger("birge.realtime")

_erasing: set[str] = set()


def erases(*facts: str) -> None:
    """These facts take words back: what was presented before one of them is kept nowhere and presented again."""
    _erasing.update(facts)


def is_erasing(fact: str) -> bool:
    return fact in _erasing


class Counts(dict[str, int]):
    """Counts by label for the `counts` of presented data, which know who is in them: whom she doesn't meet isn't counted for her.

    `apart` has the labels of each actor; it doesn't travel.
    """

    def __init__(self, counts: Mapping[str, int], apart: Mapping[str, Sequence[str]]) -> None:
        super().__init__(counts)
        self.apart = apart


@dataclass(frozen=True, slots=True)
class Told:
    """A fact as text, the same for all, and who is in its counts."""

    text: str
    apart: Mapping[str, Sequence[str]]

    def without(self, hidden: frozenset[str]) -> str:
        """The text with counts in which none of these are."""
        labels = [label for actor in hidden.intersection(self.apart) for label in self.apart[actor]]
        if not labels:
            return self.text
        fact = json.loads(self.text)
        counts = fact["data"]["counts"]
        fact["data"]["counts"] = {label: left for label, count in counts.items() if (left := count - labels.count(label)) > 0}
        return protocol.encode(fact)


def as_texts(entries: Sequence[Entry], languages: Iterable[str]) -> dict[str, list[Told]]:
    """The entries' facts as text, by language. Raises DatabaseError when the tables can't be read just now."""
    return {language: [_text(fact) for fact in present(entries, language)] for language in languages}


def _text(fact: dict[str, Any]) -> Told:
    try:
        return _told(fact)
    except (TypeError, ValueError):
        logger.exception("%s %s is no JSON; it keeps only its place.", fact["fact"], fact["seq"])
        return _told({"seq": fact["seq"]})


def _told(fact: dict[str, Any]) -> Told:
    counts = fact.get("data", {}).get("counts")
    return Told(protocol.encode(fact), counts.apart if isinstance(counts, Counts) else {})
