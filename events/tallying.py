"""Telling how many voted: gathered for a second, and told to all at once. A hundred votes a second would be so many frames to everyone.

Who votes does so in a process that serves. What a command would vote nobody is told of, until the next vote or the next look at the page.
"""

from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from django.db import DatabaseError

from commons.journal.models import Entry
from commons.realtime.hub import Hub, serving

from .actions import count_votes
from .facts import BallotCast, QuestionVoted

GATHERED_SECONDS = 1.0


@dataclass
class Gathered:
    """What was voted on meanwhile."""

    questions: set[int] = field(default_factory=set)
    polls: set[int] = field(default_factory=set)


_gathered: WeakKeyDictionary[Hub, dict[int, Gathered]] = WeakKeyDictionary()


def gather(entries: list[Entry]) -> None:
    """After every commit, in the committing thread: votes are told within a second."""
    votes = [entry for entry in entries if entry.fact in (QuestionVoted.name, BallotCast.name)]
    hub = serving() if votes else None
    if hub is not None:
        with suppress(RuntimeError):  # the loop has just ended
            hub.loop.call_soon_threadsafe(_gather, hub, votes)


def _gather(hub: Hub, votes: list[Entry]) -> None:
    for entry in votes:
        on_question = entry.fact == QuestionVoted.name
        voted = {entry.data["question" if on_question else "poll"]}
        _add(hub, entry.data["gathering"], voted if on_question else set(), set() if on_question else voted)


def _add(hub: Hub, gathering_id: int, questions: set[int], polls: set[int]) -> None:
    due = _gathered.setdefault(hub, defaultdict(Gathered))
    if gathering_id not in due:
        hub.loop.call_later(GATHERED_SECONDS, _begin, hub, gathering_id)
    due[gathering_id].questions |= questions
    due[gathering_id].polls |= polls


def _begin(hub: Hub, gathering_id: int) -> None:
    hub.spawn(_tell(hub, gathering_id))


async def _tell(hub: Hub, gathering_id: int) -> None:
    gathered = _gathered[hub].pop(gathering_id)
    try:
        await hub.ask_database(count_votes, gathering_id, sorted(gathered.questions), sorted(gathered.polls))
    except DatabaseError:  # busy: with those of the next second
        _add(hub, gathering_id, gathered.questions, gathered.polls)
        raise
