"""An offer of places that became free: a hold whose clock starts when she is told, and which goes to the next where she doesn't answer."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from commons.journal.queueing import in_turn
from commons.journal.refusals import Refused
from commons.journal.writing import atomic, record
from commons.notify.hours import after_quiet

from ..facts import OfferHeld, OfferLapsed, SeatTaken
from ..models import Gathering, Seat
from ..refusals import OfferOver, Over
from .counting import ITSELF, facts_of, free_places, move, offer_next

LONGEST, SHORTEST = timedelta(hours=12), timedelta(minutes=10)
NIGHT = (time(22), time(8))  # no clock starts or ends in it, unless the gathering begins before the morning
PART = 4  # an offer takes at most a fourth of the time that is left: so that others have a chance, too


def hold_offer(seat_id: int) -> None:
    """She has been told: the clock starts, once. Does nothing where it runs, or the offer is answered."""
    with atomic():
        seat = Seat.objects.whole().filter(pk=seat_id, state=Seat.State.OFFERED, offer_ends_at=None).first()
        if seat is None or not seat.gathering.is_open or not move(seat, Seat.State.OFFERED, offer_ends_at=ends_at(seat, timezone.now())):
            return
        record(*facts_of(seat, OfferHeld, ITSELF))


def ends_at(seat: Seat, told_at: datetime) -> datetime:
    """Until when an offer is good of which she is told now."""
    since = _by_day(told_at, seat.gathering)
    return _by_day(since + max(SHORTEST, min(LONGEST, (seat.gathering.starts_at - since) / PART)), seat.gathering)


def _by_day(moment: datetime, gathering: Gathering) -> datetime:
    """The moment, or the morning after where it is at night, and the gathering begins later than that."""
    morning = after_quiet(moment, *NIGHT)
    return morning if morning < gathering.starts_at else moment


@in_turn
def take_offer(seat: Seat) -> Seat:
    """She comes. Raises OfferOver, Over; Refused `conflict` where nothing is offered any more."""
    with atomic():
        if not Gathering.objects.get(pk=seat.gathering_id).is_open:
            raise Over
        if seat.state != Seat.State.OFFERED or (seat.offer_ends_at is not None and seat.offer_ends_at <= timezone.now()):
            raise OfferOver if seat.state in (Seat.State.OFFERED, Seat.State.LAPSED) else Refused("conflict")
        if not move(seat, Seat.State.TAKEN, offer_ends_at=None):
            raise Refused("conflict")
        record(*facts_of(seat, SeatTaken, seat.holder.actor))
    return seat


def lapse_offer(seat_id: int) -> None:
    """The timer: she hasn't answered in time, and the next in line has it. Does nothing where she has, or the clock runs still.

    Nobody is offered anything twice by one seat: the same offer it is, with however many she comes by now.
    """
    with atomic():
        seat = Seat.objects.whole().filter(pk=seat_id, state=Seat.State.OFFERED).first()
        if seat is None or not seat.gathering.is_open or seat.offer_ends_at is None or seat.offer_ends_at > timezone.now():
            return
        free_places(seat.gathering_id, seat.party)
        if not move(seat, Seat.State.LAPSED, offer_ends_at=None):
            raise Refused("conflict")  # taken at the same moment: nothing was freed
        record(*facts_of(seat, OfferLapsed, ITSELF, offer_next(seat.gathering_id)))
