"""The photos of a shop and what its maker has made: who sees them, how many there are, in which order, and what is said of them."""

import json
import re

import pytest
from django.conf import settings

from commons.journal.refusals import Refused
from commons.media.models import Picture
from marketplace.catalog import actions
from marketplace.catalog.models import ShopPicture
from tests.racing import at_once, committing

PHOTOS, WORKS = ShopPicture.Shows
SHOP = "/market/mine/shop/"

pytestmark = pytest.mark.django_db


@pytest.fixture
def show(picture_file):
    """Add so many to her shop: `show(aizada, WORKS, 3)`."""
    from commons.media.actions import prepare_picture

    prepared = prepare_picture(picture_file())

    def give(member, shows, many=1):
        actions.add_to_shop(member, shows, [prepared] * many)
        return list(ShopPicture.objects.filter(shop__member=member, shows=shows).select_related("picture"))

    return give


@pytest.fixture
def hers(aizada, offer, signed_in):
    """Her browser, in English; she has a shop."""
    offer(aizada)
    browser = signed_in(aizada)
    browser.cookies["django_language"] = "en"
    return browser


@pytest.fixture
def page_of(aizada, stranger):
    """Her shop's page, as strangers read it; or one below it."""
    return lambda below="": stranger.get(f"/market/shops/{aizada.shops.get().code}/{below}").content.decode()


def test_customers_see_where_she_works_and_what_she_made(aizada, hers, page_of, picture_file):
    assert "She made this" not in page_of()
    hers.post(f"{SHOP}photos/", {"pictures": picture_file()})
    hers.post(f"{SHOP}works/", {"pictures": [picture_file(), picture_file()]})
    photo, first, second = aizada.shops.get().pictures.order_by("shows", "place")
    hers.post(f"{SHOP}works/lines/", {f"line_{first.pk}": "  Кызыл   көйнөк "})
    page = page_of()
    assert page.index(photo.picture.key) < page.index(first.picture.key) < page.index(second.picture.key)
    assert 'alt="Кызыл көйнөк"' in page
    assert f'alt="Ушул жерде жасалган: {aizada.shops.get().title}"' in page


def test_the_page_of_a_shop_shows_the_first_works_and_leads_to_all(aizada, hers, page_of, show):
    works = show(aizada, WORKS, 8)
    page, all_of_them = page_of(), page_of("works/")
    assert [one for one in works if one.picture.key in page] == works[:6]
    assert f"/market/shops/{aizada.shops.get().code}/works/" in page
    assert [one for one in works if one.picture.key in all_of_them] == works


@pytest.mark.parametrize(("shows", "most"), [("photos", 6), ("works", 30)])
def test_there_are_no_more_than_may_be(aizada, hers, show, picture_file, shows, most):
    show(aizada, ShopPicture.Shows(shows), most - 1)
    answer = hers.post(f"{SHOP}{shows}/", {"pictures": [picture_file(), picture_file()]})
    assert answer.status_code == 422
    assert "Choose at most 1 picture." in answer.content.decode()
    assert hers.post(f"{SHOP}{shows}/", {"pictures": picture_file()}).status_code == 302
    answer = hers.post(f"{SHOP}{shows}/", {"pictures": picture_file()})
    assert answer.status_code == 422
    assert "Take one away first." in answer.content.decode()
    assert aizada.shops.get().pictures.count() == Picture.objects.count() == most
    assert 'type="file"' not in hers.get(f"{SHOP}{shows}/").content.decode()


@committing
@pytest.mark.both_databases
def test_nor_when_two_add_at_the_same_moment(aizada, offer, show):
    offer(aizada)
    show(aizada, PHOTOS, 4)
    said = at_once(lambda: show(aizada, PHOTOS, 2), lambda: show(aizada, PHOTOS, 2))
    assert [type(one) for one in said].count(Refused) == 1
    assert aizada.shops.get().pictures.count() == 6


def test_she_puts_them_in_order_and_takes_them_away(aizada, hers, show):
    one, two, three = show(aizada, WORKS, 3)
    hers.post(f"{SHOP}works/{three.pk}/place/", {"to": "1"})
    assert list(aizada.shops.get().pictures.all()) == [three, one, two]
    hers.post(f"{SHOP}works/{one.pk}/removal/")
    assert list(aizada.shops.get().pictures.all()) == [three, two]
    assert not Picture.objects.filter(pk=one.picture_id).exists()


@pytest.mark.parametrize("change", ["place", "removal"])
def test_what_is_gone_or_anothers_leads_back_and_says_so(aizada, begimai, hers, offer, show, change):
    offer(begimai)
    (anothers,) = show(begimai, WORKS)
    (photo,) = show(aizada, PHOTOS)
    for pk in (anothers.pk, photo.pk, 0):
        page = hers.post(f"{SHOP}works/{pk}/{change}/", {"to": "1", f"line_{pk}": "Менин"}, follow=True)
        assert page.redirect_chain == [(f"{SHOP}works/", 302)]
        assert "This picture isn&#x27;t there any more." in page.content.decode()
    assert ShopPicture.objects.filter(lines={}).count() == 2


