"""Votes: one a person, held by a constraint. All are told of many at once, since a hundred may vote in a second (tallying.py)."""

from collections.abc import Collection, Sequence

from django.db import IntegrityError
from django.db.models import F

from commons.journal.queueing import in_turn
from commons.journal.refusals import Refused
from commons.journal.writing import atomic, record
from commons.people.models import Guest, Member

from ..facts import BallotCast, QuestionVoted, VotesCounted
from ..models import Ballot, Choice, Gathering, Poll, PollOption, Question, Vote
from ..refusals import PollClosed
from ..streams import live_stream, votes_stream
from .asking import check_part
from .counting import ITSELF


@in_turn
def vote(question: Question, who: Member | Guest, on: bool = True) -> None:
    """She wants to know it, too; or (`on` is false) not any more. Twice is once.

    Raises Refused: `forbidden` for who doesn't take part, `read_only` where it isn't live, `conflict` where it isn't open any more.
    """
    check_part(who, Gathering.objects.get(pk=question.gathering_id))
    try:
        with atomic():
            votes = Question.objects.filter(pk=question.pk, state=Question.State.OPEN)
            if not votes.update(votes=F("votes") + (1 if on else -1)):
                raise Refused("conflict")
            if on:
                Vote.objects.create(question=question, who=who.actor)
            elif not Vote.objects.filter(question=question, who=who.actor).delete()[0]:
                raise NothingChanged
            record(
                QuestionVoted(
                    stream=votes_stream(question.gathering_id),
                    actor=who.actor,
                    gathering=question.gathering_id,
                    question=question.pk,
                    on=on,
                )
            )
    except (IntegrityError, NothingChanged):
        if not Question.objects.filter(pk=question.pk).exists():
            raise Refused("conflict") from None


@in_turn
def cast_ballot(poll: Poll, who: Member | Guest, options: Collection[int]) -> None:
    """Her answer: one option, or several where the poll takes several. The first counts; twice is once.

    Raises Refused: `forbidden`, `read_only` as for a vote, PollClosed; `invalid` for what is no answer.
    """
    check_part(who, Gathering.objects.get(pk=poll.gathering_id))
    chosen = list(PollOption.objects.filter(poll=poll, pk__in=set(options)))
    if not chosen or len(chosen) != len(set(options)) or (len(chosen) > 1 and not poll.is_multiple):
        raise Refused("invalid")
    try:
        with atomic():
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


class NothingChanged(Exception):
    """She had no vote to take back; the transaction is rolled back."""
