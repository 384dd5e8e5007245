"""Who came: checked in once, by whichever host's hand or her own, with the network or by a phone that sends it later.

Whoever counts writes the gathering's row first, as with places; then the seat. Nobody is counted twice.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from commons.journal.queueing import in_turn
from commons.journal.refusals import Refused
from commons.journal.writing import Ask, answered, atomic, leave_as_it_is, record
from commons.people.models import Guest, Member
from commons.ui.templatetags.ui import day

from ..facts import SeatCame, SeatRecounted, SeatUncounted, VisitorCounted
from ..models import Gathering, Seat
from ..models.gatherings import CHECKS_IN_BEFORE, ENTERED_BEFORE
from ..models.seats import LARGEST_PARTY
from ..refusals import NoPlace, Over
from .certifying import revoked
from .closing import page_ended_by
from .counting import facts_of_seat
from .holding import held_now
from .versions import write


@dataclass(frozen=True)
class CheckedIn:
    """`already`: she had been before this, and wasn't counted again."""

    seat: Seat
    already: bool


@in_turn
def check_in(host: Member, seat: Seat, key: UUID, at: datetime | None = None) -> CheckedIn:
    """She is there, with all her party; `at` is when her host saw her, where that is sent later. Twice is once, and so is the same key.

    Raises Refused `forbidden` for who doesn't hold it; Over, NoPlace where she has none; `conflict` where it is too early or too late.
    """
    member, gathering = held_now(host, seat.gathering)
    check_hours(gathering)
    return _come(gathering, seat, member.actor, Ask(member.actor, key, SeatCame.name, seat.stream), came_at(gathering, at))


@in_turn
def check_herself_in(seat: Seat, who: Member | Guest) -> CheckedIn:
    """She is there and says so in the room, by its QR. Twice is once.

    Raises Refused: `forbidden` where it isn't hers; Over, NoPlace; `conflict` where it is too early.
    """
    if who.actor != seat.holder.actor:
        raise Refused("forbidden")
    gathering = Gathering.objects.get(pk=seat.gathering_id)
    check_entered(gathering)
    return _come(gathering, seat, who.actor, None, timezone.now())


@in_turn
def recount(host: Member, seat: Seat, came: int, key: UUID) -> Seat:
    """Of her party so many are there. The same key is once.

    Raises Refused `forbidden`; `invalid`; `conflict` where she isn't checked in.
    """
    if type(came) is not int or not 1 <= came <= LARGEST_PARTY:
        raise Refused("invalid", _("How many are here? From one to six."))
    return _correct(host, seat, key, SeatRecounted, came)


@in_turn
def uncount(host: Member, seat: Seat, key: UUID) -> Seat:
    """It was another: she isn't there. Twice is once, and so is the same key.

    Raises Refused `forbidden`; `conflict` where it is too late.
    """
    return _correct(host, seat, key, SeatUncounted, 0)


@in_turn
def count_nameless(host: Member, gathering: Gathering, key: UUID, on: bool = True) -> Gathering:
    """One more is there without a phone; or (`on` is false) one less. The same key is one. Places aren't asked for: she is in the room.

    Raises Refused `forbidden`, Over; `conflict` where it is too early or too late, or nobody is left to take back.
    """
    member, fresh = held_now(host, gathering)
    check_hours(fresh)
    ask = Ask(member.actor, key, VisitorCounted.name, fresh.desk_stream)
    with atomic():
        fresh = Gathering.objects.select_for_update(no_key=True).get(pk=fresh.pk)
        if answered(ask) is not None:
            return fresh
        if not on and not fresh.nameless:
            raise Refused("conflict", _("Nobody is counted without a seat."))
        fresh.nameless += 1 if on else -1
        fresh.save(update_fields=["nameless"])
        record(VisitorCounted(stream=fresh.desk_stream, actor=member.actor, gathering=fresh.pk, on=on), asks=[ask])
    return fresh


def check_hours(gathering: Gathering) -> None:
    """Whether hosts check in now. Raises Over, Refused `conflict`."""
    if gathering.checks_in:
        return
    if gathering.state == Gathering.State.CANCELLED:
        raise Over
    if timezone.now() < gathering.starts_at:
        raise too_early(gathering.starts_at - CHECKS_IN_BEFORE)
    raise Refused("conflict", _("It is over for a week: who came is counted."))


def check_entered(gathering: Gathering) -> None:
    """Whether the QR in the room is good now. Raises Over, Refused `conflict`."""
    if not gathering.is_open:
        raise Over
    if not gathering.is_entered:
        raise too_early(gathering.starts_at - ENTERED_BEFORE)


def too_early(opens_at: datetime) -> Refused:
    """The refusal that says from when on."""
    here = timezone.localtime(opens_at)
    moment = f"{day(here)}, {date_format(here, 'TIME_FORMAT')}"
    return Refused("conflict", _("It is too early. Check-in begins %(moment)s.") % {"moment": moment})


def came_at(gathering: Gathering, at: datetime | None) -> datetime:
    """When she was seen: by the phone of who saw her, whose clock may go wrong."""
    now = timezone.now()
    return min(now, max(at, gathering.starts_at - CHECKS_IN_BEFORE)) if at else now


def _come(gathering: Gathering, seat: Seat, actor: str, ask: Ask | None, at: datetime) -> CheckedIn:
    with atomic():
        seat = _locked(seat)
        if ask is not None and answered(ask) is not None:
            return CheckedIn(seat, already=False)
        if seat.came_at is not None:
            if ask is not None:
                leave_as_it_is(ask)
            return CheckedIn(seat, already=True)
        if seat.state not in Seat.HOLDING:
            raise NoPlace(seat)
        write(seat, state=Seat.State.TAKEN, offer_ends_at=None, came=seat.party, came_at=at)
        Gathering.objects.filter(pk=gathering.pk).update(here=F("here") + seat.party)
        record(*facts_of_seat(seat, SeatCame, actor, came=seat.came), asks=[ask])
    return CheckedIn(seat, already=False)


def _correct(host: Member, seat: Seat, key: UUID, fact: type[SeatCame], came: int) -> Seat:
    member, gathering = held_now(host, seat.gathering)
    check_hours(gathering)
    ask = Ask(member.actor, key, fact.name, seat.stream)
    with atomic():
        seat = _locked(seat)
        if answered(ask) is not None:
            return seat
        if came == seat.came:
            leave_as_it_is(ask)
            return seat
        if seat.came_at is None:
            raise Refused("conflict", _("She isn't checked in."))
        Gathering.objects.filter(pk=gathering.pk).update(here=F("here") + came - seat.came)
        write(seat, came=came, came_at=seat.came_at if came else None)
        gone = [] if came else [*revoked(seat), *page_ended_by(seat)]
        record(*facts_of_seat(seat, fact, member.actor, came=seat.came), *gone, asks=[ask])
    return seat


def _locked(seat: Seat) -> Seat:
    """As it is now, and stays until this is written; its gathering's row first. Who only refers to them goes on."""
    Gathering.objects.select_for_update(no_key=True).get(pk=seat.gathering_id)
    Seat.objects.select_for_update(no_key=True).get(pk=seat.pk)
    return Seat.objects.whole().get(pk=seat.pk)
