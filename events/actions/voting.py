"""Votes: one a person, held by a constraint. All are told of many at once, since a hundred may vote in a second (tallying.py)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import IntegrityError
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from commons.journal.queueing import in_turn
from commons.journal.refusals import Refused
from commons.journal.writing import atomic, record
from commons.people.models import Guest, Member

from ..facts import BallotCast, QuestionVoted, VotesCounted
from ..models import Ballot, Choice, Gathering, Poll, PollOption, Question, Vote
from ..refusals import NotLive, PollClosed
from ..streams import live_stream, votes_stream
from .asking import check_part
from .counting import ITSELF


@dataclass(frozen=True)
class VoteDraft:
    """She wants to know this question, too; or (`on` is false) not any more."""

    who: Member | Guest
    gathering_id: int
    question_id: int
    on: bool


def vote(question: Question, who: Member | Guest, on: bool = True) -> None:
    """She wants to know it, too; or (`on` is false) not any more. Twice is once.

    Raises Refused: `forbidden` for who doesn't take part, `read_only` where it isn't live, `conflict` where it isn't open any more.
    """
    if (refused := give_votes([VoteDraft(who, question.gathering_id, question.pk, on)])[0]) is not None:
        raise refused


@in_turn
def give_votes(batch: Sequence[VoteDraft]) -> list[Refused | None]:
    """Many votes in one transaction. Returns why each is refused, as `vote` does, None where it isn't; `invalid` where there is no such
    question. One's refusal is not another's.
    """
    answers = _refusals(batch)
    with atomic():
        asked = _held({draft.question_id for draft, refused in zip(batch, answers, strict=True) if refused is None})
        actors = {draft.who.actor for draft in batch}
        given = set(Vote.objects.filter(question__in=asked, who__in=actors).values_list("question", "who"))
        before, facts = frozenset(given), []
        for place, draft in enumerate(batch):
            question, vote = asked.get(draft.question_id), (draft.question_id, draft.who.actor)
            if answers[place] is not None:
                continue
            if question is None or question.gathering_id != draft.gathering_id:
                answers[place] = Refused("invalid")
            elif question.gathering.state != Gathering.State.LIVE:
                answers[place] = NotLive()
            elif question.state != Question.State.OPEN:
                answers[place] = Refused("conflict")
            elif draft.on != (vote in given):
                (given.add if draft.on else given.remove)(vote)
                facts.append(_voted(draft))
        _write(before, given)
        if facts:
            record(*facts)
    return answers


@in_turn
def cast_ballot(poll: Poll, who: Member | Guest, options: Collection[int]) -> None:
    """Her answer: one option, or several where the poll takes several. The first counts; twice is once.

    Raises Refused: `forbidden`, `read_only` as for a vote, PollClosed; `invalid` for what is no answer.
    """
    check_part(who, Gathering.objects.get(pk=poll.gathering_id))
    if not options:
        raise Refused("invalid", _("Choose an answer first."))
    chosen = [option for option in PollOption.objects.filter(poll=poll) if option.pk in options]
    if not chosen or len(chosen) != len(set(options)) or (len(chosen) > 1 and not poll.is_multiple):
        raise Refused("invalid")
    try:
        with atomic():
            gathering = Gathering.objects.select_for_update(no_key=True).get(pk=poll.gathering_id)
            if gathering.state != Gathering.State.LIVE:
                raise NotLive
            if not Poll.objects.filter(pk=poll.pk, closed_at=None).update(ballots=F("ballots") + 1):
                raise PollClosed
            ballot = Ballot.objects.create(poll=poll, who=who.actor)
            Choice.objects.bulk_create(Choice(ballot=ballot, option=option) for option in chosen)
            PollOption.objects.filter(pk__in=[option.pk for option in chosen]).update(votes=F("votes") + 1)
            record(BallotCast(stream=votes_stream(poll.gathering_id), actor=who.actor, gathering=poll.gathering_id, poll=poll.pk))
    except IntegrityError:  # she has answered
        return


def count_votes(gathering_id: int, questions: Sequence[int], polls: Sequence[int]) -> None:
    """Say to all that these were voted on; how many did, is read when they are told."""
    with atomic():
        stream = live_stream(gathering_id)
        record(VotesCounted(stream=stream, actor=ITSELF, gathering=gathering_id, questions=list(questions), polls=list(polls)))


def _refusals(batch: Sequence[VoteDraft]) -> list[Refused | None]:
    """Who doesn't take part; asked before anybody waits for the transaction, once for each."""
    gatherings = Gathering.objects.in_bulk({draft.gathering_id for draft in batch})
    found: dict[tuple[str, int], Refused | None] = {}
    for draft in batch:
        if (one := (draft.who.actor, draft.gathering_id)) not in found:
            found[one] = _refusal(draft.who, gatherings.get(draft.gathering_id))
    return [found[draft.who.actor, draft.gathering_id] for draft in batch]


def _refusal(who: Member | Guest, gathering: Gathering | None) -> Refused | None:
    if gathering is None:
        return Refused("forbidden")
    try:
        check_part(who, gathering)
    except Refused as refused:
        return refused
    return None


def _held(questions: Collection[int]) -> dict[int, Question]:
    """As they are now, in this transaction's hands: their gatherings before them, as hosts do (asking.py), each in their order."""
    gatherings = Question.objects.filter(pk__in=questions).values("gathering")
    list(Gathering.objects.filter(pk__in=gatherings).order_by("pk").select_for_update(no_key=True).values_list("pk"))
    asked = Question.objects.select_related("gathering").filter(pk__in=questions).order_by("pk")
    return {question.pk: question for question in asked.select_for_update(of=("self",), no_key=True)}


def _write(before: Collection[tuple[int, str]], after: Collection[tuple[int, str]]) -> None:
    """The rows that are new, and those taken back; and how many each question has."""
    new, gone = set(after) - set(before), set(before) - set(after)
    Vote.objects.bulk_create(Vote(question_id=question, who=who) for question, who in sorted(new))
    for question in {question for question, _who in new | gone}:
        added = sum(one == question for one, _who in new)
        taken = [who for one, who in gone if one == question]
        Vote.objects.filter(question=question, who__in=taken).delete()
        Question.objects.filter(pk=question).update(votes=F("votes") + added - len(taken))


def _voted(draft: VoteDraft) -> QuestionVoted:
    stream, number = votes_stream(draft.gathering_id), draft.gathering_id
    return QuestionVoted(stream=stream, actor=draft.who.actor, gathering=number, question=draft.question_id, on=draft.on)
