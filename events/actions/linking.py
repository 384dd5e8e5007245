"""A guest's private link to her seat: changed where it has come to where it shouldn't be, and sent to her number where she lost it."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

from django.db.models import F
from django.utils import timezone

from commons.journal.facts import Fact
from commons.journal.models import Entry
from commons.journal.queueing import in_turn
from commons.journal.refusals import Refused
from commons.journal.writing import atomic, record
from commons.people.actions import change_pass, give_pass
from commons.people.details import GuestDetails
from commons.people.models import Pass

from ..codes import new_code
from ..facts import LinkAsked
from ..models import Gathering, Seat
from .counting import ITSELF, told, told_to_all

ONCE_IN = timedelta(hours=6)  # a host is asked to send her the same link


def change_seat_link(seat: Seat, link: Pass, keep: Callable[[Pass], None] = lambda fresh: None) -> Pass:
    """Her new link to this seat. The old one opens nothing any more, on whichever phone it was opened.

    `keep` has it where she goes on, in the same transaction: whoever finds the old one dead finds the new one there.
    Raises Refused `forbidden` for a link that isn't hers to this seat, or has ended.
    """
    if link.stream != seat.stream or link.guest_id != seat.guest_id:
        raise Refused("forbidden")
    with atomic():
        fresh, fact = change_pass(link, link.guest.actor)
        keep(fresh)
        record(fact)
    return fresh


@in_turn
def ask_for_link(gathering: Gathering, phone: str) -> None:
    """Somebody typed a number that has a seat there: a host sends its link to that number, once in some hours. Who typed it learns nothing.

    The link stays the one it is, else whoever knows her number could end it. Where the gathering is discreet, all that others see of it
    moves as if a seat had been taken.
    """
    with atomic():
        gathering = Gathering.objects.select_for_update(no_key=True).get(pk=gathering.pk)
        seat = Seat.objects.standing().whole().filter(gathering=gathering, who=phone, guest__isnull=False).first()
        facts: list[Fact] = [] if seat is None or _asked_lately(seat) else [told(seat, LinkAsked, ITSELF)]
        if gathering.is_discreet:
            _move_on(gathering, phone)
            facts.append(told_to_all(gathering))
        if facts:
            record(*facts)


def _asked_lately(seat: Seat) -> bool:
    since = timezone.now() - ONCE_IN
    return Entry.objects.filter(stream=seat.stream, fact=LinkAsked.name, at__gt=since).exists()


def _move_on(gathering: Gathering, phone: str) -> None:
    """As with a seat more: the version of the gathering, and the numbers that the next seat, guest and link anywhere have."""
    Gathering.objects.filter(pk=gathering.pk).update(version=F("version") + 1)
    guest = GuestDetails("", phone).known()
    fields = {"guest": guest, "who": phone, "party": 1, "code": new_code(), "state": Seat.State.GIVEN_UP}
    seat = Seat.objects.create(gathering=gathering, key=uuid4(), **fields)
    give_pass(guest, seat.stream)
    seat.delete()
    guest.delete()
