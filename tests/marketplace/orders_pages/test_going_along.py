"""An order's page, for each side: the steps as forms that work by themselves, and what a stale one gets."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from commons.journal.writing import atomic, record
from commons.people.actions import take_pass
from marketplace.catalog.actions import take_off
from marketplace.catalog.models import Slot
from marketplace.orders.actions import LineDraft, card_for, save_card, transition
from marketplace.orders.models import Order
from tests.marketplace.orders.steps import fresh
from tests.marketplace.orders_pages.conftest import CONTACT, english, said

pytestmark = pytest.mark.django_db


def page(browser, order):
    return said(browser.get(f"/market/orders/{order.pk}/"))


def test_the_price_comes_and_she_agrees(place, walk, linked, send):
    order = walk(place(), "quote")
    hers = linked(order)
    assert "The price is here" in page(hers, order)
    assert send(hers, order, "agreement").status_code == 302
    assert fresh(order).state == "confirmed"
    assert "It is agreed" in page(hers, order)


def test_a_price_that_was_revised_meanwhile_is_not_agreed_to(place, walk, linked, send):
    order = walk(place(), "quote")
    hers, seen = linked(order), fresh(order)
    walk(fresh(order), "quote")
    answer = send(hers, order, "agreement", version=seen.version, revision=seen.revision)
    assert answer.status_code == 409
    assert "has changed meanwhile" in said(answer)
    assert 'name="revision" value="2"' in answer.content.decode()
    assert fresh(order).state == "quoted"


def test_the_whole_way_to_a_review(place, walk, linked, send):
    order = walk(place(), "quote")
    hers = linked(order)
    send(hers, order, "agreement")
    walk(fresh(order), "start", "deliver")
    assert "Is everything right?" in page(hers, order)
    assert send(hers, order, "changes", reason="fit", words="Жеңи узун").status_code == 302
    assert fresh(order).state == "in_progress"
    walk(fresh(order), "deliver")
    send(hers, order, "completion")
    answer = send(hers, order, "review", on_time=5, as_agreed=4, again=5, words="Абдан жакты")
    assert answer.status_code == 302, said(answer)
    assert fresh(order).review.words == "Абдан жакты"
    assert "Абдан жакты" in page(hers, order)


@pytest.mark.parametrize("stars", [{"on_time": 0}, {"on_time": 6}, {"on_time": "пять"}, {}])
def test_a_review_has_stars_and_keeps_what_was_typed(place, walk, linked, send, stars):
    order = walk(place(), "quote", "accept", "start", "deliver", "complete")
    answer = send(linked(order), order, "review", as_agreed=4, again=5, words="Абдан жакты", **stars)
    assert answer.status_code == 422
    assert "Абдан жакты" in answer.content.decode()


def test_a_reason_is_asked_for_and_her_words_stay(place, linked, send):
    order = place()
    answer = send(linked(order), order, "withdrawal", words="Кечиресиз")
    assert answer.status_code == 422
    assert "Choose what fits best" in said(answer)
    assert "Кечиресиз" in answer.content.decode()
    assert send(linked(order), order, "withdrawal", reason="day", words="<b>").status_code == 302
    assert fresh(order).state == "withdrawn"


def test_words_past_their_length_are_refused_beside_the_field(place, linked, send):
    order = place()
    answer = send(linked(order), order, "withdrawal", reason="day", words="я" * 601)
    assert answer.status_code == 422
    assert "я" * 601 in answer.content.decode()


def test_a_proposal_to_cancel_waits_for_the_other(place, walk, linked, send, signed_in, aizada):
    order = walk(place(), "quote", "accept", "start")
    hers, makers = linked(order), signed_in(aizada)
    send(hers, order, "proposal", reason="changed_mind")
    assert "You have proposed to cancel it" in page(hers, order)
    assert send(hers, order, "consent").status_code == 403
    makers.cookies["django_language"] = "en"
    assert "Shall it be cancelled?" in page(makers, order)
    assert send(makers, order, "consent").status_code == 302
    assert fresh(order).state == "cancelled"


def test_a_problem_stops_everything(place, walk, linked, send):
    order = walk(place(), "quote", "accept", "start")
    hers = linked(order)
    send(hers, order, "problem", reason="late")
    assert "A coordinator looks at it" in page(hers, order)


@pytest.mark.parametrize(
    ("ways", "noun", "why"),
    [
        ((), "agreement", "can&#x27;t be done with the order now"),
        (("quote", "accept"), "withdrawal", "can&#x27;t be done with the order now"),
        (("quote", "accept", "start"), "cancellation", "propose to cancel"),
        (("quote", "accept", "start"), "lateness", "from a day after"),
        (("quote", "accept", "start", "propose_to_cancel"), "proposal", "waits for an answer"),
        (("quote", "accept", "start", "deliver", "complete", "review"), "review", "It has been said already"),
    ],
)
def test_a_page_that_could_only_fail_leads_back_and_says_why(ways, noun, why, place, walk, linked):
    order = walk(place(), *ways)
    answer = linked(order).get(f"/market/orders/{order.pk}/{noun}/", follow=True)
    assert answer.redirect_chain == [(f"/market/orders/{order.pk}/", 303)]
    assert why in said(answer)


def test_what_needs_the_press_of_a_button_has_it_on_the_orders_page(place, walk, linked):
    order = walk(place(), "quote")
    answer = linked(order).get(f"/market/orders/{order.pk}/agreement/", follow=True)
    assert answer.redirect_chain == [(f"/market/orders/{order.pk}/", 303)]
    assert "be done with the order now" not in said(answer)
    assert 'name="revision"' in answer.content.decode()


def test_a_step_sent_twice_is_one(place, walk, linked, send):
    order = walk(place(), "quote")
    hers, key = linked(order), str(uuid4())
    version = order.version
    assert [send(hers, order, "agreement", version=version, key=key).status_code for _ in range(2)] == [302, 302]


def test_the_makers_number_and_hers_are_shown_when_they_may_be(place, walk, linked, signed_in, aizada, open_shop):
    shop = open_shop(aizada)
    shop.phone = "+996555000111"
    shop.save()
    order = place()
    hers, makers = linked(order), signed_in(aizada)
    phone = order.guest.phone
    assert phone not in makers.get(f"/market/orders/{order.pk}/").content.decode()
    assert shop.phone not in hers.get(f"/market/orders/{order.pk}/").content.decode()
    hers.post(f"/market/orders/{order.pk}/call/")
    assert phone in makers.get(f"/market/orders/{order.pk}/").content.decode()
    hers.post(f"/market/orders/{order.pk}/call/", {"off": "1"})
    assert phone not in makers.get(f"/market/orders/{order.pk}/").content.decode()
    walk(fresh(order), "quote", "accept")
    assert phone in makers.get(f"/market/orders/{order.pk}/").content.decode()
    assert shop.phone in hers.get(f"/market/orders/{order.pk}/").content.decode()


def test_a_revoked_link_and_a_wrong_one_open_nothing(place, linked, send):
    order, other = place(), place()
    hers = linked(order)
    assert linked(other).get(f"/market/orders/{order.pk}/").status_code == 403
    with atomic():
        record(take_pass(order.guest, order.stream, "system"))
    assert hers.get(f"/market/orders/{order.pk}/").status_code == 403
    assert send(hers, order, "withdrawal", reason="day").status_code == 403
    assert fresh(order).state == "requested"
    assert Client().get("/market/orders/999999/").status_code == 403


def test_opening_the_page_starts_the_clock_of_a_price_that_waited(place, walk, linked):
    order = walk(place(), "quote")
    order.quotes.update(sent_at=None)
    linked(order).get(f"/market/orders/{order.pk}/")
    assert order.quotes.get().sent_at is not None


def test_her_orders_are_those_of_her_links_and_of_her_account(place, linked, signed_in, begimai, dress):
    order, other = place(), place(customer=begimai)
    assert f"/market/orders/{order.pk}/" in linked(order).get("/market/orders/").content.decode()
    mine = signed_in(begimai).get("/market/orders/").content.decode()
    assert f"/market/orders/{other.pk}/" in mine
    assert f"/market/orders/{order.pk}/" not in mine
    assert "No orders on this phone yet" in said(english().get("/market/orders/"))


def test_ordering_again_begins_with_what_was_said(place, linked):
    order = place()
    hers = linked(order)
    answer = hers.post(f"/market/orders/{order.pk}/again/")
    assert order.brief in hers.get(answer["Location"]).content.decode()


def test_what_is_no_longer_offered_is_said_so_where_she_asks_for_it_again(place, linked, dress, aizada):
    order = place()
    take_off(aizada, dress.pk)
    answer = linked(order).post(f"/market/orders/{order.pk}/again/", follow=True)
    assert answer.redirect_chain == [(f"/market/orders/{order.pk}/", 302)]
    assert "offered any more." in said(answer)


def again(browser, order):
    """Order it once more, by the pages; the last answer."""
    first = browser.post(f"/market/orders/{order.pk}/again/")["Location"]
    day = browser.post(first, {"n": 2, "brief": order.brief})["Location"]
    contact = browser.post(day, {"day": "any"})["Location"]
    return browser.post(contact, {})


def test_a_guest_who_orders_again_by_her_link_is_the_same_guest_and_her_card_comes_along(place, linked, aizada):
    order = place(brief="Кызыл көйнөк")
    save_card(order.guest, {"height": 164})
    hers = linked(order)
    answer = again(hers, order)
    new = Order.objects.latest("pk")
    assert answer["Location"] == f"/market/orders/{new.pk}/"
    assert (new.guest, new.brief, new.n, new.state) == (order.guest, "Кызыл көйнөк", 2, "requested")
    assert card_for(new, aizada).measures == {"height": 164}
    assert hers.get(answer["Location"]).status_code == 200
    take(order)  # her link to the first one
    assert hers.get(answer["Location"]).status_code == 200


def test_once_the_link_is_dead_nobody_orders_again_as_her(place, linked):
    order = place()
    hers = linked(order)
    begun = hers.post(f"/market/orders/{order.pk}/again/")["Location"]
    take(order)
    hers.post(begun, {"n": 1, "brief": "Көк"})
    hers.post(begun + "day/", {"day": "any"})
    assert hers.post(begun + "contact/", {}).status_code == 422
    assert hers.post(begun + "contact/", CONTACT).status_code == 302
    assert Order.objects.latest("pk").guest != order.guest


def test_a_member_who_orders_again_is_herself(place, signed_in, begimai):
    order = place(customer=begimai)
    again(signed_in(begimai), order)
    assert Order.objects.filter(member=begimai).count() == 2


def take(order):
    """Her link to this order ends."""
    with atomic():
        take_pass(order.guest, order.stream, None)


def test_pages_ask_the_database_no_more_for_more(place, walk, linked, django_assert_max_num_queries, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    order = walk(place(), "quote")
    hers = linked(order)
    with CaptureQueriesContext(
        connection,
    ) as few:
        hers.get(f"/market/orders/{order.pk}/")
    for _ in range(5):
        now = fresh(order)
        transition(
            now,
            "quote",
            now.maker,
            now.version,
            lines=[LineDraft("Жең", 1, 100_00), LineDraft("Жака", 2, 50_00)],
            due_on=now.quotes.first().due_on,
        )
    with CaptureQueriesContext(connection) as many:
        hers.get(f"/market/orders/{order.pk}/")
    assert len(many) <= len(few), [query["sql"][:90] for query in many]


def test_what_is_over_is_not_asked_to_be_done_otherwise(place, trip, departs, walk, linked, send):
    slot = departs()
    order = place(trip, slot=slot.pk)
    Slot.objects.filter(pk=slot.pk).update(starts_at=timezone.now() - timedelta(hours=9))
    Order.objects.filter(pk=order.pk).update(starts_at=timezone.now() - timedelta(hours=9))
    order = walk(order, "start", "deliver")
    hers = linked(order)
    assert f"/market/orders/{order.pk}/changes/" not in hers.get(f"/market/orders/{order.pk}/").content.decode()
    assert send(hers, order, "changes", reason="finish", words="Дагы бир жолу").status_code == 403
    order.refresh_from_db()
    assert order.state == "delivered"
