"""What is shown of a live gathering: the same to all, in pages as in frames, so that two thousand pages fetch nothing when it changes.

Nothing of her who looks is in it: which questions she voted for, and what she has answered, is in her page.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils import timezone

from commons.journal.models import Entry
from commons.journal.presenting import presents
from commons.realtime.presenting import erases

from .facts import DeskAsked, GatheringSaid, PollChanged, QuestionHidden, QuestionShown, VotesCounted
from .live_facts import CalledOut, RemarkMade, RemarksRemoved, RestraintLifted, RestraintSet, RoomChanged
from .models import Gathering, Poll, Question, Remark

Presented = dict[tuple[str, int], dict[str, Any]]

erases(QuestionHidden.name, GatheringSaid.name, CalledOut.name, RemarksRemoved.name)


def question_shown(question: Question) -> dict[str, Any]:
    """With its words and whose it is only while everyone sees it."""
    return {
        "type": "question",
        "id": question.pk,
        "state": question.state,
        "text": question.text if question.is_public else "",
        "name": question.name if question.is_public else "",
        "votes": question.votes,
        "pinned": question.pinned_at is not None,
        "answer": question.answer if question.is_public else "",
    }


def poll_shown(poll: Poll) -> dict[str, Any]:
    """In the language of who reads it where its words are the house's; with how it stands where that is shown."""
    return {
        "type": "poll",
        "id": poll.pk,
        "text": poll.words,
        "options": [{"id": pk, "text": said} for pk, said in poll.answers],
        "is_multiple": poll.is_multiple,
        "is_open": poll.is_open,
        "shows_results": poll.shows_results,
        "counts": poll.counts,
    }


def room_shown(gathering: Gathering) -> dict[str, Any]:
    """What can be done in it."""
    return {"type": "room", "id": gathering.pk, "asks": gathering.asks, "pace": gathering.pace}


def remark_shown(remark: Remark) -> dict[str, Any]:
    """With its words while nobody has taken it away."""
    return {
        "type": "remark",
        "id": remark.pk,
        "text": remark.text,
        "name": remark.name if remark.removed_at is None else "",
        "is_hosts": remark.is_hosts,
        "at": f"{timezone.localtime(remark.said_at):%H:%M}",
        "removed": remark.removed_at is not None,
    }


@presents(RemarkMade.name)
def present_remarks(entries: Sequence[Entry], language: str) -> Presented:
    remarks = Remark.objects.select_related("member", "seat__member", "seat__guest").in_bulk(_all(entries, "remark"))
    gone = {"type": "remark", "removed": True}
    return {
        (entry.stream, entry.seq): remark_shown(remarks[pk]) if (pk := entry.data["remark"]) in remarks else {**gone, "id": pk}
        for entry in entries
    }


@presents(RemarksRemoved.name)
def present_removed(entries: Sequence[Entry], language: str) -> Presented:
    """Which ones are to go."""
    return {(entry.stream, entry.seq): {"type": "removed", "remarks": entry.data["remarks"]} for entry in entries}


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


@presents(RoomChanged.name)
def present_rooms(entries: Sequence[Entry], language: str) -> Presented:
    """What can be done in it by now."""
    gatherings = Gathering.objects.in_bulk(_all(entries, "gathering"))
    return {(entry.stream, entry.seq): room_shown(gatherings[pk]) for entry in entries if (pk := entry.data["gathering"]) in gatherings}


@presents(CalledOut.name)
def present_calls(entries: Sequence[Entry], language: str) -> Presented:
    """What a host says to everybody by now."""
    words = dict(Gathering.objects.filter(pk__in=_all(entries, "gathering")).values_list("pk", "called_out"))
    return {
        (entry.stream, entry.seq): {"type": "called", "id": (pk := entry.data["gathering"]), "text": words.get(pk, "")} for entry in entries
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


@presents(RestraintSet.name, RestraintLifted.name)
def present_restraints(entries: Sequence[Entry], language: str) -> Presented:
    """That there is one, or not any more; the hosts, who are few, fetch the rest."""
    return {(entry.stream, entry.seq): {"type": "restraint", "id": entry.data["restraint"]} for entry in entries}
