"""A page may be kept on a phone only where the server said so: it was made for nobody, and nothing of hers is in it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.selling import in_days, offer, open_shop

from .worker import with_its_worker

__all__ = ["in_days", "offer", "open_shop"]
KEPT = (
    "(async () => (await Promise.all((await caches.keys()).map(async (n) => (await (await caches.open(n)).keys())"
    ".map((r) => new URL(r.url).pathname)))).flat().filter((path) => !path.startsWith('/static/')).sort())()"
)


def is_marked(browser, address: str) -> bool:
    return "X-Keep" in browser.get(address).headers


@pytest.mark.django_db
def test_public_pages_are_marked_for_a_stranger_and_for_nobody_else(offer, aizada, begimai, stranger, signed_in):
    listing = offer(aizada, name="Көйнөк", som=3_500)
    pages = ["/", "/market/", f"/market/services/{listing.code}/", f"/market/shops/{listing.shop.code}/", "/market/labs/osh/"]
    assert [page for page in pages if not is_marked(stranger, page)] == []
    hers = signed_in(begimai)
    assert [page for page in pages if is_marked(hers, page)] == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/sign-in/", "/language/", "/saving/", "/offline/", "/enter/", "/market/nothing/", "/market/orders/1/"]
)
def test_no_other_page_is(stranger, address):
    assert not is_marked(stranger, address)


@pytest.mark.django_db
def test_whoever_has_anything_in_her_session_is_no_stranger(stranger):
    session = stranger.session
    session["passes"] = [1]
    session.save()
    stranger.cookies["sessionid"] = session.session_key
    assert not is_marked(stranger, "/market/")


@pytest.mark.django_db
def test_who_keeps_a_favourite_is_no_stranger_until_she_likes_it_no_more(offer, aizada, stranger):
    listing = offer(aizada, name="Көйнөк", som=3_500)
    page = f"/market/services/{listing.code}/"
    stranger.post(f"{page}favourite/")
    assert [address for address in (page, "/market/") if is_marked(stranger, address)] == []
    stranger.post(f"{page}favourite/", {"off": "1"})
    assert is_marked(stranger, page)


@pytest.mark.django_db
def test_a_page_that_tells_her_something_is_not_marked(stranger):
    stranger.cookies["messages"] = "x"
    assert not is_marked(stranger, "/market/")


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_page_she_saw_opens_without_a_network_and_says_that_it_is_older(window: Callable, served, offer, aizada):
    offer(aizada, name="Көйнөк", som=3_500)
    page = with_its_worker(window(None, served))
    page.goto("/market/")
    page.goto("/market/?q=көйнөк")
    page.wait_for_function(f"{KEPT}.then((all) => all.includes('/market/'))")
    served.kill()
    page.goto("/market/")
    expect(page.locator(".offer__link").first).to_be_visible()
    expect(page.locator("offline-notice")).to_be_visible()
    page.goto("/market/?q=көйнөк")
    page.get_by_text("Байланыш жок").wait_for()
    served.start()
    page.locator(".offer__link").first.wait_for()  # what she searched for comes by itself, and would cross what she asks for next
    page.goto("/market/")
    expect(page.locator("offline-notice")).to_be_hidden()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_nothing_of_a_member_and_of_what_she_looked_at_is_ever_kept(window: Callable, served, aizada):
    page = with_its_worker(window(aizada, served))
    for address in ("/chats/", "/me/", "/notices/", "/market/", "/market/orders/selling/"):
        page.goto(address)
    assert page.evaluate(KEPT) == ["/offline/"]


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_what_a_stranger_saw_is_gone_when_she_who_signed_in_leaves(window: Callable, served, aizada, cookie_of):
    page = with_its_worker(window(None, served))
    page.goto("/market/")
    page.wait_for_function(f"{KEPT}.then((all) => all.includes('/market/'))")
    page.context.add_cookies([{"name": "sessionid", "value": cookie_of(aizada), "url": served.url}])
    page.goto("/market/")
    page.wait_for_function(f"{KEPT}.then((all) => !all.includes('/market/'))")
    page.goto("/sign-out/")
    page.locator("form[action*='sign-out'] button, main form button").first.click()
    page.wait_for_url(f"{served.url}/")
    assert not {"/chats/", "/me/", "/market/"} & set(page.evaluate(KEPT))
