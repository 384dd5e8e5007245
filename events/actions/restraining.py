"""Keeping the live room safe: a host lets somebody read alone, or shows her out; and takes that back."""

from commons.journal.facts import Fact
from commons.journal.refusals import Refused
from commons.journal.writing import atomic, record
from commons.people.facts import MembershipEnded
from commons.people.models import Member

from ..live_facts import RestraintLifted, RestraintSet
from ..may import holds
from ..models import Gathering, Question, Remark, Restraint
from .closing import page_ended
from .holding import check_host
from .saying import blank, removed

MUTED, SHOWN_OUT = Restraint.Kind.MUTED, Restraint.Kind.SHOWN_OUT


def restrain(host: Member, wrote: Question | Remark, kind: str) -> Restraint:
    """Mute whoever wrote this, or show her out, and her chat and waiting questions with her. Her live page follows at once. Twice is once.

    Raises Refused `invalid`; `forbidden` where the host doesn't hold it, or whoever wrote it does.
    """
    gathering = wrote.gathering
    check_host(host, gathering)
    if kind not in Restraint.Kind.values:
        raise Refused("invalid")
    if wrote.member is not None and holds(wrote.member, gathering):
        raise Refused("forbidden")
    is_nameless = isinstance(wrote, Question) and wrote.is_anonymous
    with atomic():
        hers = {"member": wrote.member, "seat": wrote.seat, "kind": kind, "is_nameless": is_nameless}
        Gathering.objects.select_for_update(no_key=True).get(pk=gathering.pk)  # what she is just saying is there, or refused
        restraints = Restraint.objects.select_for_update(no_key=True)
        restraint, is_new = restraints.get_or_create(gathering=gathering, who=wrote.who, defaults=hers)
        if not is_new:
            if kind in (restraint.kind, MUTED):
                return restraint
            restraint.kind, restraint.is_nameless = kind, restraint.is_nameless and is_nameless
            restraint.save(update_fields=["kind", "is_nameless"])
        set_ = RestraintSet(stream=gathering.desk_stream, actor=host.actor, gathering=gathering.pk, restraint=restraint.pk, kind=kind)
        record(set_, _her_page_ended(restraint), *(_leaving(restraint) if kind == SHOWN_OUT else ()))
    return restraint


def lift_restraint(host: Member, restraint: Restraint) -> None:
    """She may write again, and her live page says so at once; or come in again. Twice is once. Raises Refused `forbidden`."""
    gathering = restraint.gathering
    check_host(host, gathering)
    with atomic():
        if Restraint.objects.filter(pk=restraint.pk).delete()[0]:
            lifted = RestraintLifted(stream=gathering.desk_stream, actor=host.actor, gathering=gathering.pk, restraint=restraint.pk)
            record(lifted, _her_page_ended(restraint))


def _leaving(restraint: Restraint) -> list[Fact]:
    """What she said in the chat goes, and what she asked and nobody saw."""
    gathering = restraint.gathering
    Question.objects.to_decide().filter(gathering=gathering, who=restraint.who).update(state=Question.State.DECLINED)
    said = list(Remark.objects.filter(gathering=gathering, who=restraint.who, removed_at=None).values_list("pk", flat=True))
    return [removed(gathering, said)] if blank(said) else []


def _her_page_ended(restraint: Restraint) -> MembershipEnded:
    return page_ended(restraint.gathering, restraint.member_id, restraint.seat.guest_id if restraint.seat else None)
