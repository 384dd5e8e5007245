"""The card that stands first: it holds what waits for her and nothing else, and madder marks that alone."""

import re
from datetime import timedelta

import pytest
from django.utils import formats, translation

from commons.journal.models import Entry
from marketplace.orders.actions import claim_payment
from marketplace.orders.lines import lines_of
from marketplace.orders.may import ITSELF
from marketplace.orders.models import Order
from tests.marketplace.orders.steps import bring
from tests.marketplace.orders_pages.conftest import said

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def day(on):
    return formats.date_format(on, "MONTH_DAY_FORMAT")


@pytest.fixture
def in_english(signed_in):
    """The browser of a member who reads English."""

    def give(member):
        browser = signed_in(member)
        browser.cookies["django_language"] = "en"
        return browser

    return give


@pytest.fixture
def makers(in_english, aizada):
    """An order's page as its maker sees it, and the card of it."""

    def give(order):
        page = in_english(aizada).get(f"/market/orders/{order.pk}/").content.decode()
        return page, re.search(r'<section class="turn.*?</section>', page, re.DOTALL)[0]

    return give


def pressed_first(card):
    """What the card's madder buttons say."""
    buttons = re.findall(r'<(?:a|button) class="(button[^"]*)"[^>]*>(.*?)</(?:a|button)>', card, re.DOTALL)
    first = (word for classes, word in buttons if not {"button--quiet", "button--plain"} & {*classes.split()})
    return [re.sub(r"<[^>]+>", "", word).strip() for word in first]


def test_of_several_nights_the_card_says_from_when_until_when_they_stay(offer, aizada, begimai, place, walk, in_english, in_days):
    house = offer(aizada, "homestay", "Үйүмдө түнөө", som=900)
    house.shop.workdays = "1234567"
    house.shop.save()
    order = place(house, customer=begimai, n=2, day=in_days(8), days=3)
    page = said(in_english(begimai).get(f"/market/orders/{order.pk}/"))
    with translation.override("en"):
        assert f"From {day(in_days(8))} to {day(in_days(8) + 3 * DAY)}." in page
        assert re.search(r"From [\w ,]+ to [\w ,]+ · 3 nights", page)
    house.price_to = 200_000
    house.save()
    order = walk(place(house, customer=begimai, n=2, day=in_days(20), days=3), "quote", due_on=in_days(14))
    page = said(in_english(begimai).get(f"/market/orders/{order.pk}/"))
    with translation.override("en"):
        assert f"From {day(in_days(14) - 2 * DAY)} to {day(in_days(14) + DAY)}." in page
        [(_entry, line)] = lines_of(Entry.objects.filter(stream=order.stream, fact="marketplace.order.quoted"))
        assert line.endswith(f", for {day(in_days(14) - 2 * DAY)}")


def test_while_the_customer_is_waited_for_nothing_is_madder(place, walk, makers):
    assert pressed_first(makers(place())[1]) == ["Send a price"]
    assert pressed_first(makers(walk(place(), "quote"))[1]) == []


def test_an_advance_that_is_said_to_be_paid_comes_before_going_on_without_it(place, begimai, makers):
    order = bring(place(customer=begimai), "accepted")
    assert pressed_first(makers(order)[1]) == []
    claim_payment(order.payments.get(purpose="deposit"), begimai, "cash")
    card = makers(order)[1]
    assert "Has the money arrived?" in card
    assert pressed_first(card) == ["Has it arrived?"]


def test_money_is_looked_for_before_anything_else_also_once_it_was_handed_over(place, begimai, walk, makers):
    order = walk(place(customer=begimai), "quote", "accept", "start", "deliver")
    assert "The customer&#x27;s turn" in makers(order)[1]
    claim_payment(order.payments.get(), begimai, "cash")
    card = makers(order)[1]
    assert "Your turn" in card
    assert pressed_first(card) == ["Has it arrived?"]


@pytest.mark.parametrize("way", [("quote", "accept"), ("quote", "accept", "start"), ("quote", "accept", "start", "deliver")])
def test_money_received_is_offered_once(way, place, walk, makers):
    page, _card = makers(walk(place(), *way))
    assert len(re.findall(">Money received<", page)) == 1


def test_after_not_today_her_card_and_her_day_say_so(place, walk, makers, in_english, aizada):
    order = place()
    assert "Answer with a price" in makers(order)[1]
    walk(order, "postpone")
    assert "Answer with a price" not in makers(order)[1]
    assert "Put off: your price is still waited for" in makers(order)[1]
    assert "Put off: your price is still waited for" in said(in_english(aizada).get("/market/orders/selling/"))


