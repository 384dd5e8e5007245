"""Where the two of an order meet: everyone reads of which kind the place is, its address only while they have agreed and it isn't over."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from marketplace.catalog.kinds.parts import PLACES

from .fulfilment import AGREED
from .models import Order
from .seeing import Seen


@dataclass(frozen=True)
class Meeting:
    """`place` is the kind of place, `address` the maker's own words for where it is, `note` what follows from the one or the other."""

    place: str | Promise
    address: str
    note: str


def meets(order: Order) -> bool:
    """Whether somebody goes somewhere for it: not what is done at a distance alone."""
    return order.declared.field("meeting_point") is not None and order.listing.details.get("where") != "far"


def meeting_of(seen: Seen) -> Meeting | None:
    """What this side of it sees now; None where nobody meets, or it is over: an address isn't kept open for those who had it once."""
    order = seen.order
    if not order.is_open or not meets(order):
        return None
    details, agreed = order.listing.details, order.state in AGREED
    where = place_named(order)
    address = details.get("meeting_point", "") if agreed and where != "theirs" else ""
    if where == "theirs" and agreed and seen.is_customer:
        note = _("Tell her the address when you talk.")
    elif not agreed and seen.is_customer and where != "theirs" and details.get("meeting_point"):
        note = _("You see the address once you have agreed.")
    elif not agreed and seen.is_maker and details.get("meeting_point"):
        note = _("Your customer sees the address once you have agreed.")
    else:
        note = ""
    return Meeting(PLACES.get(where, ""), address, note) if where or address or note else None


def address_of_meeting(order: Order) -> str:
    """In one line, for who may see it: the kind of place, and the maker's words where she doesn't go to her customer."""
    where, said = place_named(order), order.listing.details.get("meeting_point", "")
    words = [str(PLACES[where])] if where in PLACES else []
    return ": ".join([*words, said] if said and where != "theirs" else words)


def place_named(order: Order) -> str:
    """Of which kind the place is, by its name; "" where nobody has said."""
    details, declared = order.listing.details, order.declared
    if details.get("delivery") == "brought":
        return "theirs"
    return "hers" if declared.field("meets") is None else details.get("meets", "")
