"""All stream names of people, and the names of actors."""


def member_stream(member_id: int) -> str:
    """What happens to one member: the end of a membership, a block, a suspension, a session's end."""
    return f"people.member:{member_id}"


def lab_stream(lab_id: int) -> str:
    """Who joined a lab, and who was vouched for there."""
    return f"people.lab:{lab_id}"


def craft_stream(craft_id: int) -> str:
    """That there is a craft."""
    return f"people.craft:{craft_id}"


def guest_stream(guest_id: int) -> str:
    """What happens to a guest's private links."""
    return f"people.guest:{guest_id}"


def member_actor(member_id: int) -> str:
    return f"member:{member_id}"


def guest_actor(guest_id: int) -> str:
    return f"guest:{guest_id}"


def member_of(actor: str | None) -> int | None:
    """The member's id behind an actor, or None for a guest, the system and the anonymous."""
    return _number(actor, "member")


def guest_of(actor: str | None) -> int | None:
    """The guest's id behind an actor, or None for anyone else."""
    return _number(actor, "guest")


def _number(actor: str | None, of: str) -> int | None:
    kind, _, number = (actor or "").partition(":")
    return int(number) if kind == of else None
