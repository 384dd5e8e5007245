"""Who may follow the streams of notify."""

from commons.people.models import Member
from commons.realtime.doors import door


@door("notify.bell")
def may_follow_bell(member: Member | None, name: str) -> bool:
    """Her own, and nobody else's."""
    return member is not None and name == str(member.pk)
