"""On the way to the talk about an order stands how much of it she hasn't read: a member, or a guest by her link."""

import re
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chat.actions import mark_read, post_message
from chat.models import Room
from commons.ui.talks import new_about

from .test_talking_about_an_order import dress, guests, order, page_of, room, say

__all__ = ["dress", "guests", "order", "room"]

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]


def test_the_way_to_the_talk_says_how_much_is_new(order, room, aizada, begimai, signed_in):
    page, hers = f"/market/orders/{order.pk}/", signed_in(begimai)
    asked = queries_of(hers, page)
    assert new_on(hers, page) is None
    for words in ("Салам", "Кездемеңиз барбы?"):
        post_message(aizada, room.pk, uuid.uuid4(), words)
    assert new_on(hers, page) == "2"
    assert new_on(signed_in(aizada), page) is None, "her own words aren't new to her"
    assert queries_of(hers, page) == asked
    hers.get(f"/chats/{room.pk}/")
    mark_read(begimai, room.pk, room.messages.last().seq)
    assert new_on(hers, page) is None


def test_to_a_guest_too_until_she_has_opened_it(guests, aizada):
    order, browser = guests()
    page = f"/market/orders/{order.pk}/"
    room = Room.objects.get(about=order.stream)
    assert new_on(browser, page) is None
    post_message(aizada, room.pk, uuid.uuid4(), "Салам")
    assert new_on(browser, page) == "1"
    browser.get(page_of(order))
    assert new_on(browser, page) is None
    say(browser, order)
    assert new_on(browser, page) is None


def test_who_looks_in_without_a_seat_is_told_of_nothing_new(order, room, aizada, coordinator):
    post_message(aizada, room.pk, uuid.uuid4(), "Салам")
    assert new_about(coordinator, order.stream) == 0
    assert new_about(None, order.stream) == 0


def new_on(browser, address) -> str | None:
    found = re.search(r'class="count"><span aria-hidden="true">(\d+)</span>', browser.get(address).content.decode())
    return found and found[1]


def queries_of(browser, address) -> int:
    browser.get(address)
    with CaptureQueriesContext(connection) as queries:
        browser.get(address)
    return len(queries)
