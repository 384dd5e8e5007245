"""An offer of places that became free: a hold whose clock starts when she is told, and which goes to the next where she doesn't answer.

Where nobody tells her in time, it goes to the next who can be told, and she waits on as the first in line (decision 43).
"""

from django.utils import timezone

from commons.journal.queueing import in_turn
from commons.journal.refusals import Refused
from commons.journal.writing import atomic, record
from commons.notify.actions import take_back
from commons.notify.ways import reached_by_themselves

from ..facts import OfferHeld, OfferLapsed, OfferPassed, OfferUnsent, SeatTaken
from ..models import Gathering, Seat
from ..notices import OFFERED
from ..refusals import OfferOver, Over
from .counting import ITSELF, facts_of, facts_of_seat, free_places, go_back_in_line, move, offer_next
from .patience import waits_until


def hold_offer(seat_id: int) -> None:
    """She has been told: the clock starts, once. Does nothing where it runs, or the offer is answered."""
    with atomic():
        seat = Seat.objects.whole().filter(pk=seat_id, state=Seat.State.OFFERED, offer_ends_at=None).first()
        if seat is None or not seat.gathering.is_open:
            return
        if move(seat, Seat.State.OFFERED, offer_ends_at=waits_until(seat.gathering, timezone.now())):
            record(*facts_of(seat, OfferHeld, ITSELF))


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
        seat = _offered(seat_id)
        if seat is None or seat.offer_ends_at is None or seat.offer_ends_at > timezone.now():
            return
        move(seat, Seat.State.LAPSED, offer_ends_at=None)
        free_places(seat.gathering_id, seat.party)
        record(*facts_of(seat, OfferLapsed, ITSELF, offer_next(seat.gathering_id)))


def pass_over(seat_id: int) -> None:
    """The timer: nobody has told her in time, and the next in line who can be told has it; she waits again, as the first.

    Where nobody in line can be told without a host's hand either, or that one's party is too large, it stays hers, and is looked at again.
    Does nothing where she has been told, or the time isn't over.
    """
    with atomic():
        seat = _offered(seat_id)
        if seat is None or seat.offer_ends_at is not None or seat.tell_by is None or seat.tell_by > timezone.now():
            return
        others = _who_can_be_told(seat)
        if not others or others[0].party > seat.gathering.capacity - seat.gathering.taken + seat.party:
            move(seat, Seat.State.OFFERED, tell_by=waits_until(seat.gathering, timezone.now()))
            record(*facts_of_seat(seat, OfferUnsent, ITSELF))
        elif (untold := take_back(seat.holder.actor, OFFERED, seat.stream)) is not None:
            move(seat, Seat.State.WAITING)
            free_places(seat.gathering_id, seat.party)
            offered = offer_next(seat.gathering_id, among=others)
            go_back_in_line(seat.gathering_id)
            record(*untold, *facts_of(seat, OfferPassed, ITSELF, offered))


def _offered(seat_id: int) -> Seat | None:
    """What is offered still, held with its gathering's row until the transaction ends: nobody moves it meanwhile."""
    held = Gathering.objects.select_for_update(of=("self",), no_key=True).filter(seats=seat_id).first()
    if held is None or not held.is_open:
        return None
    return Seat.objects.select_for_update(of=("self",), no_key=True).whole().filter(pk=seat_id, state=Seat.State.OFFERED).first()


def _who_can_be_told(seat: Seat) -> list[Seat]:
    """Those in line whom bell, push or mail reaches, in order."""
    line = list(Seat.objects.in_line().select_related("member", "guest").filter(gathering=seat.gathering_id))
    reached = reached_by_themselves([one.holder.actor for one in line])
    return [one for one in line if one.holder.actor in reached]
