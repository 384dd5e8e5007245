"""Blocks: silent, mutual, everywhere. The other woman's stream says only that something changed."""

from django.db import IntegrityError

from commons.journal.refusals import Refused
from commons.journal.writing import atomic, record

from ..facts import MemberBlocked, MemberChanged
from ..models import Block, Member
from ..streams import member_stream


def block(by: Member, member: Member) -> None:
    """Neither meets the other from now on. Raises Refused `invalid` for oneself."""
    if by.pk == member.pk:
        raise Refused("invalid")
    try:
        with atomic():
            Block.objects.create(by=by, member=member)
            record(*_told(by, member))
    except IntegrityError:  # she did already
        return


def unblock(by: Member, member: Member) -> None:
    """Take it back; a block the other woman made stands."""
    with atomic():
        gone, _ = Block.objects.filter(by=by, member=member).delete()
        if gone:
            record(*_told(by, member))


def _told(by: Member, member: Member) -> tuple[MemberBlocked, MemberChanged]:
    hers = MemberBlocked(stream=member_stream(by.pk), actor=by.actor, member=member.pk)
    return hers, MemberChanged(stream=member_stream(member.pk), actor=None)
