"""Roles at a lab, by a coordinator's tap."""

from collections.abc import Callable

from commons.journal.refusals import Refused
from commons.journal.writing import atomic, record

from .. import may
from ..facts import MemberChanged, RoleGiven, RoleTaken
from ..models import Member, Role
from ..streams import lab_stream, member_stream
from . import afresh

Pair = tuple[Member, Member]


def give_role(by: Member, member: Member, kind: str) -> None:
    """Make her an ambassador, mentor or coordinator of her lab. Raises Refused `forbidden`, or `invalid` for another kind."""
    with atomic():
        by, member = _allowed(afresh.two, by, member, kind)
        _, is_new = Role.objects.get_or_create(member=member, lab_id=member.lab_id, kind=kind)
        if is_new:
            told = RoleGiven(stream=lab_stream(member.lab_id), actor=by.actor, member=member.pk, kind=kind)
            record(told, MemberChanged(stream=member_stream(member.pk), actor=None))


def take_role(by: Member, member: Member, kind: str) -> None:
    """Take it back. Raises Refused as giving does; a coordinator's role is taken by staff only."""
    with atomic():
        by, member = _allowed(afresh.two_apart, by, member, kind)
        gone, _ = Role.objects.filter(member=member, lab_id=member.lab_id, kind=kind).delete()
        if gone:
            told = RoleTaken(stream=lab_stream(member.lab_id), actor=by.actor, member=member.pk, kind=kind)
            record(told, MemberChanged(stream=member_stream(member.pk), actor=None))


def _allowed(read: Callable[[Member, Member], Pair], by: Member, member: Member, kind: str) -> Pair:
    if kind not in Role.Kind.values:
        raise Refused("invalid")
    by, member = read(by, member)
    if not may.may_give_role(by, member, kind):
        raise Refused("forbidden")
    return by, member
