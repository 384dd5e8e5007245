"""A guest's private link, changed: it has come to where it shouldn't be. By herself, or by her maker where she is locked out."""

from collections.abc import Callable

from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

from commons.journal.refusals import Refused
from commons.journal.writing import atomic, record
from commons.people.actions import change_pass, give_pass
from commons.people.models import Guest, Member, Pass

from ..facts import LinkRenewed
from ..fulfilment import Who
from ..may import may_renew, parts_of
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


def renew_link(order: Order, maker: Member | Guest, number: int | None = None) -> Pass:
    """The same by the maker, for whoever holds a leaked link can change it first. The guest is told by what she gave of herself.

    `number` is the link she saw, so that a second press changes nothing. Raises Refused `forbidden`, also while something between the two
    is open: nobody is shut out of that; or Conflict where the link was changed meanwhile.
    """
    fresh = Order.objects.whole().get(pk=order.pk)
    if Who.MAKER not in parts_of(fresh, maker) or fresh.guest is None:
        raise Refused("forbidden")
    if not may_renew(fresh):
        raise Refused("forbidden", _("Something is still open between the two of you: until it is settled, the link stays as it is."))
    try:
        with atomic():
            now = Pass.objects.held(fresh.guest, fresh.stream)
            if number is not None and number != getattr(now, "pk", 0):
                raise Conflict(fresh)
            link, ended = change_pass(now, maker.actor) if now else (give_pass(fresh.guest, fresh.stream), None)  # its time was over
            record(*([ended] if ended else []), *facts_of(fresh, LinkRenewed.name, maker, Who.MAKER, {}))
    except (IntegrityError, Refused) as changed:  # at this very moment
        raise Conflict(fresh) from changed
    return link
