"""A venture's shop, who answers it, and its orders as cards: each once, following the order; a move is told in the order's room."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from chat.lines import noted_lines_of
from chat.models import Room
from commons.journal.listening import LISTENERS
from commons.journal.models import Delivery, Entry
from commons.journal.reading import read
from commons.journal.refusals import Refused
from marketplace.boards.actions import (
    Saying,
    archive_card,
    change_card,
    close_venture,
    hand_over_shop,
    leave_venture,
    move_card,
    open_shop,
    put_order,
    reopen_venture,
)
from marketplace.boards.board import board_of
from marketplace.boards.models import Card
from marketplace.catalog.actions import Changes, begin_listing, change_listing, change_shop, choose_kind, publish_listing
from marketplace.catalog.models import Listing, Shop
from marketplace.orders.models import Order
from tests.marketplace.orders.conftest import dress, place, visitor, walk
from tests.marketplace.selling.conftest import hear
from tests.racing import at_once, committing

__all__ = ["dress", "hear", "place", "visitor", "walk"]
pytestmark = [pytest.mark.both_databases, pytest.mark.django_db]


@pytest.fixture
def sold():
    """A service of the venture's shop on the market, by who answers there."""

    def give(shop, by, name="Кийиз килем"):
        listing = begin_listing(by, shop_id=shop.pk)
        choose_kind(by, listing.pk, "tailoring")
        change_listing(by, listing.pk, Changes(names={"ky": name, "ru": "Войлочный ковёр"}, price_from=500_000))
        publish_listing(by, listing.pk)
        return Listing.objects.select_related("shop").get(pk=listing.pk)

    return give


@pytest.fixture
def felt(aizada, begimai, venture, comes):
    """A venture of the two with a shop; who answers there is Aizada."""
    made = venture(title="Кийиз")
    comes(made, begimai)
    return made, open_shop(aizada, made.pk)


def test_a_ventures_shop_stands_beside_her_own(aizada, dress, felt, sold):
    _, shop = felt
    assert (shop.title, shop.member) == ("Кийиз", aizada)
    assert Shop.objects.own_of(aizada).get() == dress.shop
    assert list(Shop.objects.answered_by(aizada)) == [dress.shop, shop]
    assert sold(shop, aizada).shop == shop
    change_shop(aizada, {"ky": "Айзада"}, {}, "Ош", ["ky"], "", False, False, False)
    assert {one.title for one in Shop.objects.open()} == {"Айзада", "Кийиз"}


def test_neither_she_nor_it_has_two(aizada, felt):
    made, shop = felt
    assert open_shop(aizada, made.pk) == shop
    for fields in ({"venture": ""}, {"venture": made.stream}):
        Shop.objects.get_or_create(member=aizada, lab=aizada.lab, **fields)
        with pytest.raises(IntegrityError), transaction.atomic():
            Shop.objects.create(member=aizada, lab=aizada.lab, **fields)


def test_only_a_steward_opens_it(cast, venture, comes, who_may):
    made = venture()
    comes(made, cast["begimai"])
    comes(made, cast["trusted"], role="guest")
    comes(made, cast["mentor"], role="steward")

    def try_it(woman):
        Shop.objects.exclude(venture="").delete()
        open_shop(woman, made.pk)

    assert who_may(try_it) == {"aizada", "mentor"}


def test_it_is_handed_over_by_who_answers_or_a_steward_to_a_partner(cast, venture, comes, who_may):
    made = venture()
    comes(made, cast["begimai"], cast["ambassador"])
    comes(made, cast["trusted"], role="guest")
    comes(made, cast["mentor"], role="steward")
    shop = open_shop(cast["mentor"], made.pk)
    hand_over_shop(cast["mentor"], made.pk, cast["begimai"].pk)

    def try_it(woman):
        Shop.objects.filter(pk=shop.pk).update(member=cast["begimai"])
        hand_over_shop(woman, made.pk, cast["ambassador"].pk)

    assert who_may(try_it) == {"aizada", "mentor", "begimai"}
    for nobody in (cast["trusted"], cast["elsewhere"]):
        with pytest.raises(Refused, match="forbidden"):
            hand_over_shop(cast["aizada"], made.pk, nobody.pk)


def test_who_answers_it_hands_it_over_before_she_leaves(aizada, begimai, felt):
    made, shop = felt
    hand_over_shop(aizada, made.pk, begimai.pk)
    with pytest.raises(Refused, match="invalid") as refused:
        leave_venture(begimai, made.pk)
    assert str(refused.value.message)
    hand_over_shop(aizada, made.pk, aizada.pk)
    leave_venture(begimai, made.pk)
    assert Shop.objects.get(pk=shop.pk).member == aizada


def test_its_services_are_hers_who_answers(aizada, begimai, felt, sold):
    made, shop = felt
    listing = sold(shop, aizada)
    with pytest.raises(Refused, match="forbidden"):
        sold(shop, begimai)
    hand_over_shop(aizada, made.pk, begimai.pk)
    change_listing(begimai, listing.pk, Changes(price_from=600_000))
    with pytest.raises(Refused, match="forbidden"):
        change_listing(aizada, listing.pk, Changes(price_from=700_000))


