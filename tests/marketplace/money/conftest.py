"""The money of a venture on its pages: Aizada keeps it and holds the money, Begimai, Cholpon and Nargiza share in it."""

import pytest

from tests.marketplace.ledger.conftest import agreed, book, cholpon, comes, dress, earned, four, gown, place, sold, venture, visitor, walk

__all__ = ["agreed", "book", "cholpon", "comes", "dress", "earned", "four", "gown", "place", "sold", "venture", "visitor", "walk"]


@pytest.fixture
def money(venture):
    """Where it stands."""
    return f"/market/together/{venture.pk}/money/"


@pytest.fixture
def phone_of(signed_in):
    """A browser of hers: `phone_of(begimai)`, in English unless another language is said."""

    def give(woman, language="en"):
        browser = signed_in(woman)
        browser.cookies["django_language"] = language
        return browser

    return give
