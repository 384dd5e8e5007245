import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from commons.people.models import Member
from commons.ui import bar
from tests.selling import in_days, offer, open_shop

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.servers.product import Product

__all__ = ["in_days", "offer", "open_shop"]

pytestmark = pytest.mark.django_db
SignIn = Callable[[Member], Client]
COVERED = """() => [...document.querySelectorAll("main form button")].filter((it) => it.checkVisibility()).flatMap((it) => {
  const box = it.getBoundingClientRect();
  const [x, y] = [box.left + box.width / 2, Math.min(box.bottom, innerHeight) - 4];
  return box.top < innerHeight && document.elementFromPoint(x, y)?.closest(".bar") ? [it.textContent.trim()] : [];
})"""


def items_on(page: str) -> list[str]:
    return re.findall(r'<a class="bar__item" href="([^"]+)"', page)


def test_the_bar_holds_what_is_installed_in_its_order(aizada: Member, signed_in: SignIn) -> None:
    page = signed_in(aizada).get("/language/").content.decode()
    assert items_on(page) == [item.url for item in bar.items()]
    assert items_on(page)[0] == "/chats/"


def test_a_stranger_has_no_bar(stranger: Client) -> None:
    assert items_on(stranger.get("/").content.decode()) == []


def test_she_sees_where_she_is(aizada: Member, signed_in: SignIn) -> None:
    for item in bar.items():
        page = signed_in(aizada).get(item.url).content.decode()
        assert re.findall(r'<a class="bar__item" href="([^"]+)" aria-current="page"', page) == [item.url]


def test_each_item_is_an_icon_and_a_word(aizada: Member, signed_in: SignIn) -> None:
    page = signed_in(aizada).get("/language/").content.decode()
    shown = re.findall(r'<a class="bar__item"[^>]*><svg .*?</svg>([^<]+)</a>', page, re.DOTALL)
    assert shown == [str(item.name) for item in bar.items()]


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_it_never_lies_over_what_sends_a_form(
    window: Callable[..., "Page"], served: "Product", aizada: Member, offer: Callable[..., Any]
) -> None:
    order = f"/market/orders/new/{offer(aizada, 'tailoring', 'Көйнөк', som=3_500, price_to=600_000).code}/"
    page = window(None, served, height=740)
    page.goto(order)
    page.fill("textarea[name=brief]", "Узун көйнөк")
    send = "main .form > .button--full"
    steps = ((send, send, "day/"), (".ordering__other .button", ".day[value]", "contact/"), (send, "", ""))
    for sends, leads_on, to in steps:
        page.locator(".bar").wait_for()
        below = page.locator(sends).first.bounding_box()
        assert below is not None
        for height in (740, int(below["y"] + below["height"]) + 8):  # as a small phone has it, and where the bar would lie over it
            page.set_viewport_size({"width": 360, "height": height})
            page.evaluate("scrollTo(0, 0)")
            assert page.evaluate(COVERED) == [], (page.url, height)
        if leads_on:
            page.locator(leads_on).first.click()
            page.wait_for_url(f"**{order}{to}")
