"""Filling the village with orders: everything in the order in which it happened, each at its own time, and then dated back."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from heapq import merge
from random import Random

from django.db import transaction
from django.utils import timezone

from commons.journal.models import Delivery, Entry
from commons.journal.refusals import Refused
from commons.people.demo_clock import at
from commons.people.details import GuestDetails
from commons.people.models import Guest, Member, Role
from marketplace.catalog.kinds import Counted
from marketplace.catalog.models import BlockedDay, Listing, Slot

from ..actions import rebuild_earnings
from ..actions.pricing import has_its_price
from ..fulfilment import OPEN
from ..models import Claim, Order, OrderPicture, PaymentLine, Quote, Review, Step
from ..streams import order_stream
from .happening import happen, key_of, place
from .settling import settle_shops
from .stories import STORIES, UNANSWERED, Story
from .telling import FOR_THEIR_DAY, Tale
from .words import GUESTS

ORDERS = "marketplace.order:"
NOBODYS = "+996000"  # what no number here can begin with: To send opens WhatsApp with it
BUSY = 6  # times as often as others those are asked whom one can sign in as


def fill() -> None:
    """Let them order, make, pay and say how it was."""
    if Order.objects.filter(key=key_of(0)).exists():
        return
    with transaction.atomic():  # whole, or not at all
        settle_shops()
        tales = list(_tales())
        for moment, number, name in merge(*(timeline_of(tale, number) for number, tale in enumerate(tales))):
            let(tales[number], number, name, moment)
        date_back([tale for tale in tales if tale.order is not None])
        leave_to_the_worker()
        rebuild_earnings()


def _tales() -> Iterator[Tale]:
    chance = Random("orders")  # noqa: S311  a village, not a secret
    listings = list(Listing.objects.public().select_related("shop__member", "shop__lab", "lab").prefetch_related("slots").order_by("pk"))
    women = list(Member.objects.active().vouched().filter(is_under_18=False).order_by("number"))
    helpers = list(Member.objects.active().filter(roles__kind=Role.Kind.AMBASSADOR).prefetch_related("roles").order_by("number"))
    blocked = set(BlockedDay.objects.values_list("shop", "day"))
    for story in (*STORIES, *UNANSWERED):
        fitting = [one for one in listings if _fits(one, story)]
        weights = [BUSY if one.shop.member.number.startswith("demo-") else 1 for one in fitting]
        for listing in chance.choices(fitting, weights, k=story.many):
            day, slot = day_for(listing, story, chance, blocked)
            helper = helpers[0] if helpers and listing.declared.quoted and chance.random() < 0.04 else None
            customer = guest(chance) if helper or chance.random() < 0.7 else chance.choice(women)
            if customer == listing.shop.member or helper == listing.shop.member:
                customer, helper = guest(chance), None
            yield Tale(story, listing, customer, helper, day, slot, Random(f"order {chance.random()}"))  # noqa: S311


def _fits(listing: Listing, story: Story) -> bool:
    has_price = has_its_price(listing)
    if not story.dated and listing.declared.trade in FOR_THEIR_DAY:
        return False
    if story in UNANSWERED:
        return not has_price
    return story.booked if has_price else story.quoted


def guest(chance: Random) -> GuestDetails:
    """Somebody with a name, a language, and a number that is nobody's."""
    number = f"{NOBODYS}{chance.randrange(1_000_000):06}"
    return GuestDetails(chance.choice(GUESTS), number, chance.choice(("ky", "ky", "ru", "uz-cyrl")))


def day_for(listing: Listing, story: Story, chance: Random, blocked: set[tuple[int, date]]) -> tuple[date, Slot | None]:
    """A day on which she works; of what leaves at an hour, a departure of that day."""
    today = timezone.localdate()
    for _ in range(60):
        day = today + timedelta(days=chance.randint(story.first, story.last))
        if str(day.isoweekday()) in listing.shop.workdays and (listing.shop_id, day) not in blocked:
            break
    if listing.declared.counted == Counted.PIECES:
        return day, listing.slots.filter(starts_at=None).first()
    if listing.declared.counted != Counted.SLOT:
        return day, None
    if day > today and (coming := [slot for slot in listing.slots.all() if slot.starts_at and timezone.localdate(slot.starts_at) > today]):
        slot = chance.choice(coming)
        return timezone.localdate(slot.starts_at), slot
    at_eight = timezone.make_aware(datetime.combine(day, time(8)))
    slot, _ = Slot.objects.get_or_create(listing=listing, starts_at=at_eight, defaults={"capacity": listing.details.get("most", 8)})
    return day, slot


