"""The shop of a business of the village: its services, and their orders, which are cards and money as everybody's are."""

from dataclasses import replace
from datetime import timedelta
from functools import partial
from random import Random

from django.utils import timezone

from commons.people.demo_clock import at
from marketplace.boards.actions import archive_card, assign_card, follow_order, move_card, open_shop, put_order
from marketplace.boards.models import Card
from marketplace.catalog.actions import Changes, begin_listing, change_listing, choose_kind, publish_listing
from marketplace.catalog.demo.textiles import drawn
from marketplace.catalog.kinds import kind_of
from marketplace.catalog.kinds.details import defaults_of
from marketplace.catalog.models import Listing, Shop
from marketplace.orders.demo.filling import day_for, guest, let, timeline_of
from marketplace.orders.demo.stories import ASKED, MADE, OVER, TOLD, Story
from marketplace.orders.demo.telling import Tale
from marketplace.orders.models import Order

from ..actions import record_sale
from .stories import Sells
from .telling import Telling

WAYS = {"told": TOLD, "over": OVER, "making": MADE, "agreed": (), "asked": ASKED}
COLUMNS = {"start": 1, "deliver": 2, "complete": 3}  # where its card stands from then on
SAID = ("quote", "accept", "advance", "pay", "complete")  # what its card says too
PAID = ("ask", "book", "advance", "pay", "complete")  # what the book hears
FIRST = 10_000  # the number of its first order, past those of women's own shops; a thousand for each business


def trade(telling: Telling) -> None:
    """It opens as soon as it is said how its money is shared."""
    telling.then(telling.story.shares[0].ago - 3, partial(_open, telling))


def _open(telling: Telling) -> None:
    shop = open_shop(telling.women[telling.story.founder], telling.pk)
    number = FIRST + 1_000 * telling.story.number
    for place, sells in enumerate(telling.story.sells):
        listing = _offer(telling, shop, sells, place)
        for day, way in sells.orders:
            number += 1
            _order(telling, listing, day, way, number)


def _offer(telling: Telling, shop: Shop, sells: Sells, place: int) -> Listing:
    keeper = telling.women[telling.story.keeper]
    listing = begin_listing(keeper, drawn(sells.picture, place), shop.pk)
    choose_kind(keeper, listing.pk, sells.kind)
    kind = kind_of(sells.kind)
    said = {**defaults_of(kind), **sells.details}
    dearest = sells.price_to * 100 if sells.price_to else None
    prices = Changes(price_from=sells.price * 100, price_to=dearest, unit=kind.unit)
    change_listing(keeper, listing.pk, replace(prices, names=sells.names, abouts=sells.abouts, details=said))
    publish_listing(keeper, listing.pk)
    rows = Listing.objects.filter(pk=listing.pk)
    rows.update(made_at=timezone.now(), published_at=timezone.now(), changed_at=timezone.now())
    return Listing.objects.select_related("shop__member", "shop__lab", "lab").get(pk=listing.pk)


def _order(telling: Telling, listing: Listing, day: int, way: str, number: int) -> None:
    """All that is to happen to it, seen from now."""
    chance = Random(f"venture {number}")  # noqa: S311  a village, not a secret
    story = Story(1, day, day + 2, WAYS[way])
    with at(telling.began):
        on, slot = day_for(listing, story, chance, set())
        tale = Tale(story, listing, guest(chance), None, on, slot, chance)
        for moment, _number, name in timeline_of(tale, number):
            telling.when(moment, partial(_follow, telling, tale, number, name))
    telling.tales.append(tale)


def _follow(telling: Telling, tale: Tale, number: int, name: str) -> None:
    """It happens; its card says so and goes on, and its money is in the book."""
    moment = timezone.now()
    let(tale, number, name, moment)
    order = tale.order
    if order is None:
        return
    if name in ("ask", "book"):
        Order.objects.filter(pk=order.pk).update(placed_at=moment)
        put_order(order.pk)
        telling.date_back(Card.objects.filter(order=order.stream), "made_at")
        _give_to(telling, order, number)
    elif name in SAID:
        follow_order(order.pk)
    if name in COLUMNS:
        _go_on(telling, order, COLUMNS[name])
    if name in PAID:
        record_sale(order.pk)


def _give_to(telling: Telling, order: Order, number: int) -> None:
    makers = telling.story.makers
    card = Card.objects.get(order=order.stream)
    assign_card(telling.women[telling.story.keeper], card.pk, telling.women[makers[number % len(makers)]].pk)


def _go_on(telling: Telling, order: Order, column: int) -> None:
    card = Card.objects.select_related("venture").get(order=order.stream)
    keeper = telling.women[telling.story.keeper]
    move_card(keeper, card.pk, telling.columns[column].pk, None, card.version)
    if column == len(telling.columns) - 1 and timezone.now() < telling.began - timedelta(days=45):
        archive_card(keeper, card.pk, card.version + 1)
