"""Every page and verb of the market, for every standing: what opens, what doesn't."""

import re
from datetime import timedelta

import pytest
from django.urls import get_resolver
from django.utils import timezone

from tests.standings import EVERYONE, VOUCHED

pytestmark = pytest.mark.django_db

CAST = sorted(EVERYONE, key=lambda who: who == "aizada")  # she may do it, and then it is done
HERE = EVERYONE - {"suspended"}
MEETS_AIZADA = HERE - {"blocked"}
SELLERS = VOUCHED - {"under_18"}
KEEPERS = {"aizada", "another maker"}  # each of her own shop
CAREFUL = {"coordinator", "staff"}

# page → who gets it with 200; a stranger is led to the sign-in, a suspended member finds the page that says so
PAGES = {
    "": HERE,
    "labs/osh/": HERE,
    "trades/sewing/": HERE,
    "favourites/": HERE,
    "services/{code}/": MEETS_AIZADA,
    "services/{code}/code/": MEETS_AIZADA,
    "services/{by_link}/": MEETS_AIZADA,
    "services/{draft}/": {"aizada"},
    "services/{hidden}/": {"aizada"} | CAREFUL,
    "shops/{shop}/": MEETS_AIZADA,
    "shops/{shop}/works/": MEETS_AIZADA,
    "shops/{shop}/code/": MEETS_AIZADA,
    "mine/": SELLERS,
    "mine/shop/": KEEPERS,
    "mine/shop/photos/": KEEPERS,
    "mine/shop/works/": KEEPERS,
    "mine/days/": KEEPERS,
    "mine/services/": SELLERS,
    "mine/services/{id}/": {"aizada"},
    "mine/services/{id}/trade/": {"aizada"},
    "mine/services/{id}/name/": {"aizada"},
    "mine/services/{id}/price/": {"aizada"},
    "mine/services/{id}/audience/": {"aizada"},
    "mine/services/{id}/removal/": {"aizada"},
    "mine/services/{id}/departures/": {"aizada"},
}
POSTS = {
    "services/{code}/favourite/": HERE,
    "services/{code}/hiding/": CAREFUL,
    "mine/shop/closing/": KEEPERS,
    "mine/shop/face/": KEEPERS,
    "mine/shop/voice/": KEEPERS,
    "mine/shop/photos/": KEEPERS,
    "mine/shop/works/": KEEPERS,
    "mine/shop/works/lines/": KEEPERS,
    "mine/shop/works/{work}/place/": KEEPERS,  # another's changes nothing, which test_showing_what_she_made.py holds
    "mine/shop/works/{work}/removal/": KEEPERS,
    "mine/shop/": KEEPERS,
    "mine/days/": KEEPERS,
    "mine/days/blocked/": KEEPERS,
    "mine/days/blocked/removal/": KEEPERS,
    "mine/services/": SELLERS,
    "mine/services/{id}/": {"aizada"},
    "mine/services/{draft_id}/trade/": {"aizada"},
    "mine/services/{id}/name/": {"aizada"},
    "mine/services/{id}/price/": {"aizada"},
    "mine/services/{id}/audience/": {"aizada"},
    "mine/services/{id}/publication/": {"aizada"},
    "mine/services/{id}/pictures/": {"aizada"},
    "mine/services/{id}/pictures/{picture}/place/": {"aizada"},
    "mine/services/{id}/pictures/{picture}/removal/": {"aizada"},
    "mine/services/{id}/voice/": {"aizada"},
    "mine/services/{hat}/stock/": {"aizada"},
    "mine/services/{tour}/departures/": {"aizada"},
    "mine/services/{tour}/departures/{slot}/removal/": {"aizada"},
    "mine/services/{id}/removal/": {"aizada"},
}
SENT = {
    "kind": "felt",
    "name": "Килем",
    "name_ky": "Килем",
    "price": "900",
    "price_from": "900",
    "unit": "piece",
    "visibility": "everyone",
    "workdays": ["1", "2"],
    "works_from": "09:00",
    "works_until": "17:00",
    "sewing": "4",
    "tourism": "4",
    "left": "2",
    "to": "1",
    "hour": "10:00",
    "places": "6",
    "weeks": "2",
}
# who has no shop is led to selling
NO_SHOP = {f"mine/shop/{noun}" for noun in ("", "photos/", "works/", "works/lines/", "face/", "voice/")} | {
    "mine/shop/works/{work}/place/",
    "mine/shop/works/{work}/removal/",
    "mine/days/",
    "mine/days/blocked/",
}


