"""A page that is live stays so, whatever a proxy answers meanwhile; and where its link opens nothing any more, it says so."""

import re

import pytest
from playwright.sync_api import expect

from tests.marketplace.orders.conftest import asks_advance, dress, place, visitor
from tests.marketplace.orders.steps import step
from tests.selling import offer, open_shop

__all__ = ["asks_advance", "dress", "offer", "open_shop", "place", "visitor"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def failing_once(page, pattern):
    """What is asked for first gets the error of a proxy, everything after it the server's answer."""
    failed = []

    def answer(route):
        if failed:
            route.continue_()
        else:
            failed.append(route.request.url)
            route.fulfill(status=502, body="Bad Gateway")

    page.route(pattern, answer)
    return failed


@pytest.fixture
def hers(served, window):
    """The page of an order, opened by its guest: `hers(order, fails="**/now/")`."""
    from commons.people.models import Pass

    def show(order, fails, path="/market/orders/{}/"):
        page = window(None, served)
        page.goto(f"/g/{Pass.objects.get(guest=order.guest).code}")
        page.goto("/language/")
        failed = failing_once(page, fails) if fails else []
        page.goto(path.format(order.pk))
        return page, failed

    return show


@pytest.mark.parametrize("fails", ["**/live/?*", "**/now/"])
def test_an_order_is_live_also_after_an_error_of_a_proxy(hers, place, fails):
    order = place()
    page, failed = hers(order, fails)
    page.wait_for_function("!!customElements.get('live-part')")
    page.wait_for_timeout(500)
    step(order, "quote")
    expect(page.locator("form[action$='/agreement/'] button")).to_be_visible()
    assert len(failed) == 1


def test_a_makers_day_is_live_also_after_an_error_of_a_proxy(served, window, place, aizada, dress):
    page = window(aizada, served)
    streams, pages = failing_once(page, "**/live/?*marketplace.orders*"), failing_once(page, "**/selling/?part=1")
    page.goto("/market/orders/selling/")
    page.wait_for_function("!!customElements.get('live-part')")
    order = place(dress)
    expect(page.locator(f"a[href='/market/orders/{order.pk}/']").first).to_be_visible()
    assert len(streams) == len(pages) == 1


def test_a_makers_day_that_lies_open_leads_to_the_sign_in_once_she_is_signed_out(served, window, place, aizada, dress):
    from commons.people.actions import end_all_sessions

    page = window(aizada, served)
    page.goto("/market/orders/selling/")
    page.wait_for_function("!!customElements.get('live-part')")
    page.wait_for_timeout(500)
    end_all_sessions(aizada)
    place(dress)
    expect(page).to_have_url(re.compile(r"/sign-in/"))


def test_a_talk_is_live_also_after_an_error_of_a_proxy(hers, place, aizada):
    from uuid import uuid4

    from chat.actions import open_room_about, post_message

    order = place()
    room = open_room_about(order.stream, [aizada.pk])
    page, failed = hers(order, "**/live/?*", "/chats/about/marketplace.order:{}/")
    seq = post_message(aizada, room.pk, uuid4(), "Кандай түс жагат?")
    expect(page.locator(f"li[data-seq='{seq}']")).to_be_attached()
    assert len(failed) == 1


@pytest.mark.parametrize("path", ["/market/orders/{}/", "/chats/about/marketplace.order:{}/"])
def test_an_open_page_says_that_its_link_opens_nothing_any_more(hers, place, aizada, path):
    from chat.actions import open_room_about
    from commons.people.models import Pass
    from marketplace.orders.actions import change_link

    order = step(place(), "quote")
    open_room_about(order.stream, [aizada.pk])
    page, _failed = hers(order, None, path)
    page.wait_for_timeout(1_500)
    change_link(order, Pass.objects.get(guest=order.guest))
    expect(page.locator("form[action$='/agreement/'], form.composer")).to_have_count(0)
