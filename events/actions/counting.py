"""Places, counted on the gathering's own row. It is written before any seat: whoever counts waits there for who counted before her."""

from collections.abc import Sequence

from django.db.models import F

from commons.journal.facts import Fact

from ..facts import DeskChanged, GatheringChanged, SeatChanged, SeatOffered
from ..models import Gathering, Seat
from ..models.gatherings import MOST_WAITING

ITSELF = "system"


def take_places(gathering_id: int, n: int, past_others: bool = False) -> bool:
    """So many of them, where they are left; while others wait they are left to nobody, but to the first of those (`past_others`)."""
    among = Gathering.objects.open().filter(pk=gathering_id, taken__lte=F("capacity") - n)
    if not past_others:
        among = among.filter(waiting=0)
    return bool(among.update(taken=F("taken") + n, version=F("version") + 1))


def free_places(gathering_id: int, n: int) -> None:
    """So many are free again."""
    Gathering.objects.filter(pk=gathering_id).update(taken=F("taken") - n, version=F("version") + 1)


def join_line(gathering_id: int) -> bool:
    """One more waits, where so many may."""
    among = Gathering.objects.open().filter(pk=gathering_id, waiting__lt=MOST_WAITING)
    return bool(among.update(waiting=F("waiting") + 1, version=F("version") + 1))


def leave_line(gathering_id: int) -> None:
    """One less waits."""
    Gathering.objects.filter(pk=gathering_id).update(waiting=F("waiting") - 1, version=F("version") + 1)


def offer_next(gathering_id: int) -> list[Seat]:
    """Hold what is free for the first in line, and the next, while it is enough; whose party is too large is waited for.

    Inside the transaction that freed places, after the gathering's row was written.
    """
    offered: list[Seat] = []
    for seat in Seat.objects.in_line().select_related("gathering").filter(gathering=gathering_id):
        if not take_places(gathering_id, seat.party, past_others=True):
            break
        leave_line(gathering_id)
        move(seat, Seat.State.OFFERED, offer_ends_at=None)
        offered.append(seat)
    return offered


def move(seat: Seat, state: str, **fields: object) -> bool:
    """The seat as it is known into this state; false where it has moved meanwhile."""
    as_known = Seat.objects.filter(pk=seat.pk, version=seat.version, state=seat.state)
    if not as_known.update(state=state, version=seat.version + 1, **fields):
        return False
    seat.state, seat.version = state, seat.version + 1
    for name, value in fields.items():
        setattr(seat, name, value)
    return True


def facts_of(seat: Seat, fact: type[SeatChanged], actor: str, offered: Sequence[Seat] = ()) -> list[Fact]:
    """What is said of a seat that has moved, and of those that are offered by it: to her, to the desk, and to all how many are left."""
    gathering = GatheringChanged(
        stream=seat.gathering.stream, actor=ITSELF, gathering=seat.gathering_id, version=version_of(seat.gathering_id)
    )
    return [*_of(seat, fact, actor), *facts_of_offers(offered), gathering]


def facts_of_offers(offered: Sequence[Seat]) -> list[Fact]:
    """To each, and to the desk."""
    return [fact for seat in offered for fact in _of(seat, SeatOffered, ITSELF)]


def version_of(gathering_id: int) -> int:
    """As it is by now, within the transaction that has written it."""
    version: int = Gathering.objects.values_list("version", flat=True).get(pk=gathering_id)
    return version


def _of(seat: Seat, fact: type[SeatChanged], actor: str) -> list[Fact]:
    return [
        fact(stream=seat.stream, actor=actor, gathering=seat.gathering_id, seat=seat.pk, version=seat.version, state=seat.state),
        DeskChanged(stream=seat.gathering.desk_stream, actor=ITSELF, seat=seat.pk),
    ]
