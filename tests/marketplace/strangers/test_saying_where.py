"""Where they meet and who may come is said before anybody orders; the address only while they have agreed."""

import pytest

from commons.journal.refusals import Refused
from marketplace.catalog import actions
from marketplace.catalog.details import said_of
from marketplace.catalog.kinds import KINDS
from marketplace.catalog.kinds.details import defaults_of
from marketplace.orders.models import Order
from tests.marketplace.orders.steps import bring
from tests.marketplace.orders_pages.conftest import CONTACT, english, said

pytestmark = pytest.mark.django_db
ADDRESS = "Гүлзар көчөсү 12"


@pytest.fixture
def in_english(signed_in):
    def give(member):
        browser = signed_in(member)
        browser.cookies["django_language"] = "en"
        return browser

    return give


@pytest.fixture
def fitted(offer, aizada):
    """A dress that is fitted at hers."""
    return offer(aizada, "tailoring", "Көйнөк", details={"meets": "hers", "meeting_point": ADDRESS})


@pytest.mark.parametrize("kind", [kind for kind in KINDS.values() if kind.field("meeting_point")], ids=lambda kind: kind.name)
def test_whoever_receives_strangers_does_so_at_the_lab_or_women_only(kind):
    usual = defaults_of(kind)
    assert usual.get("meets") == "lab" or usual.get("who") == "women"
    assert kind.field("meeting_point").private


def test_a_guided_day_and_a_night_are_for_women_until_she_says_otherwise(aizada, signed_in):
    for kind in ("guiding", "homestay"):
        draft = actions.begin_listing(aizada)
        actions.choose_kind(aizada, draft.pk, kind)
        draft.refresh_from_db()
        assert draft.is_women_only
    actions.change_listing(aizada, draft.pk, actions.Changes(names={"ky": "Үйүм"}, price_from=90_000))
    browser = signed_in(aizada)
    browser.cookies["django_language"] = "en"
    assert "Who may come Women only" in said(browser.get(f"/market/mine/services/{draft.pk}/audience/")), (
        "she reads it before it is on the market"
    )


def test_the_public_page_says_the_kind_of_place_and_never_the_address(fitted):
    page = said(english().get(f"/market/services/{fitted.code}/"))
    assert "Where you meet At the maker" in page
    assert "The exact address is shown once you have agreed." in page
    assert ADDRESS not in english().get(f"/market/services/{fitted.code}/").content.decode()
    assert ADDRESS not in english().get(f"/market/shops/{fitted.shop.code}/").content.decode()


@pytest.mark.parametrize("said_far", [("digital", {"where": "far"}), ("catering", {"delivery": "brought"})])
def test_where_nobody_goes_to_her_no_place_is_named(said_far, offer, aizada):
    kind, details = said_far
    assert "At the lab" not in [str(value) for one in said_of(offer(aizada, kind, details=details)) for value in one.values]


@pytest.mark.parametrize(
    ("state", "shown"),
    [
        ("requested", False),
        ("quoted", False),
        ("accepted", True),
        ("confirmed", True),
        ("in_progress", True),
        ("delivered", True),
        ("disputed", True),
        ("completed", False),
        ("declined", False),
        ("withdrawn", False),
        ("expired", False),
        ("cancelled", False),
    ],
)
def test_the_address_is_shown_from_the_agreement_on_until_it_is_over(state, shown, fitted, place, linked):
    order = bring(place(fitted), state)
    page = linked(order).get(f"/market/orders/{order.pk}/").content.decode()
    assert (ADDRESS in page) == shown
    assert ("You see the address once you have agreed." in page) == (state in ("requested", "quoted"))


def test_where_no_address_was_written_both_are_told_to_speak_of_it(offer, aizada, place, linked, in_english):
    order = bring(place(offer(aizada, "tailoring", "Көйнөк", details={"meets": "hers"})), "quoted")
    sides, address = (linked(order), in_english(aizada)), f"/market/orders/{order.pk}/"
    said = ("Ask her for the address when you talk.", "Your customer sees no address: say it when you talk, or write it in your service.")
    for browser, sentence in zip(sides, said, strict=True):
        assert sentence not in browser.get(address).content.decode()
    bring(order, "confirmed")
    for browser, sentence in zip(sides, said, strict=True):
        assert sentence in browser.get(address).content.decode()


def test_where_she_goes_to_her_customer_her_own_address_is_shown_to_nobody(offer, aizada, place, linked):
    dress = offer(aizada, "tailoring", "Көшөгө", details={"meets": "theirs", "meeting_point": ADDRESS})
    order = bring(place(dress), "confirmed")
    page = linked(order).get(f"/market/orders/{order.pk}/").content.decode()
    assert ADDRESS not in page
    assert "Tell her the address when you talk." in page


@pytest.mark.parametrize(
    ("kind", "details"), [("tailoring", {"meets": "theirs"}), ("catering", {"delivery": "brought"}), ("digital", {"where": "far"})]
)
def test_nobody_is_promised_an_address_that_is_never_shown(kind, details, offer, aizada, place, linked):
    service = offer(aizada, kind, details={**details, "meeting_point": ADDRESS})
    assert "The exact address is shown" not in said(english().get(f"/market/services/{service.code}/"))


def test_what_is_for_women_only_is_ordered_with_that_said(offer, aizada, hers, order_by_pages, in_days):
    house = offer(aizada, "homestay", "Үйүмдө түнөө", som=900, details={"who": "women"})
    page = said(hers.get(f"/market/services/{house.code}/"))
    assert "Women only" in page
    begin = f"/market/orders/new/{house.code}/"
    answer = hers.post(begin, {"n": 2, "days": 1})
    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {"women"})
    assert said(answer).count("She receives women only.") == 1
    assert order_by_pages(hers, house, {"n": 2, "days": 1, "women": "on"}, {"day": in_days(5).isoformat()}).status_code == 302
    order = Order.objects.get()
    assert order.women_only
    assert "Only women come" in said(hers.get(f"/market/orders/{order.pk}/"))


def test_where_the_rule_came_meanwhile_nothing_is_ordered_without_it(offer, aizada, hers, order_by_pages, in_days, place):
    house = offer(aizada, "homestay", "Үйүмдө түнөө", som=900)
    hers.post(f"/market/orders/new/{house.code}/", {"n": 2, "days": 1})
    hers.post(f"/market/orders/new/{house.code}/day/", {"day": in_days(5).isoformat()})
    house.details["who"] = "women"
    house.save()
    answer = hers.post(f"/market/orders/new/{house.code}/contact/", {**CONTACT, "total": 180_000})
    assert answer.status_code == 422
    assert "This is for women only now." in said(answer)
    assert not Order.objects.exists()
    with pytest.raises(Refused):
        place(house, n=1, day=in_days(5))
