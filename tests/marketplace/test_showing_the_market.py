"""Public pages: what previews and search engines read, favourites without an account, QR, what leads where."""

import json
import re

import pytest
from django.conf import settings
from django.utils import timezone

from marketplace.catalog import actions
from marketplace.catalog.actions import take_off
from marketplace.catalog.models import Listing, Shop, Stall
from marketplace.catalog.views import public

pytestmark = pytest.mark.django_db


def data_of(page):
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    return json.loads(found[1])


def test_a_preview_has_its_title_words_picture_and_address_from_the_public_origin(aizada, offer, picture, stranger):
    from marketplace.catalog.models import ListingPicture

    dress = offer(aizada, abouts={"ky": "Барктан"})
    kept = picture(dress.stream)
    ListingPicture.objects.create(listing=dress, picture=kept, place=1)
    page = stranger.get(f"/market/services/{dress.code}/").content.decode()
    properties = dict(re.findall(r'<meta property="(og:\w+)" content="([^"]*)"', page))
    assert properties["og:title"] == "Көйнөк"
    assert properties["og:description"] == "Барктан"
    assert properties["og:url"] == f"{settings.ORIGIN}/market/services/{dress.code}/"
    assert properties["og:image"].startswith(f"{settings.ORIGIN}/media/{kept.key}/")
    assert stranger.get(properties["og:image"].removeprefix(settings.ORIGIN)).status_code == 200


def test_search_engines_read_what_it_is_and_costs(aizada, offer, stranger):
    dress = offer(aizada, som=3_500, price_to=600_000)
    said = data_of(stranger.get(f"/market/services/{dress.code}/").content.decode())
    assert (said["@type"], said["name"], said["offers"]["lowPrice"], said["offers"]["highPrice"]) == (
        "Service",
        "Көйнөк",
        "3500.00",
        "6000.00",
    )
    felt = data_of(stranger.get(f"/market/services/{offer(aizada, 'goods', 'Шырдак', som=900).code}/").content.decode())
    assert (felt["@type"], felt["offers"]["price"], felt["offers"]["priceCurrency"]) == ("Product", "900.00", "KGS")


def test_nothing_in_a_data_block_ends_it(aizada, offer, stranger):
    name = "</script><script>alert(1)</script><!--"
    page = stranger.get(f"/market/services/{offer(aizada, name=name).code}/").content.decode()
    assert data_of(page)["name"] == name
    assert "<script>alert" not in page


def test_a_shop_doesnt_lead_to_her_page_as_a_member(aizada, offer, signed_in, begimai):
    dress = offer(aizada)
    for browser_address in (f"/market/shops/{dress.shop.code}/", f"/market/services/{dress.code}/"):
        assert f"/members/{aizada.pk}/" not in signed_in(begimai).get(browser_address).content.decode()


def test_a_face_and_a_voice_are_shown_only_if_she_chose_it(aizada, offer, picture, stranger):
    shop = offer(aizada).shop
    shop.face = picture(shop.stream)
    shop.save()
    assert shop.face.key not in stranger.get(f"/market/shops/{shop.code}/").content.decode()
    shop.shows_face = True
    shop.save()
    assert shop.face.key in stranger.get(f"/market/shops/{shop.code}/").content.decode()


def test_a_picture_goes_where_its_service_goes(aizada, offer, picture, stranger, signed_in):
    from marketplace.catalog.actions import take_off

    dress = offer(aizada)
    address = picture(dress.stream).address()
    assert stranger.get(address).status_code == 200
    take_off(aizada, dress.pk)
    assert stranger.get(address).status_code == 404
    assert signed_in(aizada).get(address).status_code == 200


def test_favourites_are_kept_on_the_phone_without_an_account(aizada, offer, stranger):
    dress = offer(aizada)
    address = f"/market/services/{dress.code}/"
    assert stranger.post(f"{address}favourite/")["Location"] == address
    assert "Көйнөк" in stranger.get("/market/favourites/").content.decode()
    assert "sessionid" not in stranger.cookies
    stranger.post(f"{address}favourite/", {"off": "1"})
    assert "Көйнөк" not in stranger.get("/market/favourites/").content.decode()


@pytest.mark.parametrize("kept", ["x", "." * 5_000, "'; DROP TABLE", "ab" * 5 + "." + "23456789ab" * 200])
def test_a_broken_cookie_breaks_nothing(stranger, kept):
    stranger.cookies["favourites"] = kept
    assert stranger.get("/market/favourites/").status_code == 200


def test_the_code_on_paper_leads_to_its_page(aizada, offer, stranger):
    dress = offer(aizada)
    page = stranger.get(f"/market/services/{dress.code}/code/")
    assert page.context["short_address"].endswith(f"/market/services/{dress.code}/")
    assert "data:image/svg+xml" in page.content.decode()