def test_to_hear_no_more_of_a_guest_is_below_and_not_in_the_card(place, makers):
    page, card = makers(place())
    assert "guest-block" in page
    assert "guest-block" not in card


def test_where_nothing_was_agreed_the_price_is_an_offer(place, walk, linked):
    gone, agreed = walk(place(), "quote", "withdraw"), walk(place(), "quote", "accept")
    for order, word, other in ((gone, "Price offer", "What was agreed"), (agreed, "What was agreed", "Price offer")):
        page = said(linked(order).get(f"/market/orders/{order.pk}/"))
        assert word in page
        assert other not in page


def test_nobody_is_thanked_for_what_closed_by_itself(place, walk, begimai, makers, in_english):
    taken, itself = (walk(place(customer=begimai), "quote", "accept", "start", "deliver") for _ in range(2))
    taken = walk(taken, "complete")
    itself = walk(itself, "complete", who=ITSELF)
    assert "It is finished. Thank you!" in makers(taken)[1]
    assert "It closed by itself" in makers(itself)[1]
    assert "Thank you" not in makers(itself)[1]


def test_what_is_to_be_paid_comes_before_the_review(place, walk, begimai, in_english):
    order = walk(place(customer=begimai), "quote", "accept", "start", "deliver", "complete")
    hers = in_english(begimai)
    page = hers.get(f"/market/orders/{order.pk}/").content.decode()
    card = re.search(r'<section class="turn.*?</section>', page, re.DOTALL)[0]
    assert pressed_first(card) == ["Pay"]
    claim_payment(Order.objects.get(pk=order.pk).payments.get(), begimai, "cash")
    assert "How was it?" in said(hers.get(f"/market/orders/{order.pk}/"))


def test_what_nobody_answered_in_time_is_asked_for_again_from_the_card_while_it_is_offered(place, walk, begimai, in_english):
    order, hers = walk(place(customer=begimai, brief="Узун жең"), "expire"), in_english(begimai)
    address = f"/market/orders/{order.pk}/"
    page = hers.get(address).content.decode()
    card = re.search(r'<section class="turn.*?</section>', page, re.DOTALL)[0]
    assert pressed_first(card) == ["Ask again"]
    assert page.count(f"{address}again/") == card.count(f"{address}again/") == 1
    assert "Узун жең" in hers.post(f"{address}again/", follow=True).content.decode()
    order.listing.published_at = None
    order.listing.save()
    assert "Ask again" not in said(hers.get(address))


def test_a_trip_that_is_over_was_as_agreed_or_not_and_nothing_of_it_is_changed(trip, departs, place, walk, begimai, in_english):
    gone = walk(place(trip, customer=begimai, slot=departs().pk), "start", "deliver")
    page = said(in_english(begimai).get(f"/market/orders/{gone.pk}/"))
    assert "Was everything as agreed? Yes, thank you" in page
    assert "Please change something" not in page
    assert "There is a problem" in page


@pytest.mark.parametrize("state", ["declined", "withdrawn", "expired", "cancelled"])
def test_what_came_to_nothing_can_be_asked_for_again_first_of_all(state, place, begimai, in_english, dress):
    order = place(customer=begimai)
    Order.objects.filter(pk=order.pk).update(state=state, closed_at=order.placed_at, revision=0)
    page = in_english(begimai).get(f"/market/orders/{order.pk}/").content.decode()
    card = re.search(r'<section class="turn.*?</section>', page, re.DOTALL)[0]
    assert pressed_first(card) == ["Ask again"]
    dress.published_at = None
    dress.save()
    assert "Ask again" not in in_english(begimai).get(f"/market/orders/{order.pk}/").content.decode()


def test_of_a_trip_nobody_says_that_the_work_begins(trip, departs, place, asks_advance, makers, aizada, begimai, in_english):
    asks_advance()
    order = place(trip, customer=begimai, n=2, slot=departs().pk)
    follows = said(in_english(aizada).get(f"/market/orders/{order.pk}/tasks/advance/"))
    assert "It is settled at once." in follows
    assert "The work" not in follows
    assert "Once she has it, all is settled." in said(in_english(begimai).get(f"/market/orders/{order.pk}/"))


def test_a_day_later_than_was_asked_for_stands_beside_the_one_asked_for(place, walk, begimai, in_english, in_days):
    def asked(ready_on):
        order = walk(place(customer=begimai, day=in_days(9)), "quote", due_on=ready_on)
        page = said(in_english(begimai).get(f"/market/orders/{order.pk}/"))
        with translation.override("en"):
            assert f"Ready on {day(ready_on)}" in page
            return f"Asked for {day(in_days(9))}" in page

    assert asked(in_days(12))
    assert not asked(in_days(9))
