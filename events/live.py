"""What is shown of a live gathering: the same to all, in pages as in frames, so that two thousand pages fetch nothing when it changes.

Nothing of her who looks is in it: which questions she voted for, and what she has answered, is in her page.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from commons.journal.models import Entry
from commons.journal.presenting import presents
from commons.realtime.presenting import erases

from .facts import DeskAsked, GatheringSaid, PollChanged, QuestionHidden, QuestionShown, VotesCounted
from .models import Gathering, Poll, Question

Presented = dict[tuple[str, int], dict[str, Any]]

erases(QuestionHidden.name, GatheringSaid.name)


def question_shown(question: Question) -> dict[str, Any]:
    """With its words and whose it is only while everyone sees it."""
    is_public = question.state in Question.PUBLIC
    return {
        "type": "question",
        "id": question.pk,
        "state": question.state,
        "text": question.text if is_public else "",
        "name": question.name if is_public else "",
        "votes": question.votes,
        "pinned": question.pinned_at is not None,
    }


def poll_shown(poll: Poll) -> dict[str, Any]:
    """With how it stands where that is shown."""
    return {
        "type": "poll",
        "id": poll.pk,
        "text": poll.text,
        "options": [{"id": option.pk, "text": option.text} for option in poll.options.all()],
        "is_multiple": poll.is_multiple,
        "is_open": poll.is_open,
        "shows_results": poll.shows_results,
        "counts": poll.counts,
    }


@presents(QuestionShown.name, QuestionHidden.name)
def present_questions(entries: Sequence[Entry], language: str) -> Presented:
    questions = Question.objects.with_names().in_bulk(_all(entries, "question"))
    gone = {"type": "question", "state": Question.State.DECLINED}
    return {
        (entry.stream, entry.seq): question_shown(questions[pk]) if (pk := entry.data["question"]) in questions else {**gone, "id": pk}
        for entry in entries
    }


@presents(DeskAsked.name)
def present_asked(entries: Sequence[Entry], language: str) -> Presented:
    """Which one: the hosts, who are few, fetch its words."""
    return {(entry.stream, entry.seq): {"type": "question", "id": entry.data["question"]} for entry in entries}


@presents(PollChanged.name)
def present_polls(entries: Sequence[Entry], language: str) -> Presented:
    polls = Poll.objects.prefetch_related("options").in_bulk(_all(entries, "poll"))
    return {(entry.stream, entry.seq): poll_shown(polls[entry.data["poll"]]) for entry in entries if entry.data["poll"] in polls}


@presents(GatheringSaid.name)
def present_words(entries: Sequence[Entry], language: str) -> Presented:
    """What is being said by now."""
    words = dict(Gathering.objects.filter(pk__in=_all(entries, "gathering")).values_list("pk", "said_now"))
    return {
        (entry.stream, entry.seq): {"type": "said", "id": (pk := entry.data["gathering"]), "text": words.get(pk, "")} for entry in entries
    }


@presents(VotesCounted.name)
def present_votes(entries: Sequence[Entry], language: str) -> Presented:
    """How many want to know each, and have answered each, as it is now; what they answered where the results are shown."""
    questions = dict(Question.objects.filter(pk__in=_each(entries, "questions")).values_list("pk", "votes"))
    polls = Poll.objects.prefetch_related("options").in_bulk(_each(entries, "polls"))
    return {
        (entry.stream, entry.seq): {
            "type": "votes",
            "questions": {pk: questions[pk] for pk in entry.data["questions"] if pk in questions},
            "polls": {pk: polls[pk].counts for pk in entry.data["polls"] if pk in polls},
        }
        for entry in entries
    }


def _all(entries: Iterable[Entry], name: str) -> set[int]:
    return {entry.data[name] for entry in entries}


def _each(entries: Iterable[Entry], name: str) -> set[int]:
    return {pk for entry in entries for pk in entry.data[name]}
