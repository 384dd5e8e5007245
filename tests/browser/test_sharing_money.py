"""A venture's money in two browsers: one writes it down, the other is asked at once and says yes, then no; and her statement on paper."""

import pytest
from playwright.sync_api import expect

from tests.marketplace.ledger.conftest import agreed, comes, dress, gown, place, sold, venture, visitor, walk
from tests.selling import offer, open_shop

from .test_moving_cards import followed

__all__ = ["agreed", "comes", "dress", "gown", "offer", "open_shop", "place", "sold", "venture", "visitor", "walk"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def money(venture, comes, agreed, aizada, begimai):
    """Aizada's and Begimai's, who share equally."""
    comes(begimai)
    agreed(aizada, begimai)
    return f"/market/together/{venture.pk}/money/"


def pays(page, money, som, words):
    """From the money: a tap, how much and for what, a tap."""
    page.goto(money)
    page.click(f"a[href='{money}costs/']")
    page.fill("[name=amount]", som)
    page.fill("[name=words]", words)
    page.click(".form button")


def test_one_writes_it_down_and_the_other_says_yes_and_no(served, window, aizada, begimai, money):
    from marketplace.ledger.models import Posting

    phone, wide = followed(window(aizada, served), money), window(begimai, served, width=1280, java_script_enabled=False)
    pays(wide, money, "1 200", "Кийиз")
    expect(phone.locator(".turn__what")).to_contain_text("Бегимай 1 200 сом төлөдүм дейт: Кийиз")
    phone.click(".turn button")
    expect(phone.locator(".chip--good")).to_contain_text("Айзада")
    expect(phone.locator(".turn--good")).to_be_visible()
    pays(wide, money, "500", "Такси")
    expect(phone.locator(".turn__what")).to_contain_text("Такси")
    phone.click(".turn a")
    phone.click(".form button")
    expect(phone.locator(".is-over")).to_contain_text("Такси")
    wide.goto(money)
    expect(wide.locator(".is-over")).to_contain_text("андай эмес дейт: Айзада")
    assert [one.state for one in Posting.objects.filter(kind="cost", reverses=None).order_by("pk")] == ["confirmed", "denied"]


def test_her_statement_is_printed_without_what_leads_elsewhere(served, window, aizada, venture, sold, money):
    sold()
    page = window(aizada, served)
    page.goto(f"{money}statement/")
    page.click(".statement__ways a[href*=sheet]")
    leads = page.locator("nav.bar, .top > a, .top bell-count, print-page")
    expect(page.locator("print-page button")).to_be_visible()
    assert leads.count() >= 4
    page.emulate_media(media="print")
    for one in leads.all():
        expect(one).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".statement__lines tbody tr").first).to_be_visible()


def test_the_money_is_printed_without_what_is_pressed(served, window, aizada, venture, sold, money):
    sold()
    page = window(aizada, served)
    page.goto(money)
    pressed = page.locator(".purse .button, .purse .deeds__one")
    assert pressed.count() >= 4
    page.emulate_media(media="print")
    for one in pressed.all():
        expect(one).to_be_hidden()
    expect(page.locator(".purse__table tbody tr").first).to_be_visible()
    expect(page.locator(".purse__line").first).to_be_visible()
