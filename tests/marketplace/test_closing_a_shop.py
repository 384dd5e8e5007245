"""A shop that is closed for a while: what its maker reads is what customers see."""

import pytest

from marketplace.catalog import actions

pytestmark = pytest.mark.django_db
ON_IT = ("Everyone sees it in the market.", "On the market", "Send on by WhatsApp", "Nothing here yet", "Who has this link sees it.")


@pytest.fixture
def hers(aizada, signed_in):
    browser = signed_in(aizada)
    browser.cookies["django_language"] = "en"
    return browser


@pytest.mark.parametrize("visibility", ["everyone", "link"])
def test_its_maker_is_told_that_nobody_sees_it(aizada, offer, hers, visibility):
    dress = offer(aizada, visibility=visibility)
    pages = [f"/market/services/{dress.code}/", f"/market/mine/services/{dress.pk}/", "/market/mine/", f"/market/shops/{dress.shop.code}/"]
    assert all("hop is closed" not in hers.get(page).content.decode() for page in pages)
    actions.close_shop(aizada)
    for page in pages:
        said = hers.get(page).content.decode()
        assert "our shop is closed" in said, page
        assert not [words for words in ON_IT if words in said], page


def test_a_coordinator_is_led_to_no_order_there(aizada, coordinator, offer, signed_in):
    dress = offer(aizada)
    page = f"/market/services/{dress.code}/"
    order = f'href="/market/orders/new/{dress.code}/"'
    assert order in signed_in(coordinator).get(page).content.decode()
    actions.close_shop(aizada)
    assert order not in signed_in(coordinator).get(page).content.decode()


def test_what_is_made_ready_in_it_waits_for_it_to_open(aizada, offer, hers):
    dress = offer(aizada)
    actions.close_shop(aizada)
    actions.take_off(aizada, dress.pk)
    said = hers.post(f"/market/mine/services/{dress.pk}/audience/", {"visibility": "everyone"}, follow=True).content.decode()
    assert "Customers see it once you open your shop again." in said
    assert "It is on the market." not in said
