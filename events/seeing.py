"""Who is before a page: a member, or a guest by her private links; and what she sees of a gathering and of a seat."""

from dataclasses import dataclass, replace

from django.db.models import Q
from django.http import Http404, HttpRequest

from commons.people.models import Guest, Member
from commons.people.passes import guest_at, streams_of
from commons.people.viewer import member_of

from .may import holds, may_see
from .models import Gathering, Seat
from .streams import seats_of


@dataclass(frozen=True)
class Seen:
    """A seat, and whose it is, as she stands before it; `reader` is who is signed in, whom a guest's link may have brought there."""

    seat: Seat
    who: Member | Guest
    reader: Member | None = None

    @property
    def gathering(self) -> Gathering:
        return self.seat.gathering

    def afresh(self) -> "Seen":
        """With the seat as it is by now."""
        return replace(self, seat=Seat.objects.whole().get(pk=self.seat.pk))


def find_gathering(request: HttpRequest, gathering_id: int) -> Gathering:
    """The gathering as it is now. Raises Http404 for whom it isn't, and where there is none, alike."""
    member = member_of(request)
    gathering = Gathering.objects.select_related("lab", "host__lab").filter(pk=gathering_id).first()
    if gathering is None or not (may_see(member, gathering) or (member is not None and holds(member, gathering))):
        raise Http404
    return gathering


def seat_seen(request: HttpRequest, gathering_id: int, seat_id: int) -> Seen | None:
    """The seat as it is now, for her whose it is; None for anyone else, and where there is none. It outlasts a block."""
    seat = Seat.objects.whole().filter(pk=seat_id, gathering=gathering_id).first()
    if seat is None:
        return None
    member = member_of(request)
    if member is not None and seat.member_id == member.pk:
        return Seen(seat, member, member)
    guest = guest_at(request, seat.stream)
    return Seen(seat, guest, member) if guest is not None and seat.guest_id == guest.pk else None


def hers(request: HttpRequest) -> Q:
    """The seats of whoever looks: of her account, and those whose private links this browser has opened."""
    member, linked = member_of(request), Q(pk__in=seats_of(streams_of(request)), guest__isnull=False)
    return linked | Q(member=member) if member else linked


def seat_at(request: HttpRequest, gathering: Gathering) -> Seat | None:
    """The seat of whoever looks that stands at this gathering."""
    return Seat.objects.standing().whole().filter(hers(request), gathering=gathering).order_by("-pk").first()