@pytest.fixture
def market(cast, offer, picture):
    """Aizada's services of every state, by what addresses ask for."""
    from marketplace.catalog.actions import begin_listing, hide_listing
    from marketplace.catalog.models import Listing, ListingPicture, ShopPicture, Slot

    aizada = cast["aizada"]
    dress, tour = offer(aizada), offer(aizada, "guiding", "Арстанбап")
    hat = offer(aizada, "goods", "Калпак")
    by_link, hidden = offer(aizada, visibility=Listing.Visibility.LINK), offer(aizada)
    hide_listing(cast["coordinator"], hidden.pk)
    draft = begin_listing(aizada)
    return {
        "code": dress.code,
        "id": dress.pk,
        "by_link": by_link.code,
        "hidden": hidden.code,
        "draft": draft.code,
        "draft_id": draft.pk,
        "shop": dress.shop.code,
        "tour": tour.pk,
        "hat": hat.pk,
        "slot": Slot.objects.create(listing=tour, starts_at=timezone.now() + timedelta(days=9), capacity=8).pk,
        "work": ShopPicture.objects.create(shop=dress.shop, picture=picture(dress.shop.stream), place=1, shows="works").pk,
        "picture": ListingPicture.objects.create(listing=dress, picture=picture(dress.stream), place=1).pk,
    }


@pytest.fixture
def sent(in_days, picture_file, voice_file):
    """What every form of the market asks for, at once."""
    day = in_days(20).isoformat()
    return lambda: {**SENT, "day": day, "picture": picture_file(), "pictures": picture_file(), "voice": voice_file()}


def is_let_in(answer, page) -> bool:
    led_away = answer.status_code == 302 and answer["Location"].startswith("/sign-in/")
    led_to_selling = page in NO_SHOP and answer.status_code == 302 and answer["Location"] == "/market/mine/services/"
    assert led_away or answer.status_code in (200, 302, 403, 404), answer.status_code
    return answer.status_code in (200, 302) and not led_away and not led_to_selling


@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_to_those_it_is_for(page, market, browser_of):
    answers = {who: browser_of(who).get("/market/" + page.format(**market)) for who in CAST}
    assert {who for who, answer in answers.items() if is_let_in(answer, page)} == PAGES[page]


@pytest.mark.parametrize("page", POSTS)
def test_a_deed_is_done_by_those_who_may(page, market, browser_of, sent):
    answers = {who: browser_of(who).post("/market/" + page.format(**market), sent()) for who in CAST}
    assert {who for who, answer in answers.items() if is_let_in(answer, page)} == POSTS[page]


def test_every_page_is_in_a_list():
    routes = {re.sub(r"<\w+:\w+>", "*", str(route.pattern)) for route in get_resolver("marketplace.catalog.urls").url_patterns}
    listed = {re.sub(r"\{\w+\}", "*", page) for page in PAGES | POSTS}
    nouns = re.compile(r"labs/osh|trades/sewing|shop/(?:photos|works)(?=/)")
    assert {nouns.sub(lambda found: found[0].partition("/")[0] + "/*", page) for page in listed} == routes


def test_what_is_for_everyone_may_be_kept_by_search_engines(market, stranger):
    for page in ("", "labs/osh/", "trades/sewing/", "services/{code}/", "shops/{shop}/", "shops/{shop}/works/"):
        assert "noindex" not in stranger.get("/market/" + page.format(**market)).content.decode(), page
    for page in ("favourites/", "services/{by_link}/", "services/{code}/code/", "?q=койнок", "?page=2", "labs/osh/?kind=sewing"):
        assert "noindex" in stranger.get("/market/" + page.format(**market)).content.decode(), page
