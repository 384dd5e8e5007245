"""How far people came by a gathering, reckoned from the journal: sent on → places → came → joined → hosted."""

from collections.abc import Iterable, Iterator, Mapping

from commons.journal.models import Entry
from commons.people.facts import MemberVouched

from .facts import (
    GatheringAnnounced,
    GatheringShared,
    SeatCame,
    SeatChanged,
    SeatRecounted,
    SeatReleased,
    SeatTaken,
    SeatUncounted,
    VisitorCounted,
)
from .models import Newcomer, Seat, Step

Kind = Step.Kind

OF_SEATS = tuple(fact.name for fact in (SeatTaken, SeatChanged, SeatReleased, SeatCame, SeatRecounted, SeatUncounted))
COUNTED = (*OF_SEATS, GatheringShared.name, VisitorCounted.name, MemberVouched.name, GatheringAnnounced.name)
A_CHUNK = 500


def projected(entries: Iterable[Entry]) -> Iterator[Step]:
    """What each entry comes to. By which gathering a woman asked to join is looked up: that never changes."""
    told = [entry for entry in entries if entry.fact in COUNTED]
    newcomers = {one for entry in told if (one := _woman_of(entry)) is not None}
    came_by = dict(Newcomer.objects.filter(member__in=newcomers).values_list("member", "gathering"))
    for entry in told:
        yield from _steps_of(entry, came_by)


def all_projected() -> list[Step]:
    """The same of the whole journal: of each thing what was said last."""
    last: dict[tuple[int, str, str], Step] = {}
    after = 0
    counted = Entry.objects.filter(fact__in=COUNTED).order_by("pk")
    while chunk := list(counted.filter(pk__gt=after)[:A_CHUNK]):
        last.update({_thing(step): step for step in projected(chunk)})
        after = chunk[-1].pk
    return list(last.values())


def wrong_steps() -> Iterator[str]:
    """Where what is kept isn't what the journal says."""
    kept = {_thing(step): step.n for step in Step.objects.all()}
    told = {_thing(step): step.n for step in all_projected()}
    for thing in sorted(kept.keys() | told.keys()):
        if kept.get(thing) != told.get(thing):
            yield f"gathering {thing[0]}, {thing[1]}, {thing[2]}: kept {kept.get(thing)}, told {told.get(thing)}"


def _steps_of(entry: Entry, came_by: Mapping[int, int]) -> Iterator[Step]:
    said = entry.data
    if entry.fact == GatheringShared.name:
        yield _step(entry, said["gathering"], Kind.INVITED, f"entry {entry.pk}", 1)
    elif entry.fact == VisitorCounted.name:
        yield _step(entry, said["gathering"], Kind.CAME, f"entry {entry.pk}", 1 if said["on"] else -1)
    elif entry.fact in OF_SEATS:
        is_taken = said["state"] == Seat.State.TAKEN
        yield _step(entry, said["gathering"], Kind.SEATS, f"seat {said['seat']}", said.get("party", 1) if is_taken else 0)
        if "came" in said or not is_taken:
            yield _step(entry, said["gathering"], Kind.CAME, f"seat {said['seat']}", said["came"] if is_taken else 0)
    elif (woman := _woman_of(entry)) is not None and woman in came_by:
        kind = Kind.JOINED if entry.fact == MemberVouched.name else Kind.HOSTED
        yield _step(entry, came_by[woman], kind, f"member {woman}", 1)


def _step(entry: Entry, gathering_id: int, kind: Kind, key: str, n: int) -> Step:
    return Step(gathering_id=gathering_id, kind=kind, key=key, n=n, entry=entry.pk)


def _woman_of(entry: Entry) -> int | None:
    """Who joined by it, or announced it."""
    by: dict[str, str] = {MemberVouched.name: "member", GatheringAnnounced.name: "host"}
    return entry.data[by[entry.fact]] if entry.fact in by else None


def _thing(step: Step) -> tuple[int, str, str]:
    return step.gathering_id, str(step.kind), step.key
