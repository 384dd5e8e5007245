"""A card and its columns on a small phone: pictures lie as tiles, one tap takes nothing away, and no word stands in a column."""

from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.marketplace.boards.conftest import columns, comes, put, venture
from tests.marketplace.conftest import a_shelf_of_its_own

from .photos import photo

__all__ = ["a_shelf_of_its_own", "columns", "comes", "put", "venture"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def card(venture, columns, comes, put, aizada, begimai):
    """Aizada's, with a tall picture, of which Begimai said something."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    from commons.media.pictures import prepare_picture
    from marketplace.boards.actions import comment_card, show_pictures

    made = venture()
    comes(made, begimai)
    card = put(columns(made)[0])
    tall = SimpleUploadedFile("tall.jpg", photo(size=(900, 1600))["buffer"])
    show_pictures(aizada, card.pk, [prepare_picture(tall)])
    comment_card(begimai, card.pk, "Макул", uuid4())
    return card


@pytest.mark.parametrize("scripted", [True, False])
def test_one_tap_takes_nothing_away(served, window, aizada, card, scripted):
    page = window(aizada, served, width=360, height=640, java_script_enabled=scripted)
    page.goto(f"/market/together/{card.venture_id}/cards/{card.pk}/")
    picture, taken = page.locator(".shots .picture"), page.locator(".shots details, .said__row details")
    shown, bin_ = picture.bounding_box(), taken.first.bounding_box()
    assert shown["width"] == pytest.approx(shown["height"], abs=1)
    assert bin_["y"] >= shown["y"] + shown["height"]
    for _ in range(2):
        taken.first.locator("summary").click()
        taken.first.locator("button").click()
        page.wait_for_url("**#*")
    expect(page.locator(".shots, .said__row")).to_have_count(0)
    card.refresh_from_db()
    assert (card.pictures.count(), card.comments.filter(removed_at=None).count()) == (0, 0)


def test_how_many_cards_it_has_stands_on_one_line(served, window, aizada, venture, columns):
    aizada.language = "uz-cyrl"
    made = venture()
    page = window(aizada, served, width=320, height=568)
    page.context.add_cookies([{"name": "django_language", "value": "uz-cyrl", "url": served.url}])
    page.goto(f"/market/together/{made.pk}/columns/")
    heights = page.locator(".laid__n").evaluate_all("all => all.map((it) => it.offsetHeight)")
    assert len(heights) == len(columns(made))
    assert max(heights) < 30
