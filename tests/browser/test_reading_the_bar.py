"""What stands under the thumb, and in the rail: each word whole, in every language."""

import pytest

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
