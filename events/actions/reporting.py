"""What reports count: that a host sent it on; and keeping how far people came, as the journal tells it."""

from uuid import UUID

from commons.journal.models import Entry
from commons.journal.refusals import Refused
from commons.journal.writing import Ask, answered, atomic, record
from commons.people.models import Member

from ..facts import GatheringShared
from ..models import Gathering, Step
from ..steps import all_projected, projected
from .holding import held_now

WAYS = ("whatsapp", "telegram", "link")


def count_sharing(host: Member, gathering: Gathering, way: str, key: UUID) -> None:
    """She sent it on: to whom, nobody knows. The same key is once. Raises Refused `forbidden` for who doesn't hold it, `invalid`."""
    member, fresh = held_now(host, gathering)
    if way not in WAYS:
        raise Refused("invalid")
    ask = Ask(member.actor, key, GatheringShared.name, fresh.desk_stream)
    with atomic():
        Gathering.objects.select_for_update(no_key=True).get(pk=fresh.pk)
        if answered(ask) is None:
            record(GatheringShared(stream=fresh.desk_stream, actor=member.actor, gathering=fresh.pk, way=way), asks=[ask])


def keep_steps(entry: Entry) -> None:
    """What one entry comes to; heard twice, or after a newer one, it changes nothing."""
    with atomic():
        for step in projected([entry]):
            Step.objects.bulk_create([step], ignore_conflicts=True)
            known = Step.objects.filter(gathering=step.gathering_id, kind=step.kind, key=step.key, entry__lt=step.entry)
            known.update(n=step.n, entry=step.entry)


def rebuild_steps() -> int:
    """All of it anew, from the first entry. Returns how many there are."""
    with atomic():
        Step.objects.all().delete()
        return len(Step.objects.bulk_create(all_projected(), batch_size=500, ignore_conflicts=True))
