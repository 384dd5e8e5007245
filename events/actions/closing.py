"""Her live page, wherever it is open: it is taken away at once, asked for anew, and has what she may see and do by then."""

from commons.people.facts import MembershipEnded
from commons.people.streams import guest_stream, member_stream

from ..may import sees_live
from ..models import Gathering, Seat


def page_ended(gathering: Gathering, member_id: int | None, guest_id: int | None) -> MembershipEnded:
    """On the stream that tells of her alone, so that nobody else knows."""
    hers = member_stream(member_id) if member_id else guest_stream(guest_id or 0)
    return MembershipEnded(stream=hers, actor=None, of=gathering.live_stream)


def page_ended_by(seat: Seat) -> list[MembershipEnded]:
    """The same, where this seat, as it is written by now, was what let her in."""
    return [] if sees_live(seat.holder, seat.gathering) else [page_ended(seat.gathering, seat.member_id, seat.guest_id)]
