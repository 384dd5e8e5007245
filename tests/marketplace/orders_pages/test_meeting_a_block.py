"""A guest of whom the maker takes no orders hears it where it is known: on the first page of her own browser, else beside her number."""

import pytest

from marketplace.orders.actions import block_guest
from marketplace.orders.models import Order
from tests.marketplace.orders_pages.conftest import CONTACT, english, hidden, said

pytestmark = pytest.mark.django_db
NO = "She takes no orders from"


@pytest.fixture
def blocked(dress, order_by_pages, in_days, aizada):
    """The browser of a guest who has ordered, and was blocked."""
    browser = english()
    order_by_pages(browser, dress, {"n": 1, "brief": "Көк"}, {"day": in_days(20).isoformat()})
    block_guest(Order.objects.get(), aizada)
    return browser


def test_her_own_browser_says_so_on_the_first_page(blocked, dress, dinner, offer, begimai):
    for listing in (dress, dinner):
        page = blocked.get(f"/market/orders/new/{listing.code}/")
        assert page.status_code == 403
        assert NO in said(page)
    assert blocked.get(f"/market/orders/new/{offer(begimai).code}/").status_code == 200


def test_another_browser_says_so_beside_her_number_and_keeps_what_she_typed(blocked, dress, in_days):
    other = english()
    other.post(f"/market/orders/new/{dress.code}/", {"n": 1, "brief": "Көк"})
    address = other.post(f"/market/orders/new/{dress.code}/day/", {"day": in_days(20).isoformat()})["Location"]
    answer = other.post(address, {**hidden(other.get(address)), **CONTACT})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert NO in page[page.index('id="id_phone_error"') :]
    assert 'value="Айнура"' in page
    assert Order.objects.count() == 1


def test_a_broken_form_of_hers_names_no_field(dress, order_by_pages, in_days):
    browser = english()
    address = order_by_pages(browser, dress, {"n": 1, "brief": "Көк"}, {"day": in_days(20).isoformat()})["Location"]
    answer = browser.post(f"{address}withdrawal/", {"version": "x", "key": "y", "reason": "day"})
    assert answer.status_code == 422
    assert "This form came to us broken." in said(answer)
    assert "(Hidden field" not in said(answer)


def test_a_stranger_may_choose_her_language_on_every_page_she_meets(dress, order_by_pages, in_days):
    browser = english()
    first = f"/market/orders/new/{dress.code}/"
    order = order_by_pages(browser, dress, {"n": 1, "brief": "Көк"}, {"day": in_days(20).isoformat()})["Location"]
    for address in ("/market/", f"/market/services/{dress.code}/", f"/market/shops/{dress.shop.code}/", first, order, "/market/orders/"):
        page = browser.get(address).content.decode()
        assert page.count('name="language" value="ru"') == 1, address
        assert f'name="next" value="{address}"' in page


def test_who_is_blocked_is_told_that_she_may_only_read_and_keeps_her_words(place, linked, signed_in, aizada):
    order = place()
    guests, makers = linked(order), signed_in(aizada)
    for browser in (guests, makers):
        browser.cookies["django_language"] = "en"
    talk = f"/chats/about/{order.stream}/"
    assert 'name="body"' in guests.get(talk).content.decode()
    done = makers.post(f"/market/orders/{order.pk}/guest-block/", {"next": f"/market/orders/{order.pk}/"}, follow=True)
    assert "write or order from you any more." in said(done)
    page = guests.get(talk)
    assert 'name="body"' not in page.content.decode()
    assert "You can read here, but not write." in said(page)
    refused = guests.post(talk, {"key": order.key, "body": "Кечиресиз, дагы бир суроо"})
    assert refused.status_code == 403
    assert "Кечиресиз, дагы бир суроо" in said(refused)
    block_guest(order, aizada, on=False)
    assert 'name="body"' in guests.get(talk).content.decode()