def timeline_of(tale: Tale, number: int) -> Sequence[tuple[datetime, int, str]]:
    """What happens to it and when, in its order; `number` goes with each."""
    advance = has_advance(tale)
    return [(moment, number, name) for moment, name in tale.events(has_its_price(tale.listing), advance)]


def has_advance(tale: Tale) -> bool:
    """Whether an advance is asked: of some, and of those whose story ends with it."""
    return not has_its_price(tale.listing) and Random(f"{tale.day} {tale.listing.pk}").random() < 0.25  # noqa: S311


def let(tale: Tale, number: int, name: str, moment: datetime) -> None:
    """Have it happen at its time. What can't be, such as a day that is full, ends the story there."""
    with at(moment):
        try:
            if name in ("ask", "book"):
                place(tale, number)
            elif tale.order is not None:
                happen(tale, name, _asks_advance(tale))
        except Refused:
            return
    order = tale.order
    if order is None:
        return
    tale.moments.setdefault(order.version, moment)
    if name in ("quote", "quote again"):
        tale.quoted[order.revision] = moment
    if name in ("accept", "book"):
        tale.agreed = moment


def _asks_advance(tale: Tale) -> bool:
    ends = tale.story.way[-1][0] if tale.story.way else ""
    return has_advance(tale) or (tale.story in UNANSWERED and ends in ("accept", "claim"))


def date_back(tales: Sequence[Tale]) -> None:
    """What columns took from the clock by themselves becomes when it was."""
    by_order = {tale.order.pk: tale for tale in tales if tale.order}
    first = {pk: min(tale.moments.values()) for pk, tale in by_order.items()}
    steps = list(Step.objects.filter(order__in=by_order))
    for step in steps:
        moments = by_order[step.order_id].moments
        step.at = next((moments[version] for version in sorted(moments) if version >= step.version), max(moments.values()))
    Step.objects.bulk_update(steps, ["at"], batch_size=400)
    _dated(Quote, "made_at", by_order, lambda tale, row: tale.quoted.get(row.revision) or tale.agreed)
    for model, column in ((PaymentLine, "made_at"), (Claim, "claimed_at")):
        _dated(model, column, by_order, lambda tale, row: tale.agreed)
    _dated(Review, "written_at", by_order, lambda tale, row: max(tale.moments.values()))
    _dated(OrderPicture, "at", by_order, lambda tale, row: tale.agreed or min(tale.moments.values()))
    orders = list(Order.objects.filter(pk__in=by_order))
    for order in orders:
        order.placed_at = first[order.pk]
    Order.objects.bulk_update(orders, ["placed_at"], batch_size=400)
    guests = list(Guest.objects.filter(orders__in=by_order).distinct())
    placed = {order.guest_id: order.placed_at for order in orders}
    for guest in guests:
        guest.made_at = placed[guest.pk]
    Guest.objects.bulk_update(guests, ["made_at"], batch_size=400)


def _dated(model, column, by_order, when) -> None:  # type: ignore[no-untyped-def]
    rows = list(model.objects.filter(order__in=by_order))
    for row in rows:
        setattr(row, column, when(by_order[row.order_id], row) or getattr(row, column))
    model.objects.bulk_update(rows, [column], batch_size=400)


def leave_to_the_worker() -> None:
    """Timers that are still to ring, and what was said last of orders that are open: all else was heard long ago."""
    owed = Delivery.objects.filter(entry__stream__startswith=ORDERS, due_at__lte=timezone.now())
    newest: dict[str, int] = {}
    streams = [order_stream(pk) for pk in Order.objects.filter(state__in=OPEN).values_list("pk", flat=True)]
    for pk, stream in Entry.objects.filter(stream__in=streams).order_by("seq").values_list("pk", "stream"):
        newest[stream] = pk
    owed.exclude(entry__in=newest.values(), listener__in=("chat.listeners.note_what_happened", "marketplace.orders.telling.tell")).delete()
    Delivery.objects.filter(entry__stream__startswith="marketplace.orders:").delete()
