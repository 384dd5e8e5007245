"""All stream names of events."""

from collections.abc import Iterable

from commons.ui.addresses import number

SEAT, DESK, LIVE = "events.seat:", "events.desk:", "events.live:"


def gathering_stream(gathering_id: int) -> str:
    """What everyone who may see a gathering follows: that it was moved or cancelled, how many places are left, what happens in it."""
    return f"events.gathering:{gathering_id}"


def live_stream(gathering_id: int) -> str:
    """What is asked and said in it while it is live; of one that isn't for everyone, those alone follow it who may be there."""
    return f"{LIVE}{gathering_id}"


def desk_stream(gathering_id: int) -> str:
    """Who comes; its hosts alone follow it."""
    return f"{DESK}{gathering_id}"


def seat_stream(seat_id: int) -> str:
    """What happens to one seat: she whose it is follows it, by her private link where she has no account."""
    return f"{SEAT}{seat_id}"


def votes_stream(gathering_id: int) -> str:
    """Each vote; nobody follows it, since all are told of many at once (tallying.py)."""
    return f"events.votes:{gathering_id}"


def seats_of(streams: Iterable[str]) -> list[int]:
    """The ids of the seats among these streams, as of the private links of a browser."""
    numbers = (number(stream.removeprefix(SEAT)) for stream in streams if stream.startswith(SEAT))
    return [one for one in numbers if one is not None]


def gathering_of(desk: str) -> int | None:
    """The id of the gathering whose desk this stream is; None for any other."""
    return number(desk.removeprefix(DESK)) if desk.startswith(DESK) else None


def live_of(stream: str) -> int | None:
    """The id of the gathering whose live stream this is; None for any other."""
    return number(stream.removeprefix(LIVE)) if stream.startswith(LIVE) else None
