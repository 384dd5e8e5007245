"""A guest's private link, changed: it has come to where it shouldn't be. By herself, or by her maker where she is locked out."""

from collections.abc import Callable

from commons.journal.refusals import Refused
from commons.journal.writing import atomic, record
from commons.people.actions import change_pass, give_pass
from commons.people.facts import PassRevoked
from commons.people.models import Guest, Member, Pass

from ..facts import LinkRenewed
from ..fulfilment import Who
from ..may import parts_of
from ..models import Order
from ..refusals import Conflict
from .moving import facts_of


def change_link(order: Order, link: Pass, keep: Callable[[Pass], None] = lambda fresh: None) -> Pass:
    """Her new link to this order. The old one opens nothing any more, on whichever phone it was opened; her other orders keep theirs.

    `keep` has it where she goes on, in the same transaction: whoever finds the old one dead finds the new one there.
    Raises Refused `forbidden` for a link that isn't hers to this order, or has ended.
    """
    if link.stream != order.stream or Who.CUSTOMER not in parts_of(order, link.guest):
        raise Refused("forbidden")
    with atomic():
        fresh, fact = change_pass(link, link.guest.actor)
        keep(fresh)
        record(fact)
    return fresh


def renew_link(order: Order, maker: Member | Guest) -> Pass:
    """The same by the maker, for whoever holds a leaked link can change it first. The guest is told by what she gave of herself.

    Raises Refused `forbidden`, or Conflict where the link was changed at this very moment.
    """
    fresh = Order.objects.whole().get(pk=order.pk)
    if Who.MAKER not in parts_of(fresh, maker) or fresh.guest is None:
        raise Refused("forbidden")
    with atomic():
        now = Pass.objects.good().filter(guest=fresh.guest, stream=fresh.stream).first()
        ended = None
        if now is None:  # its time was over
            link = give_pass(fresh.guest, fresh.stream)
        else:
            link, ended = _changed(fresh, now, maker)
        record(*([ended] if ended else []), *facts_of(fresh, LinkRenewed.name, maker, Who.MAKER, {}))
    return link


def _changed(order: Order, link: Pass, maker: Member | Guest) -> tuple[Pass, PassRevoked]:
    try:
        return change_pass(link, maker.actor)
    except Refused as changed:
        raise Conflict(order) from changed
