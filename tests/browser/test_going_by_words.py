"""What she goes by: each word of the bar whole, in every language, and the lab that she has chosen in sight."""

import pytest

from commons.testing import lab

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# how many lines each word of the bar takes, and whether something leaves the screen
BROKEN = """() => [...document.querySelectorAll(".bar__item")].filter((item) => {
  const words = document.createRange();
  words.selectNodeContents(item.lastChild);
  return words.getClientRects().length > item.lastChild.textContent.trim().split(/[ -]/).length;
}).map((item) => item.innerText)"""


@pytest.mark.parametrize(("width", "height"), [(320, 640), (360, 740), (1280, 800)])
def test_no_word_of_the_bar_is_broken(window, served, width, height):
    page = window(None, served, width, height)
    for language in ("ky", "ru", "uz-cyrl", "en"):
        page.context.add_cookies([{"name": "django_language", "value": language, "url": served.url}])
        page.goto("/events/")
        assert page.evaluate(BROKEN) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_lab_that_is_chosen_is_seen_on_a_narrow_phone(window, served):
    page = window(None, served)
    for slug in ("osh", "batken", "jalal-abad"):
        page.goto(f"/events/?lab={lab(slug).slug}")
        box = page.locator(".labs [aria-current]").bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360
        assert page.locator(".labs [aria-current]").inner_text() != page.locator(".labs a").first.inner_text()
    page.goto("/events/")
    chosen, next_to_it = (page.locator(".labs a").nth(place).bounding_box() for place in range(2))
    assert chosen["x"] + chosen["width"] <= next_to_it["x"]
