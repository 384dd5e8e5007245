"""The market as full as a page of it gets, a service and a shop, on a patchy network; photos apart."""

import pytest

from marketplace.catalog.found import A_PAGE
from marketplace.catalog.models import ListingPicture, ShopPicture
from tests.ui.weighing import weigh

pytestmark = pytest.mark.django_db
KB = 1024


@pytest.fixture
def full(aizada, offer, picture):
    """A page of services, each with a picture and words of its own."""
    listings = [offer(aizada, name=f"Көйнөк {n}, узун жең, ак барктан", abouts={"ky": f"Оюусу {n} түстүү"}) for n in range(A_PAGE + 2)]
    for place in range(36):
        shows, line = ("photos", {}) if place < 6 else ("works", {"ky": f"{place}-көйнөк, узун жең"})
        shop = listings[0].shop
        ShopPicture.objects.create(shop=shop, picture=picture(shop.stream), place=place, shows=shows, lines=line)
    for listing in listings:
        ListingPicture.objects.create(listing=listing, picture=picture(listing.stream), place=1)
    return listings[0]


@pytest.mark.parametrize("language", ["ky", "ru", "uz-cyrl", "en"])
def test_the_market_fits_a_patchy_network(full, stranger, language):
    stranger.cookies["django_language"] = language
    shop = f"/market/shops/{full.shop.code}/"
    for path in ("/market/", f"/market/services/{full.code}/", shop, f"{shop}works/", "/"):
        weight = weigh(stranger, path)
        print(path, weight.html, weight.css, weight.js, weight.total)
        assert weight.html <= 10 * KB, path  # what is fetched again, too
        assert weight.css <= 12 * KB, path
        assert weight.js <= 35 * KB, path
        assert weight.total <= 60 * KB, path
