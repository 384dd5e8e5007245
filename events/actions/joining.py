"""From visitor to member: who came asks to join by the link of her seat; who has an account says that a seat is hers."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError

from commons.journal.facts import Fact
from commons.journal.queueing import in_turn
from commons.journal.refusals import Refused
from commons.journal.writing import atomic, record
from commons.people.actions import ask_of, check_newcomer, joined_before, let_ask, make_known, make_not_met
from commons.people.limits import Limit, take
from commons.people.models import Block, Guest, Member

from ..facts import NewcomerAsked, NewcomerKnown
from ..may import may_ask_to_join, may_welcome
from ..models import Gathering, Newcomer, Seat
from .counting import ITSELF
from .handing_over import hand_over
from .holding import held_now

PER_GUEST = Limit("asks to join of a guest", 10, timedelta(days=1))
OVER_ALL = Limit("asks to join", 1_000, timedelta(hours=1))
TRIES = 3


@in_turn
def ask_to_join(seat: Seat, guest: Guest, name: str, language: str, is_under_18: bool, key: UUID) -> Member:
    """Make her account, to which her seat, questions and votes belong from now on; the host is credited.

    She sees no member until someone who met her says "I know her". The same key gives the same member for ten minutes, as with an
    invitation. Raises Refused: `forbidden` for whose seat it isn't, whose link has ended, and who doesn't come to it; `slow_down`;
    `invalid`, `too_long` with a sentence.
    """
    name, ask = check_newcomer(name, language), ask_of(guest.actor, seat.gathering.lab_id, key)
    if (known := joined_before(ask)) is not None:
        return known
    take((PER_GUEST, guest.actor), (OVER_ALL, ""))
    for tried in range(TRIES):
        try:
            with atomic():
                Gathering.objects.select_for_update(no_key=True).get(pk=seat.gathering_id)
                fresh = Seat.objects.whole().get(pk=seat.pk)
                if fresh.guest_id != guest.pk or not may_ask_to_join(fresh):
                    raise Refused("forbidden")
                gathering = fresh.gathering
                member, facts = let_ask(gathering.host, gathering.lab, name, language, is_under_18)
                Newcomer.objects.create(member=member, gathering=gathering)
                asked = NewcomerAsked(stream=gathering.desk_stream, actor=ITSELF, gathering=gathering.pk, member=member.pk)
                record(*facts, *hand_over(fresh, guest, member), asked, asks=[ask])
                return member
        except (IntegrityError, Refused):  # another newcomer took her number, or her own second tap was quicker
            if (known := joined_before(ask)) is not None:
                return known
            if tried == TRIES - 1:
                raise
    raise AssertionError("unreachable")


@in_turn
def claim_seat(seat: Seat, guest: Guest, member: Member) -> Seat:
    """A woman who has an account and opened the link says that the seat is hers. Twice is once.

    Raises Refused `forbidden` for who isn't here, and where the seat is somebody's already.
    """
    for tried in range(TRIES):
        try:
            with atomic():
                fresh = Member.objects.active().filter(pk=member.pk).first()
                if fresh is None:
                    raise Refused("forbidden")
                record(*hand_over(seat, guest, fresh))
        except (IntegrityError, Refused):  # she voted by her account at this very moment; or it is hers already
            now = Seat.objects.whole().get(pk=seat.pk)
            if now.member_id == member.pk:
                return now
            if tried == TRIES - 1:
                raise
        else:
            break
    return Seat.objects.whole().get(pk=seat.pk)


def welcome_newcomer(host: Member, gathering: Gathering, newcomer: Member) -> None:
    """ "I know her", by who held what she came to: everything is open to her. Nothing happens where someone was quicker.

    Raises Refused `forbidden` for who may not say it, and of whom she may not.
    """
    _say(host, gathering, newcomer, make_known)


def pass_over_newcomer(host: Member, gathering: Gathering, newcomer: Member) -> None:
    """ "I don't": the desk shows her no more to this host. Raises Refused `forbidden` as welcoming does."""
    _say(host, gathering, newcomer, make_not_met)


def tell_that_she_is_known(member_id: int) -> None:
    """To the desk of what she came to, whoever said it and wherever."""
    with atomic():
        came_by = Newcomer.objects.select_related("gathering").filter(member=member_id).first()
        if came_by is not None:
            what = {"gathering": came_by.gathering_id, "member": member_id}
            record(NewcomerKnown(stream=came_by.gathering.desk_stream, actor=ITSELF, **what))


def _say(host: Member, gathering: Gathering, newcomer: Member, part: Callable[[Member, Member], list[Fact]]) -> None:
    holder, fresh = held_now(host, gathering)
    with atomic():
        asks = Member.objects.active().filter(pk=newcomer.pk, came_by__gathering=fresh).exclude(pk=holder.pk).first()
        if asks is None or not may_welcome(holder, fresh) or asks.pk in Block.objects.hidden_from(holder):
            raise Refused("forbidden")
        if not asks.is_vouched and (facts := part(holder, asks)):
            record(*facts)
