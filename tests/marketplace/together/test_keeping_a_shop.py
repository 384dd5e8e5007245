"""A venture's shop on pages: opened, looked after by her who answers there alone, and handed over with all that is under way."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chat.models import Room, Seat
from commons.journal.listening import Later
from commons.journal.models import Entry
from commons.realtime.doors import may_enter
from marketplace.boards.actions import hand_over_shop, open_shop
from marketplace.catalog.actions import Changes, begin_listing, change_listing, choose_kind, publish_listing
from marketplace.catalog.models import Listing, Shop
from marketplace.orders.actions import entrusting
from marketplace.orders.models import Order
from tests.marketplace.orders.conftest import dress, place, visitor, walk
from tests.marketplace.selling.conftest import hear
from tests.racing import at_once, committing

__all__ = ["dress", "hear", "place", "visitor", "walk"]
pytestmark = [pytest.mark.both_databases, pytest.mark.django_db]


@pytest.fixture
def shop(aizada, felt):
    return open_shop(aizada, felt.pk, {"ky": "Кийиз үйү"})


@pytest.fixture
def rug(aizada, shop):
    listing = begin_listing(aizada, shop_id=shop.pk)
    choose_kind(aizada, listing.pk, "tailoring")
    change_listing(aizada, listing.pk, Changes(names={"ky": "Кийиз килем"}, price_from=500_000))
    publish_listing(aizada, listing.pk)
    return Listing.objects.select_related("shop").get(pk=listing.pk)


def test_a_steward_opens_it_and_says_who_answers(aizada, begimai, felt, signed_in):
    browser, address = signed_in(aizada), f"/market/together/{felt.pk}/shop/"
    assert address in browser.get(f"/market/together/{felt.pk}/").content.decode()
    for _ in range(2):
        assert browser.post(address, {"name": "Кийиз үйү", "member": begimai.pk}).status_code == 302
    shop = Shop.objects.get(venture=felt.stream)
    assert (shop.title, shop.member) == ("Кийиз үйү", begimai)
    page = browser.get(f"/market/together/{felt.pk}/").content.decode()
    assert address not in page.replace("shop/handing-over/", "")
    assert "Кийиз үйү" in page


@pytest.mark.parametrize("language", ["ky", "ru", "uz-cyrl", "en"])
@pytest.mark.parametrize("said", [{"name": "", "member": "{begimai}"}, {"name": "Үй", "member": "{guest}"}, {"name": "Үй"}])
def test_what_is_wrong_is_said_beside_it_and_opens_nothing(language, said, cast, felt, signed_in):
    cast["aizada"].language = language
    cast["aizada"].save()
    said = {name: text.format(begimai=cast["begimai"].pk, guest=cast["trusted"].pk) for name, text in said.items()}
    answer = signed_in(cast["aizada"]).post(f"/market/together/{felt.pk}/shop/", said)
    assert answer.status_code == 422
    assert 'class="errorlist"' in answer.content.decode() or "aria-invalid" in answer.content.decode()
    assert f'value="{said["name"]}"' in answer.content.decode() or not said["name"]
    assert not Shop.objects.filter(venture=felt.stream).exists()


def test_she_who_answers_sells_in_its_name(aizada, shop, signed_in):
    browser = signed_in(aizada)
    assert f'value="{shop.pk}"' in browser.get(f"/market/mine/services/?shop={shop.pk}").content.decode()
    browser.post("/market/mine/services/", {"shop": shop.pk, "without": "1"})
    browser.post("/market/mine/services/", {"shop": "", "without": "1"})
    assert sorted(Listing.objects.values_list("shop__venture", flat=True)) == ["", shop.venture]


def test_nobody_sells_where_she_does_not_answer(begimai, shop, signed_in):
    assert signed_in(begimai).post("/market/mine/services/", {"shop": shop.pk, "without": "1"}).status_code in (302, 422)
    assert not Listing.objects.filter(shop=shop).exists()


@pytest.mark.parametrize("page", ["mine/", "mine/shop/", "mine/shop/photos/", "mine/shop/works/", "mine/days/"])
def test_its_pages_are_hers_who_answers(page, aizada, begimai, shop, rug, signed_in):
    address = f"/market/{page}?shop={shop.pk}"
    answer = signed_in(aizada).get(address)
    assert answer.status_code == 200
    assert "Кийиз үйү" in answer.content.decode() or "photos" in page or "works" in page
    assert signed_in(begimai).get(address).status_code == 404


@pytest.mark.parametrize("page", ["code/", "terms/", "calendar/"])
def test_so_are_those_of_its_orders(page, aizada, begimai, shop, signed_in):
    address = f"/market/orders/selling/{page}?shop={shop.pk}"
    assert "Кийиз үйү" in signed_in(aizada).get(address).content.decode()
    assert signed_in(begimai).get(address).status_code == 404


def test_what_is_changed_there_leaves_her_own_as_it_is(aizada, dress, shop, signed_in):
    browser = signed_in(aizada)
    said = {"day": "2099-01-05"}
    browser.post(f"/market/mine/days/blocked/?shop={shop.pk}", said)
    kept = browser.post(f"/market/orders/selling/terms/?shop={shop.pk}", {"deposit_percent": 30, "free_hours": 72})
    assert kept["Location"] == f"/market/mine/?shop={shop.pk}"
    assert shop.terms.deposit_percent == 30
    assert not dress.shop.blocked_days.exists()
    assert not hasattr(Shop.objects.get(pk=dress.shop.pk), "terms")


def test_its_public_page_says_whose_it_is_and_names_nobody(aizada, begimai, felt, shop, rug, client):
    page = client.get(f"/market/shops/{shop.code}/").content.decode()
    assert 0 < page.index(felt.title) < page.index(rug.code)
    assert begimai.name not in page
    assert aizada.name not in page


def test_it_is_handed_over_once_she_saw_who_answers(aizada, begimai, felt, shop, signed_in):
    browser, address = signed_in(aizada), f"/market/together/{felt.pk}/shop/handing-over/"
    assert begimai.name in browser.get(address).content.decode()
    assert browser.post(address, {"member": begimai.pk, "answering": begimai.pk + 1000}).status_code == 409
    assert Shop.objects.get(pk=shop.pk).member == aizada
    for _ in range(2):
        assert browser.post(address, {"member": begimai.pk, "answering": aizada.pk}).status_code == 302
    assert Shop.objects.get(pk=shop.pk).member == begimai


def test_who_answers_now_has_its_orders_and_sits_in_their_rooms(aizada, begimai, felt, shop, rug, place, hear):
    order = place(rug)
    hear()
    hand_over_shop(aizada, felt.pk, begimai.pk)
    hear()
    assert seated(order) >= {begimai.pk}
    assert aizada.pk not in seated(order)
    assert may_enter(begimai, order.stream)
    assert not may_enter(aizada, order.stream)
    ended = Entry.objects.filter(stream=f"people.member:{aizada.pk}", fact="people.membership.ended").values_list("data", flat=True)
    assert {order.stream, f"marketplace.orders:{shop.pk}"} <= {one["of"] for one in ended}


def test_many_orders_are_handed_over_some_at_a_time(aizada, begimai, felt, shop, rug, place, hear, monkeypatch):
    monkeypatch.setattr(entrusting, "A_BATCH", 2)
    orders = [place(rug) for _ in range(5)]
    hear()
    hand_over_shop(aizada, felt.pk, begimai.pk)
    entry = Entry.objects.get(fact="marketplace.shop.entrusted")
    with pytest.raises(Later):
        entrusting.entrust_orders(entry)
    assert Entry.objects.filter(fact="marketplace.order.entrusted", data__maker=begimai.pk).values("data__order").distinct().count() == 2
    hear()
    entrusting.entrust_orders(entry)
    assert all(begimai.pk in seated(order) and aizada.pk not in seated(order) for order in orders)
    of_the_book = {"fact": "people.membership.ended", "data__of": f"marketplace.orders:{shop.pk}"}
    assert Entry.objects.filter(**of_the_book).count() == 1


def test_who_answers_again_before_it_was_told_stays(aizada, begimai, felt, shop, rug, place, hear):
    order = place(rug)
    hear()
    hand_over_shop(aizada, felt.pk, begimai.pk)
    hand_over_shop(begimai, felt.pk, aizada.pk)
    hear()
    assert aizada.pk in seated(order)
    assert begimai.pk not in seated(order)


@committing
def test_an_order_placed_while_it_is_handed_over_is_hers_who_answers(aizada, begimai, felt, shop, rug, place, hear):
    at_once(lambda: place(rug), lambda: hand_over_shop(aizada, felt.pk, begimai.pk), lambda: place(rug))
    hear()
    hear()
    for order in Order.objects.filter(shop=shop):
        assert begimai.pk in seated(order)
        assert aizada.pk not in seated(order)


def test_her_day_follows_the_books_of_all_the_shops_she_answers_for(aizada, dress, shop, signed_in):
    page = signed_in(aizada).get("/market/orders/selling/").content.decode()
    assert f'data-stream="marketplace.orders:{dress.shop.pk} marketplace.orders:{shop.pk}"' in page


def test_the_ventures_page_asks_as_much_however_much_is_ordered(aizada, felt, rug, place, signed_in):
    browser = signed_in(aizada)

    def queries():
        with CaptureQueriesContext(connection) as seen:
            assert browser.get(f"/market/together/{felt.pk}/").status_code == 200
        return len(seen)

    place(rug)
    queries()
    few = queries()
    for _ in range(4):
        place(rug)
    assert queries() == few


def test_mine_asks_as_much_however_much_is_sold(aizada, shop, rug, signed_in):
    browser = signed_in(aizada)

    def queries():
        with CaptureQueriesContext(connection) as seen:
            assert browser.get(f"/market/mine/?shop={shop.pk}").status_code == 200
        return len(seen)

    queries()
    few = queries()
    for _ in range(4):
        listing = begin_listing(aizada, shop_id=shop.pk)
        choose_kind(aizada, listing.pk, "tailoring")
    assert queries() == few


def seated(order):
    room = Room.objects.get(about=order.stream)
    return set(Seat.objects.filter(room=room, left_at=None).values_list("member", flat=True))
