"""Taking a seat, changing how many come, and giving it up."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

from django.db import IntegrityError
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from commons.journal.facts import Fact
from commons.journal.queueing import in_turn
from commons.journal.refusals import Refused
from commons.journal.writing import atomic, record
from commons.people.actions import give_pass
from commons.people.details import GuestDetails
from commons.people.limits import Limit, take
from commons.people.models import Guest, Member, Pass

from ..codes import new_code
from ..facts import LinkAsked, SeatAsked, SeatChanged, SeatReleased, SeatTaken
from ..may import may_see
from ..models import Gathering, Seat
from ..models.gatherings import MOST_WAITING
from ..models.seats import LARGEST_PARTY
from ..refusals import Full, HasSeat, Over
from .closing import page_ended_by
from .counting import ITSELF, facts_of, free_places, join_line, leave_line, move, offer_next, take_places, told

PER_MEMBER = Limit("seats of a member", 20, timedelta(days=1))
OVER_ALL = Limit("seats of guests", 5_000, timedelta(hours=1))  # not of each number: whoever types it would learn when it was used before
LOST_ANSWER = timedelta(hours=1)  # for so long a guest's form that is sent again gets her private link again

Visitor = Member | GuestDetails | Guest  # a guest: known by the link of a seat she had there


@dataclass(frozen=True)
class Seated:
    """The seat, and a guest's private link to it: none where it goes to her number alone."""

    seat: Seat
    link: Pass | None


@in_turn
def take_seat(gathering: Gathering, visitor: Visitor, party: int, key: UUID, may_wait: bool = True) -> Seated:
    """Come with so many, or (`may_wait`) wait in line where they aren't left. The same key from the same visitor gets the same seat.

    Where the gathering is discreet, who typed a number gets no link: a host sends it there. A number that has a seat raises HasSeat then,
    also with the same key: nothing is different for who typed it whether it had one before.
    Raises Refused: `forbidden` for whom it isn't, Over, Full where too many wait, HasSeat, `slow_down`; `invalid`, `too_long` with a
    sentence.
    """
    by_hand = gathering.is_discreet and isinstance(visitor, GuestDetails)
    visitor, who = _known_as(visitor)
    key = uuid4() if by_hand else key
    if (known := _taken_before(gathering, who, key)) is not None:
        return known
    try:
        return _take_seat(gathering, visitor, who, party, key, may_wait, by_hand)
    except (IntegrityError, Refused) as why:  # the same key may have come another way at the same moment, and have had the last places
        if (known := _taken_before(gathering, who, key)) is not None:
            return known
        raise (HasSeat if isinstance(why, IntegrityError) else why) from None


@in_turn
def change_party(seat: Seat, party: int) -> Seat:
    """She comes with so many instead. Who waits keeps her place in line; what is free by it, or enough for fewer, goes to the next.

    Raises Refused `invalid`, `conflict`, Over; Full where so many aren't left, or others wait for them.
    """
    check_party(party, seat.gathering)
    if seat.state not in Seat.STANDING:
        raise Refused("conflict")
    was = seat.party
    if party == was:
        return seat
    with atomic():
        more = party - was if seat.state in Seat.HOLDING else 0
        if more > 0:
            if not take_places(seat.gathering_id, more):
                raise _why_not(seat.gathering_id)
        else:
            free_places(seat.gathering_id, -more)
        fresh = Gathering.objects.get(pk=seat.gathering_id)
        if not fresh.is_open:
            raise Over
        check_party(party, fresh)  # a host may have fewer places by now
        if not move(seat, seat.state, party=party):
            raise Refused("conflict")
        record(*facts_of(seat, SeatChanged, seat.holder.actor, offer_next(seat.gathering_id) if party < was else []))
    return seat


@in_turn
def give_up_seat(seat: Seat, actor: str | None = None) -> Seat:
    """She can't come, or doesn't wait any more; by her own hand, or the `actor`'s. What is free by it goes to the next in line.

    Raises Over; Refused `conflict` where it has moved meanwhile, is given up already, or she is there.
    """
    if seat.came_at is not None:
        raise Refused("conflict", _("She is here already. Take that back first."))
    with atomic():
        facts = release(seat, actor or seat.holder.actor)
        if not Gathering.objects.get(pk=seat.gathering_id).is_open:
            raise Over
        record(*facts, *page_ended_by(seat))
    return seat


