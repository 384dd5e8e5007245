"""Who may follow a gathering, its desk, and a seat."""

from commons.people.models import Member
from commons.realtime.doors import door

from .may import holds, may_see
from .models import Gathering, Seat


@door("events.gathering")
def may_follow_gathering(member: Member | None, number: str) -> bool:
    """Whoever may see its page."""
    gathering = Gathering.objects.filter(pk=int(number)).first()
    return gathering is not None and may_see(member, gathering)


@door("events.desk")
def may_follow_desk(member: Member | None, number: str) -> bool:
    """Those who hold it."""
    gathering = Gathering.objects.filter(pk=int(number)).first() if member is not None else None
    return member is not None and gathering is not None and holds(member, gathering)


@door("events.seat")
def may_follow_seat(member: Member | None, number: str) -> bool:
    """She whose it is; a guest by her private link."""
    return member is not None and Seat.objects.filter(pk=int(number), member=member).exists()
