"""Who holds a gathering beside its host."""

from commons.journal.refusals import Refused
from commons.journal.writing import atomic, record
from commons.people.facts import MembershipEnded
from commons.people.models import Member
from commons.people.streams import member_stream

from ..facts import HostNamed, HostRemoved
from ..may import holds, may_name
from ..models import CoHost, Gathering
from .holding import held_now

MOST_HOSTS = 10  # beside the host


def name_cohost(by: Member, gathering: Gathering, member: Member) -> None:
    """She holds it, too, a grown-up; with her name on its page, which she can leave. Twice is once.

    Raises Refused: `forbidden`; `invalid` where so many hold it already.
    """
    namer, fresh = held_now(by, gathering)
    seen = Member.objects.visible_to(namer).vouched().filter(pk=member.pk, is_under_18=False).exclude(pk=fresh.host_id)
    if not may_name(namer, fresh) or not seen.exists():
        raise Refused("forbidden")
    with atomic():
        Gathering.objects.select_for_update().get(pk=fresh.pk)
        if fresh.cohosts.filter(member=member).exists():
            return
        if fresh.cohosts.count() >= MOST_HOSTS:
            raise Refused("invalid")
        CoHost.objects.create(gathering=fresh, member=member)
        record(HostNamed(stream=fresh.desk_stream, actor=namer.actor, gathering=fresh.pk, member=member.pk))


def remove_cohost(by: Member, gathering: Gathering, member: Member) -> None:
    """She holds it no more; by who named her, or by herself. Twice is once. Raises Refused `forbidden`."""
    remover, fresh = held_now(by, gathering)
    if remover.pk != member.pk and not may_name(remover, fresh):
        raise Refused("forbidden")
    with atomic():
        if not fresh.cohosts.filter(member=member).delete()[0]:
            return
        removed = HostRemoved(stream=fresh.desk_stream, actor=remover.actor, gathering=fresh.pk, member=member.pk)
        hers = Member.objects.prefetch_related("roles").get(pk=member.pk)
        ended = [] if holds(hers, fresh) else [MembershipEnded(stream=member_stream(member.pk), actor=None, of=fresh.desk_stream)]
        record(removed, *ended)
