"""Another plan: other words, another hour, another place, more places or fewer."""

from django.db.models import F, Max
from django.utils import timezone

from commons.journal.queueing import in_turn
from commons.journal.writing import atomic, record
from commons.people.models import Member

from ..facts import GatheringChanged, GatheringMoved, PlanChanged
from ..models import Gathering
from ..refusals import Over, PlanMoved, TooFew
from .announcing import Plan, write
from .counting import ITSELF, facts_of_offers, offer_next, version_of
from .holding import held_now
from .rooms import reserve_room

WRITTEN: tuple[str, ...] = ("kind", "titles", "abouts", "starts_at", "ends_at", "in_lab_room", "place", "video", "capacity")
WRITTEN += ("members_only", "women_only", "certifies")


@in_turn
def change_gathering(host: Member, gathering: Gathering, plan: Plan, edition: int) -> Gathering:
    """Hold it by this plan, in place of the edition she saw. The same plan twice is once.

    Moved in time or place, everyone with a seat is told; of places that are more, the first in line have their offer at once.
    Raises Refused: `forbidden` for who doesn't hold it, Over, PlanMoved, RoomTaken, TooFew; `invalid`, `too_long` with a sentence.
    """
    member, fresh = held_now(host, gathering)
    if not fresh.is_open:
        raise Over
    before, plan = written(fresh), plan.cleaned(fresh.starts_at)
    write(fresh, plan)
    after = written(fresh)
    if after == before:
        return fresh
    if fresh.edition != edition:
        raise PlanMoved(Gathering.objects.select_related("lab", "host").get(pk=fresh.pk))
    with atomic():
        if plan.in_lab_room:
            reserve_room(fresh)
        as_seen = Gathering.objects.open().filter(pk=fresh.pk, edition=edition, taken__lte=plan.capacity)
        moved = is_moved(before, after)
        fresh.moved_at = timezone.now() if moved else fresh.moved_at
        if not as_seen.update(**after, moved_at=fresh.moved_at, edition=edition + 1, version=F("version") + 1):
            raise _why_not(fresh.pk, edition)
        if (largest := fresh.seats.in_line().aggregate(n=Max("party"))["n"] or 0) > plan.capacity:
            raise TooFew(largest)
        offered, fresh.edition = offer_next(fresh.pk), edition + 1
        fresh.version = version_of(fresh.pk)
        fact = GatheringMoved if moved else GatheringChanged
        record(
            fact(stream=fresh.stream, actor=ITSELF, gathering=fresh.pk, version=fresh.version),
            PlanChanged(stream=fresh.desk_stream, actor=member.actor, gathering=fresh.pk, version=fresh.version),
            *facts_of_offers(offered),
        )
    return fresh


def written(gathering: Gathering) -> dict[str, object]:
    """What of it a plan says."""
    return {name: getattr(gathering, name) for name in WRITTEN}


def is_moved(before: dict[str, object], after: dict[str, object]) -> bool:
    """Whether who comes has to come at another time, or to another place; the call is the place of what has none."""
    is_somewhere = after["in_lab_room"] or after["place"]
    where = ("in_lab_room", "place") if is_somewhere else ("in_lab_room", "place", "video")
    return any(before[name] != after[name] for name in ("starts_at", *where))


def _why_not(gathering_id: int, edition: int) -> Over | PlanMoved | TooFew:
    fresh = Gathering.objects.select_related("lab", "host").get(pk=gathering_id)
    if not fresh.is_open:
        return Over()
    return PlanMoved(fresh) if fresh.edition != edition else TooFew(fresh.taken)