def release(seat: Seat, actor: str) -> list[Fact]:
    """The same as a part of another action, which records the facts; whoever was counted there is not any more."""
    if seat.state == Seat.State.WAITING:
        leave_line(seat.gathering_id)
    elif seat.state in Seat.HOLDING:
        free_places(seat.gathering_id, seat.party)
        Gathering.objects.filter(pk=seat.gathering_id).update(here=F("here") - seat.came)
    if seat.state not in Seat.STANDING or not move(seat, Seat.State.GIVEN_UP, offer_ends_at=None, came=0, came_at=None):
        raise Refused("conflict")
    return facts_of(seat, SeatReleased, actor, offer_next(seat.gathering_id))


def _take_seat(
    gathering: Gathering, visitor: Member | GuestDetails, who: str, party: int, key: UUID, may_wait: bool, by_hand: bool
) -> Seated:
    gathering, visitor = _check_visitor(gathering, visitor)
    check_party(party, gathering)
    take((PER_MEMBER, who) if isinstance(visitor, Member) else (OVER_ALL, ""))
    if gathering.waiting >= MOST_WAITING:
        raise Full  # before it is known whether she has one
    if gathering.seats.standing().filter(who=who).exists():
        raise HasSeat
    seat = Seat(gathering=gathering, key=key, who=who, party=party, code=_code_at(gathering))
    with atomic():
        seat.state = _place(gathering, party, may_wait)
        link = _write(seat, visitor)
        facts = facts_of(seat, SeatTaken if seat.state == Seat.State.TAKEN else SeatAsked, seat.holder.actor)
        record(*facts, *([told(seat, LinkAsked, ITSELF)] if by_hand else []))
    return Seated(seat, None if by_hand else link)


def check_party(party: int, gathering: Gathering) -> None:
    """Raises Refused `invalid`."""
    if type(party) is not int or not 1 <= party <= LARGEST_PARTY:
        raise Refused("invalid", _("How many come? From one to six."))
    if party > gathering.capacity:
        raise Refused("invalid", _("There are fewer places than that."))


def _known_as(visitor: Visitor) -> tuple[Member | GuestDetails, str]:
    """Who comes, and by what she is told apart."""
    if isinstance(visitor, Member):
        return visitor, visitor.actor
    if isinstance(visitor, Guest):
        visitor = GuestDetails(visitor.name, visitor.phone, visitor.language, visitor.email)
    visitor = visitor.cleaned()
    return visitor, visitor.phone


def _check_visitor(gathering: Gathering, visitor: Member | GuestDetails) -> tuple[Gathering, Member | GuestDetails]:
    """Both as they are now."""
    fresh = Gathering.objects.select_related("lab", "host").filter(pk=gathering.pk).first()
    member: Member | None = None
    if isinstance(visitor, Member):
        member = Member.objects.filter(pk=visitor.pk).first()
        if member is None:
            raise Refused("forbidden")
    if fresh is None or not may_see(member, fresh):
        raise Refused("forbidden")
    if not fresh.is_open:
        raise Over
    return fresh, member or visitor


def _code_at(gathering: Gathering) -> str:
    """One that no other seat has there."""
    while gathering.seats.filter(code=(code := new_code())).exists():
        pass
    return code


def _place(gathering: Gathering, party: int, may_wait: bool) -> str:
    """Places, or one in line. Raises Full, Over."""
    if take_places(gathering.pk, party):
        return Seat.State.TAKEN
    if may_wait and join_line(gathering.pk, party):
        return Seat.State.WAITING
    raise _why_not(gathering.pk)


def _why_not(gathering_id: int) -> Full | Over:
    fresh = Gathering.objects.get(pk=gathering_id)
    return Full(fresh.left) if fresh.is_open else Over()


def _write(seat: Seat, visitor: Member | GuestDetails) -> Pass | None:
    if isinstance(visitor, Member):
        seat.member = visitor
    else:
        seat.guest = visitor.known()
    seat.save(force_insert=True)
    return give_pass(seat.guest, seat.stream) if isinstance(seat.guest, Guest) else None


def _taken_before(gathering: Gathering, who: str, key: UUID) -> Seated | None:
    """What this key took. Raises Refused `invalid` where it was for something else, or of someone else."""
    seat = Seat.objects.whole().filter(key=key).first()
    if seat is None:
        return None
    is_old = seat.guest is not None and seat.asked_at < timezone.now() - LOST_ANSWER
    if seat.gathering_id != gathering.pk or seat.who != who or is_old:
        raise Refused("invalid")
    return Seated(seat, Pass.objects.held(seat.guest, seat.stream))