def test_it_is_closed_and_opened_again_with_the_venture(aizada, felt, sold, again):
    made, shop = felt
    sold(shop, aizada)
    assert Shop.objects.open().filter(pk=shop.pk).exists()
    close_venture(aizada, made.pk, again(made).version)
    assert not Shop.objects.open().filter(pk=shop.pk).exists()
    with pytest.raises(Refused, match="read_only"):
        open_shop(aizada, made.pk)
    reopen_venture(aizada, made.pk, again(made).version)
    assert Shop.objects.open().filter(pk=shop.pk).exists()


def test_an_order_is_a_card_by_itself_once(aizada, felt, sold, place, hear, dress):
    made, shop = felt
    order = place(sold(shop, aizada), day=timezone.localdate() + timedelta(days=20))
    place(dress)
    hear()
    for _ in range(3):
        put_order(order.pk)
    (card,) = Card.objects.all()
    assert (card.order, card.venture, card.due_on, card.made_by) == (order.stream, made, order.day, None)
    assert card.titles["ru"] == "Войлочный ковёр"
    assert board_of(made).pages[0].cards[0] == card
    told = [entry for entry in read(made.stream, 0) if entry.fact == "marketplace.card.made"]
    assert [(entry.actor, entry.data["card"]) for entry in told] == [("system", card.pk)]


def test_the_card_follows_the_order_and_stays_where_it_was_put(aizada, begimai, felt, sold, place, walk, hear, columns, again):
    made, shop = felt
    order = place(sold(shop, aizada))
    hear()
    card = Card.objects.get()
    second = columns(made)[1]
    move_card(begimai, card.pk, second.pk, None, card.version)
    order = walk(order, "quote", "accept")
    hear()
    card = again(card)
    assert (card.planned, card.due_on, card.column) == (order.quotes.get().total, order.due_on, second)
    assert card.version > 2
    with pytest.raises(Refused, match="invalid"):
        change_card(aizada, card.pk, Saying(planned=1), card.version)
    change_card(aizada, card.pk, Saying(words="Көк өң"), card.version)
    walk(order, "start", "deliver", "complete")
    hear()
    assert (again(card).column, again(card).words) == (second, "Көк өң")


def test_of_an_order_that_is_nobodys_nothing_waits(place, dress, walk):
    walk(place(), "quote", "accept")
    assert not Delivery.objects.filter(listener="marketplace.boards.listeners.follow_it").exists()
    assert "marketplace.boards.listeners.follow_it" in LISTENERS


def test_a_move_is_told_in_the_room_of_the_order(aizada, begimai, felt, sold, place, hear, columns):
    made, shop = felt
    order = place(sold(shop, aizada))
    hear()
    card, (first, second, _) = Card.objects.get(), columns(made)
    card = move_card(begimai, card.pk, second.pk, None, card.version)
    hear()
    room = Room.objects.get(about=order.stream)
    noted = Entry.objects.filter(stream=room.stream, fact="chat.line.noted").order_by("seq")
    lines = [str(line) for _, line in noted_lines_of(noted, "en")]
    in_russian = [str(line) for _, line in noted_lines_of(noted, "ru")]
    assert sum(second.titles["en"] in line for line in lines) == 1, lines
    assert sum(second.titles["ru"] in line for line in in_russian) == 1, in_russian
    card = move_card(begimai, card.pk, second.pk, None, card.version)  # where it stands already
    assert [entry.fact for entry in read(order.stream, 0)].count("marketplace.board.moved") == 1
    assert first.pk != card.column_id


def test_an_archived_card_of_an_order_still_follows_and_comes_not_twice(aizada, felt, sold, place, hear):
    _, shop = felt
    order = place(sold(shop, aizada))
    hear()
    card = Card.objects.get()
    archive_card(aizada, card.pk, card.version)
    put_order(order.pk)
    assert Card.objects.count() == 1


@committing
def test_told_twice_at_once_it_is_one_card(aizada, felt, sold, place):
    _, shop = felt
    order = place(sold(shop, aizada))
    results = at_once(*[lambda: put_order(order.pk)] * 5)
    assert results == [None] * 5
    assert Card.objects.count() == Order.objects.count() == 1


@committing
def test_it_is_opened_once_at_the_same_moment(aizada, begimai, venture, comes):
    made = venture()
    comes(made, begimai, role="steward")
    results = at_once(*[lambda: open_shop(aizada, made.pk), lambda: open_shop(begimai, made.pk)] * 2)
    assert len({one.pk for one in results}) == 1


@committing
def test_she_never_leaves_with_the_shop(aizada, begimai, felt):
    made, _ = felt
    at_once(lambda: hand_over_shop(aizada, made.pk, begimai.pk), lambda: leave_venture(begimai, made.pk))
    shop = Shop.objects.get(venture=made.stream)
    assert made.partners.standing().filter(member=shop.member).exists()
