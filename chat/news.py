"""How much of the talk about a thing is new to one of its sides, in a number of queries that doesn't grow with the talk."""

from commons.people.models import Guest, Member

from .models import GuestSeat, Message, Seat, Unmet

FURTHEST = 100  # beyond it "many" says enough


def new_to(who: object, stream: str) -> int:
    """To a member who has a seat there, or to a guest of a private link; 0 for who only looks in."""
    said = Message.objects.filter(room__about=stream, removed_at=None)
    if isinstance(who, Member):
        seats = Seat.objects.filter(member=who, room__about=stream, left_at=None, removed_at=None)
        upto = seats.values_list("read_upto", flat=True).first()
        new = said.none() if upto is None else said.filter(seq__gt=upto).exclude(author=who).visible_to(Unmet(who))
    elif isinstance(who, Guest):
        upto = GuestSeat.objects.filter(guest=who, room__about=stream).values_list("read_upto", flat=True).first()
        new = said.filter(seq__gt=upto or 0).exclude(guest=who)
    else:
        return 0
    return new[:FURTHEST].count()
