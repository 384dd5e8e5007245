"""Suspending: she may not be here for now. Her sockets close by the fact, her pages by the middleware."""

from django.utils import timezone

from commons.journal.refusals import Refused
from commons.journal.writing import atomic, record

from .. import may
from ..facts import MemberChanged, MemberSuspended
from ..models import Member
from ..streams import member_stream
from . import afresh


def suspend(by: Member, member: Member) -> None:
    """At once, by her coordinator or staff. Raises Refused `forbidden`."""
    with atomic():
        by, member = _allowed(by, member)
        if Member.objects.filter(pk=member.pk, suspended_at=None).update(suspended_at=timezone.now()):
            record(MemberSuspended(stream=member_stream(member.pk), actor=None))


def unsuspend(by: Member, member: Member) -> None:
    """She is welcome again. Raises Refused `forbidden`."""
    with atomic():
        by, member = _allowed(by, member)
        if Member.objects.filter(pk=member.pk, suspended_at__isnull=False).update(suspended_at=None):
            record(MemberChanged(stream=member_stream(member.pk), actor=None))


def _allowed(by: Member, member: Member) -> tuple[Member, Member]:
    by, member = afresh.two_apart(by, member)
    if not may.may_suspend(by, member):
        raise Refused("forbidden")
    return by, member
