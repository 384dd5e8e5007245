"""Members as the database has them now: what a request or a socket remembers of her may be old."""

from commons.journal.refusals import Refused

from ..models import Block, Member


def one(member: Member) -> Member:
    """Her, with her roles. Raises Refused `forbidden` when she is gone."""
    return _read(member.pk)[member.pk]


def two(by: Member, member: Member) -> tuple[Member, Member]:
    """Both, with their roles. Raises Refused `forbidden` when one is gone, and when they don't meet."""
    by, member = two_apart(by, member)
    if member.pk in Block.objects.hidden_from(by):
        raise Refused("forbidden")
    return by, member


def two_apart(by: Member, member: Member) -> tuple[Member, Member]:
    """As `two`, also when they don't meet: a block keeps nobody out of reach of those who look after the place."""
    women = _read(by.pk, member.pk)
    return women[by.pk], women[member.pk]


def _read(*ids: int) -> dict[int, Member]:
    women = Member.objects.select_related("arrival__invitation").prefetch_related("roles").in_bulk(set(ids))
    if len(women) < len(set(ids)):
        raise Refused("forbidden")
    return women
