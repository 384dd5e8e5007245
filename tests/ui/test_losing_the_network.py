from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from .worker import with_its_worker

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.servers.product import Product


@pytest.mark.browser
def test_a_page_that_cannot_be_fetched_says_so_and_comes_back(window: Callable[..., "Page"], served: "Product") -> None:
    page = with_its_worker(window(None, served))
    page.context.set_offline(True)
    page.goto("/language/")
    page.get_by_text("Байланыш жок").wait_for()
    page.get_by_text("Бирге", exact=True).wait_for()
    assert page.evaluate("getComputedStyle(document.querySelector('.brand')).backgroundColor") != "rgba(0, 0, 0, 0)", "drawn, too"
    assert page.evaluate("getComputedStyle(document.querySelector('.horns__middle')).opacity") == "0", "and as cut as it is"
    expect(page.get_by_role("link", name="Кайра аракет кылуу")).to_have_text("Кайра аракет кылуу", use_inner_text=True)
    page.context.set_offline(False)
    page.get_by_role("heading", name="Тил").wait_for()


@pytest.mark.browser
def test_a_server_that_was_away_is_asked_again_and_again(window: Callable[..., "Page"], served: "Product") -> None:
    page = with_its_worker(window(None, served))
    served.kill()
    page.goto("/language/")
    page.get_by_text("Байланыш жок").wait_for()
    served.start()
    page.get_by_role("heading", name="Тил").wait_for()


@pytest.mark.browser
def test_it_is_said_in_the_language_she_chose_last(window: Callable[..., "Page"], served: "Product") -> None:
    page = with_its_worker(window(None, served))
    page.goto("/language/")
    page.get_by_role("button", name="Русский").click()
    page.get_by_role("heading", level=1, name="Где женщины").wait_for()
    page.evaluate(
        """async () => {
          while (!(await caches.keys()).every((name) => name.includes("offline ru "))) await new Promise((then) => setTimeout(then, 100));
        }"""
    )
    page.context.set_offline(True)
    page.goto("/language/")
    page.get_by_role("link", name="Попробовать ещё раз").wait_for()


@pytest.mark.browser
def test_beside_the_offline_page_only_what_is_for_everyone_is_kept(window: Callable[..., "Page"], served: "Product") -> None:
    page = with_its_worker(window(None, served))
    page.goto("/language/")
    kept = page.evaluate(
        "(async () => (await Promise.all((await caches.keys()).map(async (n) => (await (await caches.open(n)).keys())"
        ".map((r) => new URL(r.url).pathname)))).flat())()"
    )
    assert {path for path in kept if not path.startswith("/static/ui/")} <= {"/offline/", "/"}
    assert "/offline/" in kept
