"""Ordering: a customer asks for something, or orders what has its price; an ambassador may do it for her neighbour."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError
from django.utils import timezone

from commons.journal.facts import Fact
from commons.journal.queueing import in_turn
from commons.journal.refusals import Refused
from commons.journal.writing import atomic, record
from commons.media.actions import keep_voice
from commons.people.actions import give_pass
from commons.people.details import GuestDetails
from commons.people.models import Guest, Member, Pass
from marketplace.catalog.models import Listing, Slot

from ..fulfilment import TABLE, State, Who
from ..may import ITSELF
from ..models import Order, OrderPicture, Quote
from ..refusals import PriceMoved
from .capacity import Need, NoRoom, full, have_room, keep, needs_of, take, write_claims
from .moving import Change, facts_of, go, write_step
from .picturing import keep_pictures
from .preparing.asked import clean_words
from .pricing import LineDraft, has_its_price, price_of, terms_of, write_due, write_quote
from .wishing import Customer, Wish, check_customer, check_helper, check_wish, count, find

LONGEST_BRIEF = 2_000
LOST_ANSWER = timedelta(hours=1)  # for so long a guest's form that is sent again gets her private link again


@dataclass(frozen=True)
class Placed:
    """The order, and a guest's private link to it."""

    order: Order
    link: Pass | None


@in_turn
def place_order(
    listing: Listing, customer: Customer, wish: Wish, key: UUID, helper: Member | None = None, seen: int | None = None
) -> Placed:
    """Order this, for the price she has `seen`, in tyiyn, where that is said. The same key from the same customer gets the same order.

    Raises Refused: `forbidden` for who can't order here, PriceMoved, Full where it is all taken, `slow_down`; `invalid`, `too_long` with a
    sentence.
    """
    if (known := _placed_before(listing, customer, key)) is not None:
        return known
    listing = find(listing)
    customer = check_customer(listing, customer)
    check_helper(listing, helper)
    fixed = has_its_price(listing)
    order = _drafted(listing, wish, check_wish(listing, wish, fixed), key, helper)
    price = price_of(listing, n=wish.n, days=wish.days, alone=wish.alone) if fixed else None
    if seen is not None and price is not None and price.amount != seen:
        raise PriceMoved
    needs = needs_of(listing, n=order.n, day=order.day, days=order.days, slot=order.slot, alone=order.alone) if fixed else []
    if not have_room(needs):
        return _placed_meanwhile(customer, order, needs)
    count(customer, helper)
    try:
        with atomic():
            take(needs)
            keep(order.slot if not needs else None)
            known_customer = _known(customer)
            link = _write(order, known_customer, wish, price)
            record(*_begin(order, known_customer, needs, price))
    except NoRoom:
        return _placed_meanwhile(customer, order, needs)
    except IntegrityError:  # the same key came another way at the same moment
        if (known := _placed_before(listing, customer, key)) is None:
            raise
        return known
    return Placed(order, link)


def _placed_meanwhile(customer: Customer, order: Order, needs: list[Need]) -> Placed:
    """Where nothing is left, it may be her own tap, come another way, that took the last of it."""
    if (known := _placed_before(order.listing, customer, order.key)) is None:
        raise full(order.listing, order.n, needs, order.days) from None
    return known


def _drafted(listing: Listing, wish: Wish, slot: Slot | None, key: UUID, helper: Member | None) -> Order:
    day = timezone.localdate(slot.starts_at) if slot and slot.starts_at else wish.day
    return Order(
        key=key,
        shop=listing.shop,
        listing=listing,
        lab_id=listing.lab_id,
        kind=listing.kind,
        helper=helper,
        brief=clean_words(wish.brief, LONGEST_BRIEF),
        n=wish.n,
        day=day,
        days=wish.days,
        slot=slot,
        starts_at=slot.starts_at if slot else None,
        alone=wish.alone,
        women_only=listing.is_women_only,
        wants_call_at=timezone.now() if wish.wants_call else None,
    )


def _known(customer: Customer) -> Member | Guest:
    if isinstance(customer, GuestDetails):
        return customer.known()
    return customer


def _write(order: Order, customer: Member | Guest, wish: Wish, price: LineDraft | None) -> Pass | None:
    if isinstance(customer, Guest):
        order.guest = customer
    else:
        order.member = customer
    if price is not None:
        order.state, order.revision = State.ACCEPTED, 1
        order.due_on = order.day + timedelta(days=order.days - 1) if order.day else None
    order.save(force_insert=True)
    if wish.voice is not None:
        order.voice = keep_voice(wish.voice, order.stream, customer.actor)
        order.save(update_fields=["voice"])
    keep_pictures(order, wish.pictures, OrderPicture.Shows.WISH, customer.actor)
    return give_pass(customer, order.stream) if isinstance(customer, Guest) else None


def _begin(order: Order, customer: Member | Guest, needs: list[Need], price: LineDraft | None) -> list[Fact]:
    """The first step and its fact; where the price stood already, what is due, and what follows at once."""
    who, part = (order.helper, Who.HELPER) if order.helper else (customer, Who.CUSTOMER)
    name = "ask" if price is None else "book"
    write_step(order, name, who.actor, part, Change(), None)
    says: dict[str, Any] = {
        "shop": order.shop_id,
        "maker": order.shop.member_id,
        "customer": customer.actor,
        "helper": order.helper_id,
    }
    facts: list[Fact] = [*facts_of(order, TABLE[name].fact, who, part, says)]
    if price is None:
        return facts
    terms = terms_of(order.shop)
    quote = Quote(
        revision=1, deposit_percent=terms.deposit_percent, free_hours=terms.free_hours, due_on=order.due_on, sent_at=timezone.now()
    )
    write_quote(quote, [price], order)
    write_claims(order, needs)
    write_due(order, quote)
    return facts if quote.deposit else facts + go(order, "confirm", ITSELF, Who.ITSELF, Change())


def _placed_before(listing: Listing, customer: Customer, key: UUID) -> Placed | None:
    """What this key placed. Raises Refused `invalid` where it was for something else, or of someone else."""
    order = Order.objects.whole().filter(key=key).first()
    if order is None:
        return None
    if order.listing_id != listing.pk or not _is_same(order, customer):
        raise Refused("invalid")
    return Placed(order, Pass.objects.held(order.guest_id, order.stream))


def _is_same(order: Order, customer: Customer) -> bool:
    if isinstance(customer, GuestDetails):
        return order.guest is not None and order.guest.phone == customer.cleaned().phone and order.placed_at > timezone.now() - LOST_ANSWER
    return order.customer == customer
