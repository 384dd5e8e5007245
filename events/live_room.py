"""All that the page of a live gathering shows, read in a number of queries that doesn't grow, and bounded however much was asked."""

from typing import Any
from uuid import uuid4

from django.http import HttpRequest

from commons.journal.reading import heads
from commons.people.models import Block, Guest, Member
from commons.people.passes import passes_of
from commons.people.viewer import member_of
from commons.realtime.doors import lets_in

from .live import poll_shown, question_shown, remark_shown
from .may import has_seat, holds, is_restrained, takes_part
from .models import Ballot, Gathering, Poll, Question, Remark, Seat, Vote
from .reacting import SIGNS
from .seeing import hers

MOST_QUESTIONS, MOST_POLLS, MOST_REMARKS = 100, 5, 50


def who_takes_part(request: HttpRequest, gathering: Gathering) -> Member | Guest | None:
    """Who is before the page: the member, else the guest whose link to a seat there this browser has opened."""
    if (member := member_of(request)) is not None:
        return member
    if not passes_of(request):
        return None
    seat = Seat.objects.coming().filter(hers(request), gathering=gathering).select_related("guest").first()
    return seat.guest if seat else None


def live_room(request: HttpRequest, gathering: Gathering, who: Member | Guest | None) -> dict[str, Any]:
    """What everyone sees of it, what is hers, and from where its streams go on."""
    streams = [stream for stream in (gathering.live_stream, gathering.stream) if lets_in(request, stream)]
    reached = heads(streams)
    fresh = Gathering.objects.select_related("lab", "host__lab").get(pk=gathering.pk)
    questions, polls = shown_questions(fresh, who), shown_polls(fresh)
    voted, answered = _hers(questions, polls, who)
    return {
        "gathering": fresh,
        "live": " ".join(streams),
        "heads": " ".join(str(reached[stream]) for stream in streams),
        "takes_part": who is not None and takes_part(who, fresh),
        "recording": recording_for(who, fresh),
        "is_muted": who is not None and is_restrained(who, fresh),
        "keeps_safe": isinstance(who, Member) and holds(who, fresh),
        "remarks": shown_remarks(fresh, who) if fresh.state == Gathering.State.LIVE and fresh.pace is not None else [],
        "questions": [question | {"voted": question["id"] in voted} for question in questions],
        "polls": [poll | {"answered": poll["id"] in answered} for poll in polls],
        "signs": SIGNS,
        "most_remarks": MOST_REMARKS,
        "key": uuid4(),
        "said_key": uuid4(),
    }


def recording_for(who: Member | Guest | None, gathering: Gathering) -> str:
    """Where she may watch it, who sees its live page: everyone where that is public, else those who have a seat or hold it."""
    if gathering.state != Gathering.State.ENDED or not gathering.recording:
        return ""
    hers = who is not None and (has_seat(who, gathering) or (isinstance(who, Member) and holds(who, gathering)))
    return gathering.recording if gathering.has_public_pages or hers else ""


def shown_questions(gathering: Gathering, who: Member | Guest | None = None) -> list[dict[str, Any]]:
    """Those everyone sees, as they stand; none that a woman asked whom she doesn't meet."""
    asked = Question.objects.shown().with_names().filter(gathering=gathering)
    if isinstance(who, Member) and (unmet := Block.objects.hidden_from(who)):
        asked = asked.exclude(member__in=unmet, is_anonymous=False)
    return [question_shown(question) for question in asked[:MOST_QUESTIONS]]


def shown_remarks(gathering: Gathering, who: Member | Guest | None = None, before: int | None = None) -> list[dict[str, Any]]:
    """The last of the chat, or those before one of it, in their order; none of a woman whom she doesn't meet."""
    said = Remark.objects.shown().filter(gathering=gathering)
    if before is not None:
        said = said.filter(pk__lt=before)
    if isinstance(who, Member) and (unmet := Block.objects.hidden_from(who)):
        said = said.exclude(member__in=unmet)
    return [remark_shown(remark) for remark in reversed(said[:MOST_REMARKS])]


def shown_polls(gathering: Gathering, to_host: bool = False) -> list[dict[str, Any]]:
    """The last ones, with how each stands where that is shown; a host sees it always."""
    last = list(Poll.objects.shown().filter(gathering=gathering)[:MOST_POLLS])
    polls = [poll_shown(poll) for poll in last]
    if to_host:
        for poll, kept in zip(polls, last, strict=True):
            poll["counts"] = {"ballots": kept.ballots, "options": {option.pk: option.votes for option in kept.options.all()}}
    for poll in polls:
        counts = poll["counts"]
        for option in poll["options"]:
            option["votes"] = counts["options"].get(option["id"], 0)
            option["percent"] = round(100 * option["votes"] / counts["ballots"]) if counts["ballots"] else 0
    return polls


def _hers(questions: list[dict[str, Any]], polls: list[dict[str, Any]], who: Member | Guest | None) -> tuple[set[int], set[int]]:
    """Which she voted for, and which polls she has answered."""
    if who is None:
        return set(), set()
    voted = Vote.objects.filter(question__in=[one["id"] for one in questions], who=who.actor)
    answered = Ballot.objects.filter(poll__in=[one["id"] for one in polls], who=who.actor)
    return set(voted.values_list("question", flat=True)), set(answered.values_list("poll", flat=True))
