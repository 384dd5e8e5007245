"""Who may follow a gathering, what happens in it, its desk, and a seat."""

from collections.abc import Collection

from django.db.models import QuerySet

from commons.people.models import Member
from commons.realtime.doors import door, link_door

from .may import holds, may_see, sees_live
from .models import Gathering, Restraint, Seat
from .streams import seats_of


@door("events.gathering")
def may_follow_gathering(member: Member | None, number: str) -> bool:
    """Whoever may see its page, and those who hold it."""
    gathering = Gathering.objects.filter(pk=int(number)).first()
    return gathering is not None and (may_see(member, gathering) or (member is not None and holds(member, gathering)))


@door("events.live")
def may_follow_live(member: Member | None, number: str) -> bool:
    """Whoever sees it live; a guest by her private link to a seat there."""
    gathering = Gathering.objects.filter(pk=int(number)).first()
    return gathering is not None and sees_live(member, gathering)


@link_door("events.gathering")
def has_link_to_seat(links: Collection[str], number: str) -> bool:
    """Who has a link to a seat there, while she comes."""
    return _seats_by(links, number).exists()


@link_door("events.live")
def has_link_to_live(links: Collection[str], number: str) -> bool:
    """The same, where no host has shown her out."""
    out = Restraint.objects.filter(gathering=int(number), kind=Restraint.Kind.SHOWN_OUT, seat__isnull=False)
    return _seats_by(links, number).exclude(who__in=out.values("seat__who")).exists()


def _seats_by(links: Collection[str], number: str) -> QuerySet[Seat]:
    return Seat.objects.coming().filter(gathering=int(number), guest__isnull=False, pk__in=seats_of(links))


@door("events.desk")
def may_follow_desk(member: Member | None, number: str) -> bool:
    """Those who hold it."""
    gathering = Gathering.objects.filter(pk=int(number)).first() if member is not None else None
    return member is not None and gathering is not None and holds(member, gathering)


@door("events.seat")
def may_follow_seat(member: Member | None, number: str) -> bool:
    """She whose it is; a guest by her private link."""
    return member is not None and Seat.objects.filter(pk=int(number), member=member).exists()
