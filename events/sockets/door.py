"""What a host does at the door over a socket: her phone keeps it while there is no network, and sends it later under the same key."""

from commons.people.models import Member
from commons.realtime.verbs import Call, taken, verb

from ..actions import check_in, count_nameless, recount, uncount
from ..actions.holding import check_host
from ..door import seat_by_number, seen_at
from ..models import Gathering, Seat
from ..streams import gathering_of
from .finding import gathering_by


@verb("events.check_in")
def checks_in(call: Call) -> None:
    """`{seat, at}`: she is there since that moment, in milliseconds."""
    seat_id, at = taken(call, {"seat": int, "at": int})
    check_in(call.member, seat_in(call, seat_id), call.key, seen_at(at))


@verb("events.recount")
def recounts(call: Call) -> None:
    """`{seat, came}`: of her party so many are there."""
    seat_id, came = taken(call, {"seat": int, "came": int})
    recount(call.member, seat_in(call, seat_id), came, call.key)


@verb("events.uncount")
def uncounts(call: Call) -> None:
    """`{seat}`: it was another."""
    (seat_id,) = taken(call, {"seat": int})
    uncount(call.member, seat_in(call, seat_id), call.key)


@verb("events.count")
def counts(call: Call) -> None:
    """`{on}`: one more without a seat, or one less."""
    (on,) = taken(call, {"on": bool})
    count_nameless(call.member, gathering_at(call)[1], call.key, on)


def seat_in(call: Call, seat_id: int) -> Seat:
    """Raises Refused `forbidden`, NoSeat."""
    member, gathering = gathering_at(call)
    return seat_by_number(member, gathering, seat_id)


def gathering_at(call: Call) -> tuple[Member, Gathering]:
    """At whose desk she is, as both are now. Raises Refused `invalid` for any other stream, `forbidden` where it isn't hers."""
    gathering = gathering_by(gathering_of(call.stream))
    return check_host(call.member, gathering), gathering
