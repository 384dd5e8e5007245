"""A page on paper: what it says, and nothing that leads elsewhere."""

import pytest
from playwright.sync_api import expect

from tests.marketplace.orders.conftest import asks_advance, dress, place, visitor
from tests.marketplace.orders.steps import bring
from tests.selling import offer, open_shop

__all__ = ["asks_advance", "dress", "offer", "open_shop", "place", "visitor"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_receipt_is_printed_without_what_leads_elsewhere(served, window, place, aizada):
    order = bring(place(), "accepted")
    page = window(aizada, served)
    page.goto(f"/market/orders/{order.pk}/receipt/")
    leads = page.locator("nav.bar, .top > a, .top bell-count, print-page")
    expect(page.locator("print-page button")).to_be_visible()
    assert leads.count() >= 3
    page.emulate_media(media="print")
    for one in leads.all():
        expect(one).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()
