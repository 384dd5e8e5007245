"""Who may follow a venture's money: those who share in it."""

from commons.people.models import Member
from commons.realtime.doors import door, passes_blocks

from .may import may_keep

passes_blocks("marketplace.ledger")


@door("marketplace.ledger")
def may_follow_ledger(member: Member | None, number: str) -> bool:
    """Its partners and stewards; a block between two of them takes from neither what is theirs."""
    return may_keep(member, int(number))
