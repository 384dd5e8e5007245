"""A form that is sent while its pictures are made small waits for them, and says so."""

import pytest
from playwright.sync_api import expect

from tests.marketplace.orders.conftest import asks_advance, dress, place, visitor
from tests.marketplace.orders.steps import bring
from tests.selling import offer, open_shop

from .photos import photo

__all__ = ["asks_advance", "dress", "offer", "open_shop", "place", "visitor"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SLOW = """const read = createImageBitmap;
globalThis.createImageBitmap = async (...given) => {
  await new Promise((done) => setTimeout(done, 1_000));
  return read(...given);
};"""


@pytest.fixture
def slow(served, window):
    """A page on a phone that takes its time with a picture."""

    def show(member, path):
        page = window(member, served)
        page.add_init_script(SLOW)
        page.goto(path)
        page.wait_for_function("!!customElements.get('picture-picker')")
        return page

    return show


def test_the_one_picture_of_a_form_is_not_lost(slow, place, aizada):
    order = bring(place(), "in_progress")
    page = slow(aizada, f"/market/orders/{order.pk}/tasks/handing-over/")
    page.set_input_files("input[type=file]", [photo(size=(1600, 1200))])
    page.click("main form button.button--full")
    expect(page.locator(".picker__busy")).to_be_visible()
    page.click("main form button.button--full")
    page.wait_for_url("**/market/orders/selling/")
    assert order.pictures.count() == 1


def test_of_several_pictures_each_arrives_however_soon_she_goes_on(slow, dress):
    from marketplace.orders.models import Draft

    page = slow(None, f"/market/orders/new/{dress.code}/")
    for colour in ("indigo", "crimson"):
        page.set_input_files("picture-picker input[type=file]", [photo(size=(1600, 1200), colour=colour)])
    page.click("main form button.button--full")
    page.wait_for_url("**/day/")
    assert Draft.objects.get().pictures.count() == 2
