"""A guest's seat becomes a member's, with what she asked and voted by its link: a part of the actions that say whose it is."""

from typing import Any

from django.db.models import Exists, F, OuterRef

from commons.journal.facts import Fact
from commons.journal.refusals import Refused
from commons.notify.actions import seen_about
from commons.people.actions import take_pass
from commons.people.models import Guest, Member

from ..facts import SeatClaimed, VotesCounted
from ..models import Ballot, Certificate, Feedback, Gathering, Poll, PollOption, Question, Remark, Restraint, Seat, Vote
from .asking import facts_of_question
from .counting import ITSELF, facts_of_seat, move
from .seating import release
from .versions import write

STRENGTH = {Seat.State.TAKEN: 2, Seat.State.OFFERED: 1}


def hand_over(seat: Seat, guest: Guest, member: Member) -> list[Fact]:
    """From now on it is hers by her account, and her private link opens nothing any more.

    Where she has a seat there by her account, too, one of them stays: where she is there, what was given to her, what is for more of them.
    Raises Refused `forbidden` where the link has ended: another was quicker; `conflict` where the seat has moved at this very moment.
    """
    gathering = Gathering.objects.select_for_update(no_key=True).get(pk=seat.gathering_id)
    if (ended := take_pass(guest, seat.stream, guest.actor)) is None:
        raise Refused("forbidden")
    facts: list[Fact] = [ended, *seen_about(guest.actor, seat.stream)]
    seat = Seat.objects.whole().get(pk=seat.pk)
    other = Seat.objects.standing().whole().filter(gathering=gathering, who=member.actor).first()
    if other is not None and seat.state in Seat.STANDING:
        kept, left = (other, seat) if _weight(seat) <= _weight(other) else (seat, other)
        facts += release(left, member.actor)
        _hand_on_what_came_of_it(kept, left)
    _restraints(gathering, guest, member)
    if not move(seat, seat.state, member=member, guest=None, who=member.actor):
        raise Refused("conflict")
    return [*facts, *facts_of_seat(seat, SeatClaimed, member.actor), *_questions(guest, member), *_votes(gathering, guest, member)]


def _weight(seat: Seat) -> tuple[bool, int, int]:
    return seat.came_at is not None, STRENGTH.get(Seat.State(seat.state), 0), seat.party


def _hand_on_what_came_of_it(kept: Seat, left: Seat) -> None:
    """How it was, said once; and one certificate, where she has one."""
    if not Certificate.objects.good().filter(seat=kept).exists():
        Certificate.objects.filter(seat=left).update(seat=kept)
    if Feedback.objects.filter(seat=kept).exists():
        Feedback.objects.filter(seat=left).delete()
    else:
        Feedback.objects.filter(seat=left).update(seat=kept)


def _questions(guest: Guest, member: Member) -> list[Fact]:
    """Asked in the name she has now; whoever doesn't meet her is told of them no more."""
    facts: list[Fact] = []
    for question in Question.objects.select_for_update(of=("self",), no_key=True).select_related("gathering").filter(who=guest.actor):
        write(question, who=member.actor, member=member, seat=None)
        facts += facts_of_question(question, was_public=question.is_public)
    Remark.objects.filter(who=guest.actor).update(who=member.actor, member=member, seat=None)
    return facts


def _restraints(gathering: Gathering, guest: Guest, member: Member) -> None:
    """What a host has told either of them holds for her, the graver; nobody writes again by joining. Who shares her number keeps hers."""
    of_either = [*Restraint.objects.of(guest, gathering), *Restraint.objects.of(member, gathering)]
    if not of_either:
        return
    graver = max(of_either, key=lambda one: one.kind == Restraint.Kind.SHOWN_OUT)
    Restraint.objects.filter(gathering=gathering, who__in=(guest.actor, member.actor)).delete()
    kept = {"kind": graver.kind, "is_nameless": graver.is_nameless, "since": graver.since}
    Restraint.objects.create(gathering=gathering, who=member.actor, member=member, **kept)


def _votes(gathering: Gathering, guest: Guest, member: Member) -> list[Fact]:
    """Each once: what she has voted on both ways counts by her account."""
    twice = Vote.objects.filter(Exists(Vote.objects.filter(question=OuterRef("question"), who=member.actor)), who=guest.actor)
    questions = list(twice.values_list("question", flat=True))
    Question.objects.filter(pk__in=questions).update(votes=F("votes") - 1)
    twice.delete()
    Vote.objects.filter(who=guest.actor).update(who=member.actor)
    answered_twice = Ballot.objects.filter(Exists(Ballot.objects.filter(poll=OuterRef("poll"), who=member.actor)), who=guest.actor)
    polls = list(answered_twice.values_list("poll", flat=True))
    Poll.objects.filter(pk__in=polls).update(ballots=F("ballots") - 1)
    PollOption.objects.filter(choices__ballot__in=answered_twice).update(votes=F("votes") - 1)
    answered_twice.delete()
    Ballot.objects.filter(who=guest.actor).update(who=member.actor)
    said: dict[str, Any] = {"gathering": gathering.pk, "questions": questions, "polls": polls}
    return [VotesCounted(stream=gathering.live_stream, actor=ITSELF, **said)] if questions or polls else []