def test_customers_have_a_bar_on_the_pages_for_them(stranger, signed_in, aizada):
    bar = re.compile(r'<a class="bar__item" href="([^"]+)"')
    assert bar.findall(stranger.get("/market/").content.decode())[0] == "/market/"
    assert bar.findall(stranger.get("/sign-in/").content.decode()) == []
    assert "/chats/" in bar.findall(signed_in(aizada).get("/market/").content.decode())


def test_the_first_page_shows_what_came_last_and_leads_to_the_market(aizada, offer, stranger):
    assert 'href="/market/"' in stranger.get("/").content.decode()
    for n in range(6):
        offer(aizada, name=f"Көйнөк {n}")
    page = stranger.get("/").content.decode()
    assert [n for n in range(6) if f"Көйнөк {n}" in page] == [2, 3, 4, 5]


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ("", ""),
        ("?q=&lab=&day=&price=&language=", ""),
        ("?from=whatsapp", ""),
        ("?kind=sewing&q=", "trades/sewing/"),
        ("?lab=osh&page=1", "labs/osh/"),
        ("trades/sewing/?q=", "trades/sewing/"),
        ("?lab=osh&price=500", None),
        ("?page=2", None),
    ],
)
def test_search_engines_keep_what_is_asked_for_under_one_address_and_links_carry_nothing_empty(aizada, offer, stranger, asked, kept):
    offer(aizada, "tailoring", "Көйнөк", som=3_500)
    html = stranger.get(f"/market/{asked}").content.decode()
    canonical = re.findall(r'<link rel="canonical" href="([^"]+)">', html)
    assert canonical == ([] if kept is None else [f"{settings.ORIGIN}/market/{kept}"])
    assert ("noindex" in html) == (kept is None)
    links = re.findall(r'href="(/market/[^"]*)"', html)
    assert [link for link in links if re.search(r"=(&|$)", link)] == []


def test_what_only_some_may_see_is_kept_by_no_search_engine(aizada, offer, stranger, signed_in):
    listing, hers = offer(aizada, "tailoring", "Көйнөк", som=3_500), signed_in(aizada)
    for page in (f"/market/services/{listing.code}/", f"/market/shops/{listing.shop.code}/"):
        assert "noindex" not in hers.get(page).content.decode()
    take_off(aizada, listing.pk)
    Shop.objects.update(closed_at=timezone.now())
    for page in (f"/market/services/{listing.code}/", f"/market/shops/{listing.shop.code}/"):
        html = hers.get(page).content.decode()
        assert "noindex" in html
        assert "canonical" not in html
        assert stranger.get(page).status_code == 404


def test_a_shop_shows_all_that_it_has_page_by_page(aizada, offer, stranger, monkeypatch):
    monkeypatch.setattr(public, "A_PAGE", 3)
    codes = [offer(aizada, name=f"Калпак {n}").code for n in range(7)]
    seen, page = [], f"/market/shops/{aizada.shops.get().code}/"
    while page:
        said = stranger.get(page).content.decode()
        seen.append(re.findall(r'href="/market/services/(\w+)/"', said))
        further = re.search(r'href="(\?before=\d+)"', said)
        page = f"/market/shops/{aizada.shops.get().code}/{further[1]}" if further else ""
    assert [len(codes) for codes in seen] == [3, 3, 1]
    assert [code for page in seen for code in page] == codes[::-1]


def test_a_service_that_says_nothing_else_says_where_it_is(aizada, offer, stranger):
    dress = offer(aizada)
    Listing.objects.filter(pk=dress.pk).update(details={})
    page = stranger.get(f"/market/services/{dress.code}/").content.decode()
    assert str(aizada.lab.region) in page.partition('<dl class="said">')[2].partition("</dl>")[0]


def test_a_service_is_where_its_shop_is_unless_it_says_otherwise(aizada, offer, signed_in, stranger):
    shop, own = offer(aizada).shop, offer(aizada, name="Шырдак", district="Ноокат")
    fresh = actions.begin_listing(aizada)
    assert fresh.district == ""
    hers = signed_in(aizada)
    assert hers.post("/market/mine/shop/", {"district": "Кара-Суу"}).status_code == 302
    assert 'placeholder="Кара-Суу"' in hers.get(f"/market/mine/services/{own.pk}/").content.decode()
    for listing in shop.listings.filter(removed_at=None).exclude(kind=""):
        page = stranger.get(f"/market/services/{listing.code}/").content.decode()
        place = page.partition('<dl class="said">')[2]
        assert ("Кара-Суу" in place, "Ноокат" in place) == (listing != own, listing == own)
    assert [listing.title for listing in Stall.objects.search("Кара-Суу").listings(10)] == ["Көйнөк"]


def test_staff_who_are_not_vouched_for_read_what_opens_a_shop(make_member, signed_in, under_18):
    staff = make_member("Рахат", standing="invited", is_staff=True)
    for member, words in ((staff, "“I know her”"), (under_18, "when you are grown up")):
        browser = signed_in(member)
        browser.cookies["django_language"] = "en"
        answer = browser.get("/market/mine/")
        assert answer.status_code == 403
        assert words in answer.content.decode()
