"""A guest's private link, changed by herself: it has come to where it shouldn't be."""

from commons.journal.refusals import Refused
from commons.journal.writing import atomic, record
from commons.people.actions import change_pass
from commons.people.models import Pass

from ..fulfilment import Who
from ..may import parts_of
from ..models import Order


def change_link(order: Order, link: Pass) -> Pass:
    """Her new link to this order. The old one opens nothing any more, on whichever phone it was opened; her other orders keep theirs.

    Raises Refused `forbidden` for a link that isn't hers to this order, or has ended.
    """
    if link.stream != order.stream or Who.CUSTOMER not in parts_of(order, link.guest):
        raise Refused("forbidden")
    with atomic():
        fresh, fact = change_pass(link, link.guest.actor)
        record(fact)
    return fresh
