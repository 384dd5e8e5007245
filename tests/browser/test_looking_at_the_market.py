"""What axe and narrow screens make of the market, of orders and of notices: every page, each as those see it whose it is."""

from urllib.parse import urlsplit

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, resolve
from django.utils import timezone

from tests.marketplace.orders.conftest import asks_advance, departs, dinner, dress, place, trip, visitor, walk
from tests.selling import in_days, offer, open_shop

from .looking import LANGUAGES, SQUEEZED, grave

__all__ = ["asks_advance", "departs", "dinner", "dress", "in_days", "offer", "open_shop", "place", "trip", "visitor", "walk"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WHOSE = ("marketplace.catalog.urls", "marketplace.orders.urls", "commons.notify.urls")
STRANGERS = (
    "/market/",
    "/market/?q=койнок&day={day}",
    "/market/?q=жоккосөз",
    "/market/labs/osh/",
    "/market/trades/sewing/",
    "/market/favourites/",
    "/market/services/{dress}/",
    "/market/services/{trip}/",
    "/market/services/{dress}/code/",
    "/market/shops/{shop}/",
    "/market/shops/{shop}/works/",
    "/market/shops/{shop}/code/",
    "/market/orders/",
    "/market/orders/reviews/{shop}/",
    "/market/orders/new/{dress}/",
    "/market/orders/{quoted}/",  # closed to her
)
MAKERS = (
    "/market/mine/",
    "/market/mine/shop/",
    "/market/mine/shop/photos/",
    "/market/mine/shop/works/",
    "/market/mine/days/",
    "/market/mine/services/",
    "/market/mine/services/{dress_id}/",
    "/market/mine/services/{dress_id}/trade/",
    "/market/mine/services/{dress_id}/name/",
    "/market/mine/services/{dress_id}/price/",
    "/market/mine/services/{dress_id}/audience/",
    "/market/mine/services/{dress_id}/removal/",
    "/market/mine/services/{trip_id}/departures/",
    "/market/orders/selling/",
    "/market/orders/selling/book/",
    "/market/orders/selling/calendar/",
    "/market/orders/selling/owed/",
    "/market/orders/selling/earnings/",
    "/market/orders/selling/code/",
    "/market/orders/selling/terms/",
    "/market/orders/selling/legally/",
    "/market/orders/{asked}/",
    "/market/orders/{asked}/tasks/price/",
    "/market/orders/{asked}/tasks/decline/",
    "/market/orders/{made}/tasks/progress/",
    "/market/orders/{made}/tasks/handing-over/",
    "/market/orders/{given}/payments/{line}/received/",
    "/market/orders/{guests}/",
    "/market/orders/{guests}/link/",
    "/market/orders/{made}/friend/",
    "/market/orders/homecomings/{home}/",
    "/notices/",
    "/notices/preferences/",
    "/to-send/",
)
CUSTOMERS = (
    "/market/orders/{quoted}/",
    "/market/orders/{quoted}/measures/",
    "/market/orders/{quoted}/withdrawal/",
    "/market/orders/{given}/",
    "/market/orders/{given}/receipt/",
    "/market/orders/{given}/payments/{line}/",
    "/market/orders/{given}/problem/",
    "/market/orders/{over}/",
    "/market/orders/{over}/review/",
    "/chats/about/marketplace.order:{quoted}/",
)
GUESTS = ("{private}", "/market/orders/{guests}/link/")  # the private link first, which lets her browser in
COORDINATORS = (
    "/market/orders/desk/",
    "/market/orders/desk/totals/",
    "/market/orders/desk/{disputed}/",
    "/market/orders/homecomings/{home}/",
)
# addresses that only take a form, lead on, or are a part of a page
NO_PAGES = {
    "favourite",
    "hiding",
    "face",
    "shop-voice",
    "closing",
    "block-day",
    "unblock-day",
    "publication",
    "pictures",
    "picture-place",
    "picture-removal",
    "shop-picture-place",
    "shop-picture-lines",
    "shop-picture-removal",
    "voice",
    "stock",
    "departure-removal",
    "earnings-file",
    "totals-file",
    "code-removal",
    "guest-block",
    "homecoming-now",
    "homecoming-answer",
    "day",
    "contact",
    "part-removal",
    "now",
    "call",
    "again",
    "missing",
    "seen",
    "notice",
    "number",
    "sent",
    "mail-confirm",
    "mail-stop",
    "push",
    "push-removal",
}


@pytest.fixture
def market(dress, trip, departs, place, walk, begimai, in_days, aizada, coordinator):
    """A shop with services of two kinds, photos and works, an order in each state that looks different, and one way home."""
    from commons.people.models import Pass
    from marketplace.catalog.actions import add_to_shop, say_in_shop
    from marketplace.catalog.demo.textiles import drawn
    from marketplace.catalog.models import ShopPicture
    from marketplace.orders.elqr import build
    from marketplace.orders.models import BusinessCode, Homecoming, Review

    departs()
    for shows, many in zip(ShopPicture.Shows, (2, 8), strict=True):
        add_to_shop(dress.shop.member, shows, [drawn("workshop", 0)] * many)
        first = ShopPicture.objects.filter(shows=shows).first()
        say_in_shop(dress.shop.member, shows, {first.pk: {"ky": "Кыз узатууга көйнөк, камзолу менен", "en": "A dress for a wedding"}})
    ways = {"asked": (), "quoted": ("quote",), "made": ("quote", "accept", "start")}
    ways |= {"given": (*ways["made"], "deliver"), "disputed": (*ways["made"], "dispute"), "over": (*ways["made"], "deliver", "complete")}
    orders = {name: walk(place(customer=begimai), *way) for name, way in ways.items()}
    reviewed = walk(place(), *ways["over"])
    Review.objects.create(order=reviewed, on_time=5, as_agreed=4, again=5, words="Абдан сулуу", answer="Рахмат")
    fields = {"00": "01", "01": "11", "32": "0014c2b.example.kg10041234", "52": "5651", "53": "417", "59": "Айзада"}
    BusinessCode.objects.create(shop=dress.shop, link=build("https://bank.example.kg/pay", fields))
    names = {name: order.pk for name, order in orders.items()} | {"guests": reviewed.pk}
    home = {"where": "Көк базар", "phone": "+996555111222", "home_at": timezone.now(), "state": "missed"}
    names["home"] = Homecoming.objects.create(order=orders["given"], member=aizada, friend=coordinator, **home).pk
    private = Pass.objects.get(guest=reviewed.guest).address
    line = orders["given"].payments.first()
    shown = {"dress": dress.code, "trip": trip.code, "shop": dress.shop.code, "dress_id": dress.pk, "trip_id": trip.pk, "line": line.pk}
    return {**names, **shown, "day": in_days(9).isoformat(), "private": urlsplit(private).path}


def test_every_page_is_looked_at(market):
    looked = {
        resolve(address.format(**market).partition("?")[0]).url_name
        for address in (*STRANGERS, *MAKERS, *CUSTOMERS, *GUESTS, *COORDINATORS)
    }
    assert {pattern.name for of in WHOSE for pattern in patterns(get_resolver(of))} == {
        name for name in looked | NO_PAGES if name != "about"
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_serious(served, window, market, aizada, begimai, coordinator, language):
    wrong = []
    for woman, addresses in ((None, STRANGERS), (aizada, MAKERS), (begimai, CUSTOMERS), (None, GUESTS), (coordinator, COORDINATORS)):
        if woman is not None:
            woman.language = language
        page = window(woman, served)
        page.context.add_cookies([{"name": "django_language", "value": language, "url": served.url}])
        for address in addresses:
            page.goto(address.format(**market))
            wrong += [f"{address}: {found}" for found in grave(page)]
    assert not wrong, "\n".join(wrong)


def test_nothing_is_cut_on_a_small_phone(served, window, market, aizada, begimai, coordinator):
    wrong = []
    for woman, addresses in ((None, STRANGERS), (aizada, MAKERS), (begimai, CUSTOMERS), (None, GUESTS), (coordinator, COORDINATORS)):
        page = window(woman, served, width=320, height=568)
        for address in addresses:
            page.goto(address.format(**market))
            if (wide := page.evaluate("document.documentElement.scrollWidth")) > 320:
                wrong.append((address, wide))
            for width in (320, 360):
                page.set_viewport_size({"width": width, "height": 568})
                wrong += [(address, width, squeezed) for squeezed in page.evaluate(SQUEEZED)]
            page.set_viewport_size({"width": 320, "height": 568})
    assert not wrong


def patterns(resolver: URLResolver) -> list[URLPattern]:
    found = []
    for one in resolver.url_patterns:
        found += patterns(one) if isinstance(one, URLResolver) else [one]
    return found
