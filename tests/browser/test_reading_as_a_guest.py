"""A guest's page of the talk about her order says how far she has read, of what comes while she looks on."""

from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.marketplace.orders.conftest import asks_advance, dress, place, visitor
from tests.selling import offer, open_shop

__all__ = ["asks_advance", "dress", "offer", "open_shop", "place", "visitor"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_what_comes_while_she_looks_on_is_read_and_what_is_out_of_sight_is_not(served, window, place, aizada):
    from chat.actions import open_room_about, post_message
    from commons.people.models import Pass

    order = place()
    room = open_room_about(order.stream, [aizada.pk])
    page = window(None, served)
    page.goto(f"/g/{Pass.objects.get(guest=order.guest).code}")
    page.goto(f"/chats/about/{order.stream}/")

    def say(body):
        seq = post_message(aizada, room.pk, uuid4(), body)
        expect(page.locator(f"li[data-seq='{seq}']")).to_be_attached()
        return seq

    with page.expect_request("**/read/") as told:
        seq = say("Кандай түс жагат?\n" * 40)
    assert f"upto={seq}&" in told.value.post_data
    assert told.value.response().status == 200

    page.locator(".log").evaluate("(log) => { log.scrollTop = -log.scrollHeight; }")
    reads = []
    page.on("request", lambda request: reads.append(request.url) if request.url.endswith("/read/") else None)
    later = say("Барсызбы?")
    page.wait_for_timeout(2_500)
    assert reads == []
    with page.expect_request("**/read/") as told:
        page.locator(".log").evaluate("(log) => { log.scrollTop = 0; }")
    assert f"upto={later}&" in told.value.post_data


def test_fifty_thousand_letters_are_too_long_and_stay_in_her_field(served, window, place):
    from commons.people.models import Pass

    order = place()
    page = window(None, served)
    page.goto(f"/g/{Pass.objects.get(guest=order.guest).code}")
    page.goto(f"/chats/about/{order.stream}/")
    page.wait_for_function("!!customElements.get('guest-talk')")
    page.fill("textarea[name=body]", "ө" * 50_000)
    page.click(".composer__send")
    expect(page.locator("#why")).to_contain_text("4 000")
    assert len(page.input_value("textarea[name=body]")) == 50_000
