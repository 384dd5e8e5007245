"""All stream names of notify."""

from commons.people.streams import guest_of, member_of

SYSTEM = "system"  # the actor where nobody did it


def bell_stream(to: str) -> str:
    """What someone is told: a member's bell, which she may follow; of a guest nobody does. Raises ValueError for anyone else."""
    if (member_id := member_of(to)) is not None:
        return f"notify.bell:{member_id}"
    if (guest_id := guest_of(to)) is not None:
        return f"notify.guest:{guest_id}"
    raise ValueError(f"nobody can be told as {to}")


def told_by(stream: str) -> str:
    """Whose stream it is: `member:7` or `guest:31`."""
    kind, _, number = stream.partition(":")
    return f"{'member' if kind == 'notify.bell' else 'guest'}:{number}"
