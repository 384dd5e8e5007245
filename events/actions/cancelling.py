"""It won't be."""

from django.db.models import F

from commons.journal.queueing import in_turn
from commons.journal.writing import atomic, record
from commons.people.models import Member

from ..facts import GatheringCancelled, PlanChanged
from ..models import Gathering
from ..refusals import Over
from .counting import ITSELF, version_of
from .holding import held_now


@in_turn
def cancel_gathering(host: Member, gathering: Gathering) -> Gathering:
    """Nobody can come any more, and everyone with a seat or in line is told. Twice is once.

    Raises Refused `forbidden` for who doesn't hold it, Over.
    """
    member, fresh = held_now(host, gathering)
    if fresh.state == Gathering.State.CANCELLED:
        return fresh
    if not fresh.is_open:
        raise Over
    with atomic():
        if not Gathering.objects.open().filter(pk=fresh.pk).update(state=Gathering.State.CANCELLED, version=F("version") + 1):
            raise Over
        fresh.state, fresh.version = Gathering.State.CANCELLED, version_of(fresh.pk)
        record(
            GatheringCancelled(stream=fresh.stream, actor=ITSELF, gathering=fresh.pk, version=fresh.version),
            PlanChanged(stream=fresh.desk_stream, actor=member.actor, gathering=fresh.pk, version=fresh.version),
        )
    return fresh
