"""A guest's private link to her seat, with the ways to send it to herself."""

from commons.people.links import ways_of
from commons.people.models import Guest, Pass

from .seeing import Seen


def link_of(seen: Seen) -> dict[str, str] | None:
    """Its address and where each button leads; None for a member, who needs none."""
    if not isinstance(seen.who, Guest):
        return None
    link = Pass.objects.held(seen.who, seen.seat.stream)
    return ways_of(link, seen.who.phone, seen.gathering.title) if link else None
