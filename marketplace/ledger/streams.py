"""All stream names of the ledger."""


def ledger_stream(venture_id: int) -> str:
    """What the women of one venture agree upon, and every sum that is written, confirmed or denied; those who share in it follow it."""
    return f"marketplace.ledger:{venture_id}"


def agreement_stream(venture_id: int) -> str:
    """What a notice about an agreement names, so that it leads there; nothing happens on it."""
    return f"marketplace.agreement:{venture_id}"
