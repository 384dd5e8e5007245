"""Facts as text: presented once per language, serialised once. Runs in a thread, since presenters read tables."""

import logging
from collections.abc import Iterable, Sequence

from django.db import DatabaseError, InterfaceError

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


def as_texts(entries: Sequence[Entry], languages: Iterable[str]) -> dict[str, list[str]]:
    """The texts of the entries' facts, by language. Raises DatabaseError when the tables can't be read just now."""
    return {language: _in_language(entries, language) for language in languages}


def _in_language(entries: Sequence[Entry], language: str) -> list[str]:
    try:
        return [protocol.encode(fact) for fact in present(entries, language)]
    except (DatabaseError, InterfaceError):
        raise
    except Exception:
        if len(entries) == 1:
            logger.exception("%s can't be presented; it keeps only its place.", entries[0])
            return [protocol.encode({"seq": entries[0].seq})]
    return [text for entry in entries for text in _in_language([entry], language)]
