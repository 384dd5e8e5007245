"""All stream names of joint businesses."""

VENTURE, ORDER = "marketplace.venture:", "marketplace.order:"


def venture_stream(venture_id: int) -> str:
    """What happens in one venture: who comes and goes, and every card of its board. Its partners and guests follow it."""
    return f"{VENTURE}{venture_id}"


def order_of(stream: str | None) -> int | None:
    """The id of the order whose stream this is; None for any other."""
    return int(stream.removeprefix(ORDER)) if stream and stream.startswith(ORDER) else None


def venture_of(stream: str) -> int | None:
    """The id of the venture whose stream this is; None for any other."""
    return int(stream.removeprefix(VENTURE)) if stream.startswith(VENTURE) else None
