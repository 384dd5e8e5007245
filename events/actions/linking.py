"""A guest's private link to her seat, changed: it has come to where it shouldn't be."""

from collections.abc import Callable

from commons.journal.refusals import Refused
from commons.journal.writing import atomic, record
from commons.people.actions import change_pass
from commons.people.models import Pass

from ..models import Seat


def change_seat_link(seat: Seat, link: Pass, keep: Callable[[Pass], None] = lambda fresh: None) -> Pass:
    """Her new link to this seat. The old one opens nothing any more, on whichever phone it was opened.

    `keep` has it where she goes on, in the same transaction: whoever finds the old one dead finds the new one there.
    Raises Refused `forbidden` for a link that isn't hers to this seat, or has ended.
    """
    if link.stream != seat.stream or link.guest_id != seat.guest_id:
        raise Refused("forbidden")
    with atomic():
        fresh, fact = change_pass(link, link.guest.actor)
        keep(fresh)
        record(fact)
    return fresh
