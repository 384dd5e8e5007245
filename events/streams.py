"""All stream names of events."""


def gathering_stream(gathering_id: int) -> str:
    """What everyone who may see a gathering follows: that it was moved or cancelled, how many places are left, what happens in it."""
    return f"events.gathering:{gathering_id}"


def live_stream(gathering_id: int) -> str:
    """What is asked and said in it while it is live; of one that isn't for everyone, those alone follow it who may be there."""
    return f"events.live:{gathering_id}"


def desk_stream(gathering_id: int) -> str:
    """Who comes; its hosts alone follow it."""
    return f"events.desk:{gathering_id}"


def seat_stream(seat_id: int) -> str:
    """What happens to one seat: she whose it is follows it, by her private link where she has no account."""
    return f"events.seat:{seat_id}"


def votes_stream(gathering_id: int) -> str:
    """Each vote; nobody follows it, since all are told of many at once (tallying.py)."""
    return f"events.votes:{gathering_id}"
