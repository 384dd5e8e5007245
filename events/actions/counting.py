"""Places, counted on the gathering's own row. It is written before any seat: whoever counts waits there for who counted before her."""

from collections.abc import Collection, Sequence
from typing import Any

from django.db.models import F
from django.utils import timezone

from commons.journal.facts import Fact

from ..facts import DeskChanged, GatheringChanged, SeatChanged, SeatOffered
from ..models import Gathering, Seat
from ..models.gatherings import MOST_WAITING
from .patience import waits_until

ITSELF = "system"


def take_places(gathering_id: int, n: int) -> bool:
    """So many of them, where they are left; while others wait they are left to nobody."""
    among = Gathering.objects.open().filter(pk=gathering_id, taken__lte=F("capacity") - n, waiting=0)
    return bool(among.update(taken=F("taken") + n, version=F("version") + 1))


def free_places(gathering_id: int, n: int) -> None:
    """So many are free again."""
    Gathering.objects.filter(pk=gathering_id).update(taken=F("taken") - n, version=F("version") + 1)


def join_line(gathering_id: int, party: int) -> bool:
    """One more waits, where so many may, and there are so many places at all: else nobody behind her would have her turn."""
    among = Gathering.objects.open().filter(pk=gathering_id, waiting__lt=MOST_WAITING, capacity__gte=party)
    return bool(among.update(waiting=F("waiting") + 1, version=F("version") + 1))


def leave_line(gathering_id: int) -> None:
    """One less waits."""
    Gathering.objects.filter(pk=gathering_id).update(waiting=F("waiting") - 1, version=F("version") + 1)


def go_back_in_line(gathering_id: int) -> None:
    """One waits again whose offer was held: where she had been, however many wait by now."""
    Gathering.objects.filter(pk=gathering_id).update(waiting=F("waiting") + 1, version=F("version") + 1)


def offer_next(gathering_id: int, among: Collection[Seat] | None = None) -> list[Seat]:
    """Hold what is free for the first in line (`among` these), and the next, while it is enough; whose party is too large is waited for.

    Inside the transaction that freed places, after the gathering's row was written. The line is locked as it is read, since who waits may
    say how many they are without writing that row; all who fit are moved at once, hundreds where a host has found a larger room.
    """
    gathering = Gathering.objects.open().filter(pk=gathering_id).first()
    if gathering is None:
        return []
    free, offered = gathering.capacity - gathering.taken, list[Seat]()
    line = Seat.objects.in_line().filter(gathering=gathering_id).select_related("gathering")
    line = line.select_for_update(of=("self",), no_key=True)
    for seat in line if among is None else line.filter(pk__in=[one.pk for one in among]):
        if seat.party > free:
            break
        free -= seat.party
        offered.append(seat)
    if offered:
        places = sum(seat.party for seat in offered)
        Gathering.objects.filter(pk=gathering_id).update(
            taken=F("taken") + places, waiting=F("waiting") - len(offered), version=F("version") + 1
        )
        tell_by = waits_until(gathering, timezone.now())
        held = Seat.objects.filter(pk__in=[seat.pk for seat in offered])
        held.update(state=Seat.State.OFFERED, version=F("version") + 1, offer_ends_at=None, tell_by=tell_by)
        for seat in offered:
            seat.state, seat.version, seat.offer_ends_at, seat.tell_by = Seat.State.OFFERED, seat.version + 1, None, tell_by
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
    return [*facts_of_seat(seat, fact, actor), *facts_of_offers(offered), told_to_all(seat.gathering)]


def told_to_all(gathering: Gathering) -> GatheringChanged:
    """That something is different, within the transaction that has written its row."""
    return GatheringChanged(stream=gathering.stream, actor=ITSELF, gathering=gathering.pk, version=version_of(gathering.pk))


def facts_of_offers(offered: Sequence[Seat]) -> list[Fact]:
    """To each, and to the desk."""
    return [fact for seat in offered for fact in facts_of_seat(seat, SeatOffered, ITSELF)]


def version_of(gathering_id: int) -> int:
    """As it is by now, within the transaction that has written it."""
    version: int = Gathering.objects.values_list("version", flat=True).get(pk=gathering_id)
    return version


def facts_of_seat(seat: Seat, fact: type[SeatChanged], actor: str, **said: int) -> list[Fact]:
    """To her and to the desk; for all the others nothing is different."""
    return [
        told(seat, fact, actor, **said),
        DeskChanged(stream=seat.gathering.desk_stream, actor=ITSELF, seat=seat.pk),
    ]


def told(seat: Seat, fact: type[SeatChanged], actor: str, **said: int) -> SeatChanged:
    """The fact of a seat as it is."""
    what: dict[str, Any] = {"version": seat.version, "state": seat.state, "party": seat.party, **said}
    return fact(stream=seat.stream, actor=actor, gathering=seat.gathering_id, seat=seat.pk, **what)
