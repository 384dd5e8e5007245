"""Every form of her shop and of a service of hers: what can't be is told beside its field, what she typed stays, and nothing changes."""

from datetime import timedelta
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from marketplace.catalog.actions import set_stock
from marketplace.catalog.capacity import stock_of
from marketplace.catalog.models import BlockedDay, Listing, ListingPicture, Slot

pytestmark = pytest.mark.django_db
MINE = "/market/mine/"
YESTERDAY = (timezone.localdate() - timedelta(days=1)).isoformat()
WHOLE = {"name_ky": "Калпак", "price_from": "900", "unit": "piece", "visibility": "everyone", "delivery": "fetched"}
WEEK = {"workdays": ["1"], "works_from": "09:00", "works_until": "17:00", "tourism": "4"}
DEPARTURE = {"day": "2036-07-01", "hour": "09:00", "places": "8", "weeks": "1"}

STOCK = [("services/{id}/stock/", {"left": typed}, "stock", "left", typed) for typed in ("", "-1", "20000", "1 000", "abc")]
TYPED = [
    ("services/{id}/", WHOLE | {"price_from": "көп"}, "form", "price_from", "көп"),
    ("services/{id}/", WHOLE | {"about_ky": "ы" * 2_001}, "form", "about_ky", "ы" * 2_001),
    ("services/{id}/name/", {"name": "   "}, "form", "name", "   "),
    ("services/{tour}/price/", {"price": "-1", "unit": "person"}, "form", "price", "-1"),
    ("services/{id}/audience/", {"visibility": "nobody"}, "form", "visibility", None),
    ("shop/", {"phone": "12"}, "form", "phone", "12"),
    ("days/", WEEK | {"works_until": "08:00"}, "form", "works_until", "08:00"),
    ("days/blocked/", {"day": YESTERDAY}, "blocking", "day", YESTERDAY),
    ("services/{tour}/departures/", DEPARTURE | {"places": "0"}, "form", "places", "0"),
    ("services/{tour}/departures/", DEPARTURE | {"day": YESTERDAY}, "form", "day", YESTERDAY),
]
FILES = [
    ("services/", "picture", "form"),
    ("services/{id}/pictures/", "pictures", "more"),
    ("services/{id}/voice/", "voice", "spoken"),
    ("shop/face/", "picture", "face"),
    ("shop/photos/", "pictures", "more"),
    ("shop/works/", "pictures", "more"),
    ("shop/voice/", "voice", "voice"),
]


@pytest.fixture
def hers(offer, aizada, signed_in):
    """Her browser, and the numbers of a felt hat that is ready and of a tour."""
    browser, hat, tour = signed_in(aizada), offer(aizada, "goods", "Калпак", som=900), offer(aizada, "guiding", "Арстанбап")
    set_stock(aizada, hat.pk, 7)
    return browser, {"id": hat.pk, "tour": tour.pk}


@pytest.mark.parametrize(("address", "given", "form", "field", "typed"), [*STOCK, *TYPED])
def test_what_is_typed(hers, address, given, form, field, typed):
    browser, ids = hers
    page = browser.post(MINE + address.format(**ids), given)
    refused(page, form, field)
    assert typed is None or page.context[form][field].value() == typed
    assert stock_of_hat(ids).left == 7
    assert not BlockedDay.objects.exists()
    assert not Slot.objects.filter(listing=ids["tour"]).exists()


@pytest.mark.parametrize(("address", "field", "form"), FILES)
def test_what_is_no_picture_and_no_voice(hers, picture_file, address, field, form):
    browser, ids = hers
    refused(browser.post(MINE + address.format(**ids), {field: picture_file(b"<html>")}), form, field)


@pytest.mark.parametrize(("address", "field", "form"), FILES[1:])
def test_nothing_chosen(hers, address, field, form):
    browser, ids = hers
    refused(browser.post(MINE + address.format(**ids), {}), form, field)


def test_more_pictures_than_a_service_has(hers, picture_file):
    browser, ids = hers
    address = f"{MINE}services/{ids['id']}/pictures/"
    assert browser.post(address, {"pictures": [picture_file() for _ in range(6)]}).status_code == 302
    refused(browser.post(address, {"pictures": [picture_file() for _ in range(3)]}), "more", "pictures")


def test_a_good_picture_beside_a_bad_one_is_kept(hers, picture_file):
    browser, ids = hers
    bad = SimpleUploadedFile("кат.pdf", b"%PDF-1.7")
    page = browser.post(f"{MINE}services/{ids['id']}/pictures/", {"pictures": [picture_file(), bad, picture_file()]})
    refused(page, "more", "pictures")
    assert [error.partition(":")[0] for error in page.context["more"].errors["pictures"]] == ["кат.pdf"]
    assert page.content.decode().count("/removal/#pictures") == ListingPicture.objects.filter(listing=ids["id"]).count() == 2


def test_where_no_picture_is_good_each_is_named(hers, picture_file):
    browser, ids = hers
    bad = [SimpleUploadedFile(name, b"%PDF-1.7") for name in ("кат.pdf", "<b>.pdf")]
    page = browser.post(f"{MINE}services/{ids['id']}/pictures/", {"pictures": bad})
    refused(page, "more", "pictures")
    assert [error.partition(":")[0] for error in page.context["more"].errors["pictures"]] == ["кат.pdf", "<b>.pdf"]
    assert "<b>.pdf" not in page.content.decode()
    assert not ListingPicture.objects.exists()


@pytest.mark.parametrize("change", ["place", "removal"])
def test_a_picture_that_is_gone_leads_back_and_says_so(hers, change):
    browser, ids = hers
    browser.cookies["django_language"] = "en"
    page = browser.post(f"{MINE}services/{ids['id']}/pictures/7/{change}/", {"to": "1"}, follow=True)
    assert page.redirect_chain == [(f"/market/mine/services/{ids['id']}/", 302)]
    assert "This picture isn't there any more." in unescape(page.content.decode())


def test_what_isnt_counted_by_pieces_has_none_that_are_ready(hers):
    browser, ids = hers
    assert browser.post(f"{MINE}services/{ids['tour']}/stock/", {"left": "4"}).status_code == 400
    assert stock_of(Listing.objects.get(pk=ids["tour"])) is None


def refused(page, form, field):
    assert page.status_code == 422
    assert list(page.context[form].errors) == [field]
    said = page.content.decode()
    assert said.count('class="field__errors"') == 1
    beside = said[: said.index('class="field__errors"')].rpartition('<div class="field">')[2]
    assert f'name="{field}"' in beside


def stock_of_hat(ids):
    return stock_of(Listing.objects.get(pk=ids["id"]))
