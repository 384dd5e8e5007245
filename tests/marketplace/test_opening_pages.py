"""Every page and verb of the market, for every standing: what opens, what doesn't."""

import pytest
from django.urls import get_resolver

from tests.standings import EVERYONE

pytestmark = pytest.mark.django_db

CAST = sorted(EVERYONE)
HERE = EVERYONE - {"suspended"}

# page → who gets it with 200
PAGES = {
    "": HERE,
}
POSTS: dict[str, set[str]] = {}


@pytest.fixture
def browser(cast, stranger, signed_in):
    return lambda who: signed_in(cast[who]) if cast[who] else stranger


@pytest.mark.parametrize("who", CAST)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_to_those_it_is_for(page, who, browser):
    assert (browser(who).get(f"/market/{page}").status_code == 200) == (who in PAGES[page])


def test_every_page_is_in_a_list():
    assert {str(route.pattern) for route in get_resolver("marketplace.catalog.urls").url_patterns} == PAGES.keys() | POSTS.keys()
