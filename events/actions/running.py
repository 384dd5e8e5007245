"""The host's hand on a gathering: it begins, and it is over."""

from django.db.models import F
from django.utils import timezone

from commons.journal.refusals import Refused
from commons.journal.writing import atomic, record
from commons.people.models import Member

from ..facts import GatheringBegun, GatheringEnded
from ..may import holds
from ..models import Gathering


def begin(host: Member, gathering: Gathering) -> Gathering:
    """It begins. Twice is once. Raises Refused `forbidden`, or `conflict` where it is over or was cancelled."""
    return _go(host, gathering, Gathering.State.ANNOUNCED, Gathering.State.LIVE)


def end(host: Member, gathering: Gathering) -> Gathering:
    """It is over: nobody asks or votes any more. Twice is once. Raises Refused `forbidden`, or `conflict` where it didn't begin."""
    return _go(host, gathering, Gathering.State.LIVE, Gathering.State.ENDED)


def _go(host: Member, gathering: Gathering, before: Gathering.State, after: Gathering.State) -> Gathering:
    check_host(host, gathering)
    now = timezone.now()
    at = {"live_at": now} if after == Gathering.State.LIVE else {"ended_at": now}
    with atomic():
        moved = Gathering.objects.filter(pk=gathering.pk, state=before).update(state=after, version=F("version") + 1, **at)
        gathering = Gathering.objects.get(pk=gathering.pk)
        if not moved:
            if gathering.state == after:
                return gathering
            raise Refused("conflict")
        fact = GatheringBegun if after == Gathering.State.LIVE else GatheringEnded
        record(fact(stream=gathering.stream, actor=host.actor, gathering=gathering.pk, version=gathering.version))
    return gathering


def check_host(member: Member, gathering: Gathering) -> None:
    """Whether she holds it, as she is now. Raises Refused `forbidden`."""
    fresh = Member.objects.prefetch_related("roles").filter(pk=member.pk).first()
    if fresh is None or not holds(fresh, gathering):
        raise Refused("forbidden")