def test_a_line_is_said_in_her_language_and_the_others_stay(aizada, hers, show):
    (work,) = show(aizada, WORKS)
    actions.say_in_shop(aizada, WORKS, {work.pk: {"ky": "Килем", "ru": "Ковёр"}})
    assert "Kept." in hers.post(f"{SHOP}works/lines/", {f"line_{work.pk}": "A rug"}, follow=True).content.decode()
    work.refresh_from_db()
    assert work.lines == {"ky": "Килем", "ru": "Ковёр", "en": "A rug"}
    hers.post(f"{SHOP}works/lines/", {f"line_{work.pk}": "  "})
    work.refresh_from_db()
    assert work.lines == {"ky": "Килем", "ru": "Ковёр"}


def test_a_line_that_is_too_long_stays_beside_its_picture(aizada, hers, show):
    first, second = show(aizada, WORKS, 2)
    answer = hers.post(f"{SHOP}works/lines/", {f"line_{second.pk}": "ы" * 81, f"line_{first.pk}": "Килем"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert page.count('class="field__errors"') == 1
    assert page.index(first.picture.key) < page.index(second.picture.key) < page.index('class="field__errors"')
    assert "ы" * 81 in page
    assert 'value="Килем"' in page


@pytest.mark.parametrize("pressed", ["place", "removal"])
def test_what_she_has_typed_is_kept_whatever_she_presses(aizada, hers, show, pressed):
    first, second = show(aizada, WORKS, 2)
    typed = {f"line_{first.pk}": "Килем", f"line_{second.pk}": "Көйнөк"}
    hers.post(f"{SHOP}works/{second.pk}/{pressed}/", {"to": "1", **typed})
    said = [(work, work.line) for work in aizada.shops.get().pictures.all()]
    assert said == ([(second, "Көйнөк"), (first, "Килем")] if pressed == "place" else [(first, "Килем")])


def test_a_page_that_knows_nothing_of_a_picture_takes_no_line_from_it(aizada, hers, show):
    first, second = show(aizada, WORKS, 2)
    actions.say_in_shop(aizada, WORKS, {second.pk: {"en": "A rug"}})
    hers.post(f"{SHOP}works/lines/", {f"line_{first.pk}": "A dress"})
    second.refresh_from_db()
    assert second.lines == {"en": "A rug"}


def test_a_line_is_words_and_nothing_else(aizada, hers, page_of, show):
    (work,) = show(aizada, WORKS)
    hers.post(f"{SHOP}works/lines/", {f"line_{work.pk}": '"><script>alert(1)</script>'})
    assert "<script>alert" not in page_of()


def test_its_pictures_open_with_its_page(aizada, hers, blocked_by_her, coordinator, show, stranger, signed_in):
    from commons.people.actions import suspend

    (work,) = show(aizada, WORKS)
    address = work.picture.address(320)
    assert stranger.get(address)["Cache-Control"].startswith("public")
    assert signed_in(blocked_by_her).get(f"/market/shops/{aizada.shops.get().code}/works/").status_code == 404
    actions.close_shop(aizada)
    assert stranger.get(address).status_code == stranger.get(f"/market/shops/{aizada.shops.get().code}/works/").status_code == 404
    assert hers.get(address).status_code == hers.get(f"/market/shops/{aizada.shops.get().code}/works/").status_code == 200
    actions.reopen_shop(aizada)
    suspend(coordinator, aizada)
    assert stranger.get(address).status_code == stranger.get(f"/market/shops/{aizada.shops.get().code}/works/").status_code == 404


@pytest.fixture
def blocked_by_her(aizada, make_member):
    from commons.people.models import Block

    blocked = make_member("Мээрим")
    Block.objects.create(by=aizada, member=blocked)
    return blocked


def test_a_preview_shows_a_photo_first_then_a_work_then_her_face(aizada, hers, page_of, picture, show):
    shop = aizada.shops.get()
    shop.face, shop.shows_face = picture(shop.stream), True
    shop.save()
    (work,), (photo,) = show(aizada, WORKS), show(aizada, PHOTOS)
    page = page_of()
    shown = [settings.ORIGIN + kept.address(1280) for kept in (photo.picture, work.picture, shop.face)]
    assert f'<meta property="og:image" content="{shown[0]}">' in page
    data = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert json.loads(data[1])["image"] == shown
    assert f'<meta property="og:image" content="{shown[1]}">' in page_of("works/")


def test_a_shop_costs_as_much_with_all_its_pictures_as_with_one(aizada, hers, show, stranger, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    show(aizada, WORKS)
    shop = f"/market/shops/{aizada.shops.get().code}/"
    pages = [(stranger, shop), (stranger, f"{shop}works/"), (hers, f"{SHOP}works/")]
    counted = []
    for browser, page in pages:
        browser.get(page)
        with CaptureQueriesContext(connection) as queries:
            browser.get(page)
        counted.append(len(queries))
    show(aizada, WORKS, 29)
    show(aizada, PHOTOS, 6)
    for (browser, page), before in zip(pages, counted, strict=True):
        with django_assert_num_queries(before):
            browser.get(page)
