"""A guest whom nothing else reaches is told by her maker's hand: what waits on To send, and what it says."""

from urllib.parse import urlsplit

import pytest

from commons.notify.actions import mark_sent
from commons.notify.models import PushSubscription, ToSend
from commons.people.models import Pass
from marketplace.catalog.models import Shop
from marketplace.orders import notices
from marketplace.orders.actions import claim_payment, confirm_payment, deny_payment
from marketplace.orders.models import Order

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]


def waiting():
    return {row.notice.kind for row in ToSend.objects.waiting()}


def test_the_price_waits_on_her_list_and_its_clock_starts_when_she_sends_it(place, walk, hear, aizada):
    order = walk(place(), "quote")
    hear()
    [row] = ToSend.objects.waiting()
    assert (row.sender, row.guest, row.notice.kind) == (aizada, order.guest, notices.QUOTED)
    assert order.quotes.get().sent_at is None
    mark_sent(aizada, row)
    hear()
    assert order.quotes.get().sent_at is not None
    assert Pass.objects.good().filter(guest=order.guest, stream=order.stream).exists()


def test_from_her_list_the_price_goes_to_the_guest_whose_clock_starts_and_whose_link_opens_it(
    place, walk, hear, aizada, signed_in, stranger
):
    order = walk(place(), "quote")
    hear()
    hers = signed_in(aizada)
    hers.post("/to-send/number/")
    [letter] = hers.get("/to-send/").context["list"].hers
    assert letter.to_send.guest.name == order.guest.name
    assert order.quotes.get().sent_at is None
    hers.post(f"/to-send/{letter.to_send.pk}/sent/")
    hear()
    assert order.quotes.get().sent_at is not None
    link = letter.text.splitlines()[-1]
    page = stranger.get(urlsplit(link).path, follow=True)
    assert page.redirect_chain[-1][0] == f"/market/orders/{order.pk}/"
    assert page.status_code == 200
    hear()
    assert hers.get("/to-send/").context["list"].sent == []  # she has seen it: it needn't go once more


def test_the_new_link_that_her_maker_made_waits_on_her_list_and_goes_to_the_number_she_ordered_with(
    place, hear, aizada, signed_in, stranger
):
    order = place()
    hear()
    hers = signed_in(aizada)
    hers.post("/to-send/number/")
    hers.post(f"/market/orders/{order.pk}/link/")
    hear()
    [letter] = hers.get("/to-send/").context["list"].hers
    assert letter.to_send.notice.kind == notices.NEW_LINK
    assert f"wa.me/{order.guest.phone.removeprefix('+')}?" in letter.whatsapp
    opened = stranger.get(urlsplit(letter.text.splitlines()[-1]).path, follow=True)
    assert (opened.status_code, opened.redirect_chain[-1][0]) == (200, f"/market/orders/{order.pk}/")


def test_and_at_once_though_her_phone_was_told_by_the_link_that_ended(place, hear, linked, signed_in, aizada):
    order = place()
    hear()
    hers = linked(order)
    PushSubscription.objects.create(
        actor=order.guest.actor, session_id=hers.session.session_key, endpoint="https://push.example.kg/1", language="ky"
    )
    thief = linked(order)
    thief.post(f"/market/orders/{order.pk}/link/")
    signed_in(aizada).post(f"/market/orders/{order.pk}/link/")
    hear()
    assert [row.notice.kind for row in ToSend.objects.waiting()] == [notices.NEW_LINK]


def test_every_reminder_of_a_guest_reaches_the_list(place, walk, hear, aizada):
    order = walk(place(), "quote")
    hear()
    mark_sent(aizada, ToSend.objects.waiting().get())
    hear()
    hear(hours=25)
    assert [row.notice.kind for row in ToSend.objects.waiting()] == [notices.PRICE_WAITS]
    order.refresh_from_db()
    assert order.state == "quoted"


def test_the_neighbour_for_whom_an_ambassador_ordered_is_told_by_her(place, hear, make_member):
    helper = make_member("Жамиля", roles=("ambassador",))
    place(helper=helper)
    hear()
    [row] = ToSend.objects.waiting()
    assert (row.sender, row.notice.kind) == (helper, notices.FOR_YOU)


def test_on_her_list_the_newer_state_of_an_order_takes_the_place_of_what_was_not_sent(place, walk, hear, aizada):
    order, other = walk(place(), "quote", "accept", "start"), walk(place(), "quote", "accept", "start")
    hear()
    assert waiting() == {notices.STARTED}
    confirm_payment(order.payments.get(), aizada, "cash")
    walk(Order.objects.whole().get(pk=order.pk), "deliver")
    hear()
    assert {(row.notice.kind, row.notice.about) for row in ToSend.objects.waiting()} == {
        (notices.RECEIVED, order.stream),
        (notices.DELIVERED, order.stream),
        (notices.STARTED, other.stream),
    }


def test_that_money_was_not_found_is_kept_until_it_came(place, walk, hear, aizada):
    order = walk(place(), "quote", "accept")
    line = claim_payment(order.payments.get(), order.customer, "cash")
    deny_payment(line, aizada)
    walk(order, "start")
    hear()
    assert waiting() == {notices.NOT_RECEIVED, notices.STARTED}
    confirm_payment(line, aizada, "cash")
    hear()
    assert waiting() == {notices.RECEIVED, notices.STARTED}


def test_what_she_sends_names_the_service_and_whose_it_is_in_the_guests_language(place, walk, hear, visitor, signed_in, aizada):
    Shop.objects.filter(member=aizada).update(shows_name=True)
    order = walk(place(customer=visitor(language="ru")), "quote")
    hear()
    hers = signed_in(aizada)
    hers.post("/to-send/number/")
    answer = hers.get("/to-send/")
    [letter] = answer.context["list"].hers
    assert letter.text.splitlines()[0] == f"Заказ {order.pk} · Көйнөк · Айзада"
    assert letter.title == f"{order.pk}-заказ · Көйнөк · Айзада"
    assert letter.title in answer.content.decode()
