"""Presenting: what people see of a fact, made from the tables when it is read, never kept in the journal."""

import logging
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db import DatabaseError, InterfaceError
from django.utils import translation

from .models import Entry

logger = logging.getLogger("birge.journal")

Presented = Mapping[tuple[str, int], dict[str, Any]]
Presenter = Callable[[Sequence[Entry], str], Presented]

_presenters: dict[str, Presenter] = {}


def presents(*facts: str) -> Callable[[Presenter], Presenter]:
    """Register a presenter: given entries of these facts and a language, the data of each by (stream, seq)."""

    def register(presenter: Presenter) -> Presenter:
        for fact in facts:
            _presenters[fact] = presenter
        return presenter

    return register


def present(entries: Sequence[Entry], language: str) -> list[dict[str, Any]]:
    """The entries as wire facts `{seq, fact, at, by, data}` in one language, in their order.

    One that can't be presented keeps only its place, `{seq}`, and takes no other with it. Raises DatabaseError when the tables
    can't be read just now.
    """
    try:
        return _present(entries, language)
    except (DatabaseError, InterfaceError):
        raise
    except Exception:
        if len(entries) == 1:
            logger.exception("%s can't be presented; it keeps only its place.", entries[0])
            return [{"seq": entries[0].seq}]
    return [fact for entry in entries for fact in present([entry], language)]


def _present(entries: Sequence[Entry], language: str) -> list[dict[str, Any]]:
    groups: dict[Presenter, list[Entry]] = defaultdict(list)
    for entry in entries:
        if presenter := _presenters.get(entry.fact):
            groups[presenter].append(entry)
    data: dict[tuple[str, int], dict[str, Any]] = {}
    with translation.override(language):
        for presenter, its_own in groups.items():
            data.update(presenter(its_own, language))
    return [wire_fact(entry, data.get((entry.stream, entry.seq), entry.data)) for entry in entries]


def wire_fact(entry: Entry, data: dict[str, Any]) -> dict[str, Any]:
    """One fact as it travels; `at` is UTC in ISO 8601."""
    at = entry.at.strftime("%Y-%m-%dT%H:%M:%S.") + f"{entry.at.microsecond // 1000:03}Z"
    return {"seq": entry.seq, "fact": entry.fact, "at": at, "by": entry.actor, "data": data}
