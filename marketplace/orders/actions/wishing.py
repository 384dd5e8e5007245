"""May she order this, and can it be? Asked before the transaction that places an order."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.journal.refusals import Refused
from commons.media.pictures import PreparedPicture
from commons.media.voices import PreparedVoice
from commons.people.details import GuestDetails
from commons.people.limits import Limit, take
from commons.people.models import Block, Guest, Member
from marketplace.catalog.capacity import next_free_days, pieces_left
from marketplace.catalog.kinds import Counted
from marketplace.catalog.models import Listing, Slot

from ..may import may_help
from ..models import GuestBlock
from ..reasons import few_left, soon_for
from ..refusals import NotMet, Soon
from .capacity import check_days, check_slot, check_unblocked, full, have_room, needs_of

PER_CUSTOMER = Limit("orders of a customer", 12, timedelta(days=1))
PER_HELPER = Limit("orders for neighbours", 40, timedelta(days=1))
OVER_ALL = Limit("orders of guests", 3_000, timedelta(hours=1))

MOST_PICTURES, MOST_DAYS, MOST = 6, 30, 10_000
FARTHEST = timedelta(days=730)


@dataclass(frozen=True)
class Wish:
    """What is wished for: `n` pieces, heads or people, from `day` for so many `days`, or at a departure, `slot`; `alone` in their own.

    With `women` she says that only women come.
    """

    brief: str = ""
    n: int = 1
    day: date | None = None
    days: int = 1
    slot: int | None = None
    alone: bool = False
    wants_call: bool = False
    women: bool = False
    pictures: tuple[PreparedPicture, ...] = ()
    voice: PreparedVoice | None = None


Customer = Member | Guest | GuestDetails


def find(listing: Listing) -> Listing:
    """The service as it is now. Raises Refused `forbidden` where it isn't offered any more."""
    fresh = Listing.objects.reachable().select_related("shop__member").filter(pk=listing.pk).first()
    if fresh is None:
        raise Refused("forbidden", _("This isn't offered any more."))
    return fresh


def check_customer(listing: Listing, customer: Customer) -> Customer:
    """Who may order here, as she is now. Nobody of herself, nobody whom the maker doesn't meet, nobody under 18 alone."""
    maker = listing.shop.member
    if isinstance(customer, Member):
        fresh = Member.objects.filter(pk=customer.pk).first()
        if fresh is None or not fresh.is_active or fresh.is_suspended:
            raise Refused("forbidden")
        if fresh.pk == maker.pk:
            raise Refused("forbidden", _("This is your own service."))
        if maker.pk in Block.objects.hidden_from(fresh):
            raise Refused("forbidden", _("This isn't offered any more."))
        if fresh.is_under_18:
            raise Refused("forbidden", _("Under 18? Ask a grown-up to order it for you."))
        return fresh
    if isinstance(customer, GuestDetails):
        customer = customer.cleaned()
    if customer.phone and customer.phone == listing.shop.phone:
        raise Refused("forbidden", _("This is your own service."))
    if GuestBlock.objects.meet(listing.shop_id, [customer] if isinstance(customer, Guest) else [], [customer.phone]):
        raise NotMet
    return customer


def check_helper(listing: Listing, helper: Member | None) -> None:
    """Who may order for a neighbour: an ambassador or a coordinator, of somebody else's service."""
    if helper is None:
        return
    fresh = Member.objects.prefetch_related("roles").filter(pk=helper.pk).first()
    if fresh is None or not may_help(fresh):
        raise Refused("forbidden")
    if fresh.pk == listing.shop.member_id or listing.shop.member_id in Block.objects.hidden_from(fresh):
        raise Refused("forbidden")


def count(customer: Customer, helper: Member | None) -> None:
    """Raises Refused `slow_down` after too many."""
    if helper is not None:
        take((PER_HELPER, str(helper.pk)))
    elif isinstance(customer, Member):
        take((PER_CUSTOMER, customer.actor))
    else:
        take((PER_CUSTOMER, customer.phone), (OVER_ALL, ""))


def check_wish(listing: Listing, wish: Wish, fixed: bool) -> Slot | None:
    """Whether it can be had so. Returns the departure, where there are departures. Raises Refused `invalid`, or Full."""
    check_what(listing, wish, fixed)
    if listing.is_women_only and not wish.women:
        raise Refused("invalid", _("This is for women only now. Go back to the first page, and tick it if that is so."))
    return check_when(listing, wish)


def check_what(listing: Listing, wish: Wish, fixed: bool) -> None:
    """Whether so much of it can be had, and it was said what it should be. Raises Refused `invalid`."""
    kind, details = listing.declared, listing.details
    if type(wish.n) is not int or not 1 <= wish.n <= MOST or type(wish.days) is not int or not 1 <= wish.days <= MOST_DAYS:
        raise Refused("invalid", _("How many are there? One at least."))
    if len(wish.pictures) > MOST_PICTURES:
        raise Refused("invalid")
    if not fixed and not (wish.brief.strip() or wish.pictures or wish.voice):
        raise Refused("invalid", _("Say in a few words, by voice or with a picture what you would like."))
    least, most = details.get("least") if kind.trade == "catering" or wish.alone else None, details.get("most")
    if (least and wish.n < least) or (most and wish.n > most):
        raise Refused("invalid", _("It is made for %(least)s to %(most)s people.") % {"least": least or 1, "most": most or MOST})
    if wish.days < details.get("nights", 1):
        raise Refused("invalid", _("It is for %(nights)s nights at least.") % {"nights": details["nights"]})


def check_when(listing: Listing, wish: Wish) -> Slot | None:
    """Whether it can be had then. Returns the departure, where there are departures. Raises Refused `invalid`, or Full."""
    if listing.declared.counted == Counted.SLOT:
        return check_slot(listing, wish.slot)
    _check_day(listing, wish, needed=listing.declared.counted == Counted.DAY)
    return None


def _check_day(listing: Listing, wish: Wish, needed: bool) -> None:
    today = timezone.localdate()
    if wish.day is None:
        if needed:
            raise Refused("invalid", _("Choose the day."))
        return
    if not today <= wish.day <= today + FARTHEST:
        raise Refused("invalid", _("Choose a day from today on, within two years."))
    if needed:
        check_days(listing, wish.day, wish.days, wish.n, wish.alone)
    else:  # the maker names hers with the price, but on none that she has blocked
        check_unblocked(listing, wish.day, 1, wish.n, wish.alone)


def check_room(listing: Listing, wish: Wish, slot: Slot | None) -> None:
    """Whether there is room just now for what has its price: she learns it before she says who she is. Raises Full."""
    needs = needs_of(listing, n=wish.n, day=wish.day, days=wish.days, slot=slot, alone=wish.alone)
    if not have_room(needs):
        raise full(listing, wish.n, needs, wish.days)


def check_stock(listing: Listing, wish: Wish) -> None:
    """Of what is ready now, whether there are so many. Raises Refused `invalid` with a sentence."""
    if listing.declared.counted == Counted.PIECES and (left := pieces_left(listing)) < wish.n:
        raise Refused("invalid", few_left(listing, left))


def check_it_is_not_soon(listing: Listing, wish: Wish) -> None:
    """A request for a day before she usually has it ready. Raises Soon."""
    ahead = (wish.day - timezone.localdate()).days if wish.day else FARTHEST.days
    if ahead < max(1, listing.lead_days):
        raise Soon(next_free_days(listing, wish.n), soon_for(listing, ahead))
