"""Where the two of an order meet: everyone reads of which kind the place is, its address only while they have agreed and it isn't over."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from marketplace.catalog.kinds.parts import PLACES
from marketplace.catalog.meeting import address_of, meets, place_named

from .fulfilment import AGREED, WORKING, State
from .models import Order
from .seeing import Seen

GOING = (State.ACCEPTED, *WORKING)  # somebody is still to go there


@dataclass(frozen=True)
class Meeting:
    """`place` is the kind of place, `address` the maker's own words for where it is, `note` what follows from the one or the other."""

    place: str | Promise
    address: str
    note: str


def meeting_of(seen: Seen) -> Meeting | None:
    """What this side of it sees now; None where nobody meets, or it is over: an address isn't kept open for those who had it once."""
    order = seen.order
    if not order.is_open or not meets(order.listing):
        return None
    agreed, where, address = order.state in AGREED, place_named(order.listing), address_of(order.listing)
    if where == "theirs" and agreed and seen.is_customer:
        note = _("Tell her the address when you talk.")
    elif not agreed and seen.is_customer and address:
        note = _("You see the address once you have agreed.")
    elif not agreed and seen.is_maker and address:
        note = _("Your customer sees the address once you have agreed.")
    elif where != "theirs" and not address and order.state in GOING and seen.is_customer:
        note = _("Ask her for the address when you talk.")
    elif where != "theirs" and not address and order.state in GOING and seen.is_maker:
        note = _("Your customer sees no address: say it when you talk, or write it in your service.")
    else:
        note = ""
    shown = address if agreed else ""
    return Meeting(PLACES.get(where, ""), shown, note) if where or shown or note else None


def address_of_meeting(order: Order) -> str:
    """In one line, for who may see it: the kind of place, and the maker's words where she doesn't go to her customer."""
    where, said = place_named(order.listing), address_of(order.listing)
    words = [str(PLACES[where])] if where in PLACES else []
    return ": ".join([*words, said] if said else words)
