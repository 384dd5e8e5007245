from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.browser.looking import TOO_SMALL

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from commons.people.models import Member
    from tests.servers.product import Product


@pytest.mark.browser
def test_a_stranger_never_scrolls_sideways(window: Callable[..., "Page"], served: "Product") -> None:
    page = window(None, served, width=320)
    for path in ("/", "/language/", "/there-is-no-such-page/", "/offline/"):
        page.goto(path)
        for size in ("16px", "32px"):
            page.evaluate("size => (document.documentElement.style.fontSize = size)", size)
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, (path, size)
            assert page.evaluate(TOO_SMALL) == [], (path, size)


@pytest.mark.browser
def test_the_keyboard_skips_to_the_content(window: Callable[..., "Page"], served: "Product", aizada: "Member") -> None:
    page = window(aizada, served)
    page.goto("/language/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


@pytest.mark.browser
def test_a_language_is_chosen_by_keyboard_and_without_scripts(window: Callable[..., "Page"], served: "Product") -> None:
    page = window(None, served, java_script_enabled=False)
    page.goto("/")
    page.locator(".menu > summary").press("Enter")
    page.get_by_role("button", name="Русский").press("Enter")
    page.get_by_role("heading", level=1, name="Где женщины").wait_for()
