"""Who may do what with a venture's money: asked by actions, by the door, and by the pages that show the buttons."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q

from commons.people.models import Member
from marketplace.boards.may import Role, role_in, works_in
from marketplace.boards.models import Venture

from .agreed import partners_at
from .models import Leg, Posting

GIVEN = (Posting.Kind.PAYOUT, Posting.Kind.HANDOVER)


def may_keep(member: Member | None, venture: Venture | int) -> bool:
    """Whether she sees the money and writes what she held, paid and gave: partners and stewards, not guests, nor who left."""
    return works_in(role_in(member, venture))


def may_answer(member: Member, posting: Posting) -> bool:
    """Whether it is hers to confirm or deny it: never her own word; of what was given, the other side, while she is in it."""
    return may_keep(member, posting.venture_id) and is_asked(member.pk, posting, partners_at(posting.venture_id))


def is_asked(member_id: int, posting: Posting, partners: Collection[int]) -> bool:
    """The same of one of these `partners`, who are in it now."""
    if posting.by_id in (None, member_id):
        return False
    sides = {leg.member_id for leg in posting.legs.all()} if posting.kind in GIVEN else set()
    asked = (sides - {posting.by_id}).intersection(partners)
    return not asked or member_id in asked


def where_asked(member_id: int, partners: Collection[int]) -> Q:
    """The same of any number of postings: her of these `partners` they wait for."""
    sides = Leg.objects.filter(posting=OuterRef("key"), member__in=partners).exclude(member=OuterRef("by"))
    is_given = Q(kind__in=GIVEN) & Q(Exists(sides))
    return Q(by__isnull=False) & ~Q(by=member_id) & (~is_given | Q(Exists(sides.filter(member=member_id))))


def may_reverse(member: Member, posting: Posting) -> bool:
    """She who recorded it, or a steward. What was divided follows what it was divided from."""
    return is_hers_to_reverse(member.pk, posting, role_in(member, posting.venture_id))


def may_record_again(member: Member, posting: Posting) -> bool:
    """Of a sale that was taken back: she who could take it back."""
    return posting.kind == Posting.Kind.SALE and may_reverse(member, posting)


def is_hers_to_reverse(member_id: int, posting: Posting, role: Role | None) -> bool:
    """The same of one who is this in it."""
    if posting.is_reversal or posting.kind == Posting.Kind.DIVISION:
        return False
    return role == Role.STEWARD or (works_in(role) and member_id == posting.by_id)
