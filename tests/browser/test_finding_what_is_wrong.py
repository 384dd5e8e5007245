"""A form that is shown again leads to what is wrong with it, however far below the fold that stands, with and without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

from tests.marketplace.orders.conftest import asks_advance, dress, place, visitor
from tests.marketplace.orders.steps import bring
from tests.selling import offer, open_shop

__all__ = ["asks_advance", "dress", "offer", "open_shop", "place", "visitor"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = {"width": 360, "height": 640}
IN_SIGHT = """() => {
  const { top, bottom } = document.activeElement.getBoundingClientRect();
  return document.activeElement !== document.body && top >= 0 && bottom <= innerHeight;
}"""


@pytest.fixture
def hers(served, window):
    """A guest's phone with one of her order's pages: `hers(order, "pay/7/")`."""
    from commons.people.models import Pass

    def show(order, path, **options):
        page = window(None, served, **PHONE, **options)
        page.goto(f"/g/{Pass.objects.get(guest=order.guest).code}")
        page.goto(f"/market/orders/{order.pk}/{path}")
        return page

    return show


@pytest.mark.parametrize("scripts", [True, False])
def test_a_proof_that_is_no_picture_is_in_sight_and_has_the_focus(hers, place, aizada, scripts):
    from marketplace.orders.actions import save_business_code
    from tests.marketplace.orders.test_reading_payment_codes import made

    save_business_code(aizada, made())
    order = bring(place(), "accepted")
    page = hers(order, f"payments/{order.payments.get(purpose='deposit').pk}/", java_script_enabled=scripts)
    more = page.locator("details.ordering__more")
    more.evaluate("(more) => { more.open = true; }") if scripts else more.locator("summary").click()
    page.set_input_files("input[name=proof]", {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": b"<svg onload=alert(1)>"})
    page.click("main form button.button--full")
    expect(page.locator("#id_proof_error")).to_be_visible()
    if scripts:
        assert page.evaluate(IN_SIGHT)
    assert re.search(r'<input type="file" name="proof"[^>]*autofocus', page.content())


def test_the_phone_that_is_wrong_has_the_focus_and_not_the_name_before_it(served, window, dress):
    page = window(None, served, **PHONE)
    page.goto(f"/market/orders/new/{dress.code}/")
    page.fill("textarea[name=brief]", "Кызыл көйнөк")
    page.click("main form button.button--full")
    page.click("button[value=any]")
    page.fill("input[name=name]", "Айнура")
    page.fill("input[name=phone]", "12")
    page.click("main form button.button--full")
    expect(page.locator("#id_phone_error")).to_be_visible()
    expect(page.locator("input[name=phone]")).to_be_focused()
    assert page.locator("[autofocus]").count() == 1
