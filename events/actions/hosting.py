"""Who holds a gathering beside its host."""

from django.db.models import F

from commons.journal.refusals import Refused
from commons.journal.writing import atomic, record
from commons.people.facts import MembershipEnded
from commons.people.models import Member
from commons.people.streams import member_stream

from ..facts import GatheringChanged, HostNamed, HostRemoved
from ..may import holds, may_name
from ..models import CoHost, Gathering
from .counting import ITSELF, version_of
from .holding import held_now

MOST_HOSTS = 10  # beside the host


def name_cohost(by: Member, gathering: Gathering, member: Member) -> None:
    """She holds it, too, a grown-up; where her name stands on its page she says herself. Twice is once.

    Raises Refused: `forbidden`; `invalid` where so many hold it already.
    """
    namer, fresh = held_now(by, gathering)
    seen = Member.objects.visible_to(namer).vouched().filter(pk=member.pk, is_under_18=False).exclude(pk=fresh.host_id)
    if not may_name(namer, fresh) or not seen.exists():
        raise Refused("forbidden")
    with atomic():
        Gathering.objects.select_for_update(no_key=True).get(pk=fresh.pk)
        if fresh.cohosts.filter(member=member).exists():
            return
        if fresh.cohosts.count() >= MOST_HOSTS:
            raise Refused("invalid")
        CoHost.objects.create(gathering=fresh, member=member)
        record(HostNamed(stream=fresh.desk_stream, actor=namer.actor, gathering=fresh.pk, member=member.pk))


def show_cohost(cohost: Member, gathering: Gathering, shown: bool) -> None:
    """Her name stands on its page beside the host's, or no more, as she says herself. Raises Refused `forbidden` for who isn't one."""
    _member, fresh = held_now(cohost, gathering)
    with atomic():
        hers = fresh.cohosts.filter(member=cohost)
        if not hers.exists():
            raise Refused("forbidden")
        if hers.exclude(is_shown=shown).update(is_shown=shown):
            Gathering.objects.filter(pk=fresh.pk).update(version=F("version") + 1)
            record(GatheringChanged(stream=fresh.stream, actor=ITSELF, gathering=fresh.pk, version=version_of(fresh.pk)))


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
