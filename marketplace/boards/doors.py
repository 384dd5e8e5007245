"""Who may follow what happens in a venture, and see the pictures of its board: those who are in it, also its guests."""

from collections.abc import Collection

from commons.people.models import Member
from commons.realtime.doors import Ask, door, passes_blocks, wide_door

from .models import Partner

passes_blocks("marketplace.venture")


@door("marketplace.venture")
def may_follow_venture(member: Member | None, number: str) -> bool:
    """Whoever is in it. A block between two of them takes from neither what they have built together."""
    return bool(who_may_follow_ventures([(member, number)]))


@wide_door("marketplace.venture")
def who_may_follow_ventures(asks: Collection[Ask]) -> Collection[Ask]:
    """The same for many, as when everybody comes back at once."""
    known = [(member, number) for member, number in asks if member is not None]
    standing = Partner.objects.standing().filter(venture__in={int(number) for _, number in known})
    pairs = set(standing.filter(member__in={member.pk for member, _ in known}).values_list("member_id", "venture_id"))
    return [(member, number) for member, number in known if (member.pk, int(number)) in pairs]
