"""What a guest sends is veiled from her maker until she taps on it; what a visit is called; what she reads along the way."""

import pytest
from django.utils import formats, timezone, translation

from commons.journal.models import Entry
from commons.media.models import Picture
from marketplace.orders.lines import lines_of
from marketplace.orders.models import Order, OrderPicture
from marketplace.orders.words import steps_of, word_of
from tests.marketplace.orders_pages.conftest import said

pytestmark = pytest.mark.django_db

VEILED = '<details class="veil"'


@pytest.fixture
def shown(place):
    """An order with a picture of each kind that is shown: `shown(customer=…)`."""

    def give(**placed):
        order = place(**placed)
        for shows in ("wish", "progress"):
            picture = Picture.objects.create(guard=order.stream, by=order.customer.actor, width=300, height=200, tint="#a0b0c0")
            OrderPicture.objects.create(order=order, picture=picture, shows=shows)
        return order

    return give


def test_a_guests_pictures_are_veiled_from_the_maker_alone(shown, linked, signed_in, aizada):
    order = shown()
    makers = signed_in(aizada).get(f"/market/orders/{order.pk}/").content.decode()
    hers = linked(order).get(f"/market/orders/{order.pk}/").content.decode()
    task = signed_in(aizada).get(f"/market/orders/{order.pk}/tasks/price/").content.decode()
    assert (makers.count(VEILED), task.count(VEILED), hers.count(VEILED)) == (1, 1, 0)
    veiled = makers[makers.index(VEILED) : makers.index("</details>", makers.index(VEILED))]
    assert veiled.count("<picture-frame") == 1
    assert makers.count("<picture-frame") == 2


def test_a_members_are_not(shown, signed_in, aizada, begimai):
    order = shown(customer=begimai)
    assert VEILED not in signed_in(aizada).get(f"/market/orders/{order.pk}/").content.decode()


@pytest.mark.parametrize(("language", "words"), [("en", "Under way"), ("ky", "Жүрүп жатат"), ("ru", "Идёт"), ("uz-cyrl", "Давом этмоқда")])
def test_a_trip_is_under_way_and_a_dress_is_being_made(place, walk, trip, dress, departs, language, words):
    slot = departs().pk
    visit, made = place(trip, n=2, slot=slot), walk(place(dress), "quote", "accept", "start")
    Order.objects.filter(pk=visit.pk).update(state="in_progress")
    with translation.override(language):
        fresh = Order.objects.whole().get(pk=visit.pk)
        assert str(word_of(fresh)) == words
        assert [how for _, how in steps_of(fresh)] == ["done", "done", "now", "next"]
        assert str(word_of(Order.objects.whole().get(pk=made.pk))) != words


def test_its_page_says_so(place, trip, departs, linked):
    order = place(trip, n=2, slot=departs().pk)
    hers = linked(order)
    Order.objects.filter(pk=order.pk).update(state="in_progress")
    words = said(hers.get(f"/market/orders/{order.pk}/"))
    assert "Under way" in words
    assert "Making" not in words
    Order.objects.filter(pk=order.pk).update(state="delivered")
    assert "It is over. Was everything as agreed?" in said(hers.get(f"/market/orders/{order.pk}/"))


def test_nobody_hands_a_trip_over(place, trip, departs, signed_in, aizada):
    order = place(trip, n=2, slot=departs().pk)
    Order.objects.filter(pk=order.pk).update(state="in_progress")
    makers = signed_in(aizada)
    makers.cookies["django_language"] = "en"
    for page in ("", "tasks/handing-over/"):
        words = said(makers.get(f"/market/orders/{order.pk}/{page}", headers={"accept-language": "en"}))
        assert "Handed over" not in words
        assert "Тапшырылды" not in words


def test_in_its_room_a_trip_is_over_and_a_dress_is_handed_over(place, walk, trip, dress, departs, asks_advance):
    asks_advance(30)
    visit = walk(place(trip, slot=departs().pk), "confirm", "start", "deliver", "complete")
    made = walk(place(dress), "quote", "accept", "start", "deliver")

    def room(order):
        with translation.override("en"):
            return [line for _, line in lines_of(Entry.objects.filter(stream=order.stream).order_by("seq")) if line]

    assert room(visit)[1:] == ["The advance is settled", "It has begun", "It is over", "The customer says that all is well. Thank you!"]
    assert "Handed over" in room(made)


def test_she_reads_that_it_is_not_today(place, walk, linked):
    order = place()
    hers = linked(order)
    assert "She looks at what you would like" in said(hers.get(f"/market/orders/{order.pk}/"))
    walk(order, "postpone")
    assert "Not today: she answers a little later" in said(hers.get(f"/market/orders/{order.pk}/"))


def test_a_measure_that_nobody_has_is_refused_beside_its_field_and_kept(place, linked):
    order = place()
    answer = linked(order).post(f"/market/orders/{order.pk}/measures/", {"height": "9", "waist": "70"})
    assert answer.status_code == 422
    assert "It lies between 60 and 230 cm." in said(answer)
    assert 'value="9"' in answer.content.decode()
    assert 'value="70"' in answer.content.decode()


def test_what_came_to_nothing_says_so_once(place, walk, linked):
    order = walk(place(), "quote", "withdraw")
    page = said(linked(order).get(f"/market/orders/{order.pk}/"))
    assert page.count("Taken back") == 1
    with translation.override("en"):
        assert formats.date_format(timezone.localtime(order.moved_at), "l") in page, "and since when"
