"""Who may follow the streams of people; realtime, a floor above, hangs the doors."""

from .may import is_here
from .models import Lab, Member


def may_follow_member(member: Member | None, name: str) -> bool:
    """Her own stream, and nobody else's."""
    return member is not None and member.is_active and not member.is_suspended and name == str(member.pk)


def may_follow_lab(member: Member | None, name: str) -> bool:
    """Who joined a lab and who was vouched for there is its coordinators' business, and the staff's."""
    if member is None or not is_here(member) or not name.isdecimal():
        return False
    return member.is_coordinator_of(int(name)) or (member.is_staff and Lab.objects.filter(pk=int(name)).exists())
