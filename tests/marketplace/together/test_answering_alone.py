"""A venture's shop is looked after by her alone who answers for it: whoever else names it comes in nowhere, and changes nothing."""

import pytest

from marketplace.boards.actions import shop as of_venture
from marketplace.catalog.actions import begin_listing
from marketplace.catalog.models import Listing, Shop
from marketplace.orders.actions import set_terms

pytestmark = pytest.mark.django_db

ANSWERS = {"begimai"}
OURS, ORDERS = "/market/mine/", "/market/orders/selling/"
PAGES = [OURS, *(f"{OURS}{page}" for page in ("shop/", "shop/photos/", "shop/works/", "days/", "services/"))]
PAGES += [f"{ORDERS}{page}" for page in ("code/", "terms/", "calendar/")]
# verb → what she says, and who gets past its door
VERBS = {
    f"{OURS}shop/": ({"name": "Үй", "speaks": "ky"}, ANSWERS),
    f"{OURS}shop/face/": ({"off": "1"}, ANSWERS),
    f"{OURS}shop/voice/": ({"off": "1"}, ANSWERS),
    f"{OURS}shop/closing/": ({}, set()),  # it is closed with its venture
    f"{OURS}shop/photos/": ({}, ANSWERS),
    f"{OURS}shop/works/lines/": ({}, ANSWERS),
    f"{OURS}shop/works/1/place/": ({"to": "1"}, ANSWERS),
    f"{OURS}shop/works/1/removal/": ({}, ANSWERS),
    f"{OURS}days/": ({"works_from": "09:00", "works_until": "18:00", "workdays": "1"}, ANSWERS),
    f"{OURS}days/blocked/": ({"day": "2099-01-05"}, ANSWERS),
    f"{OURS}days/blocked/removal/": ({"day": "2099-01-05"}, ANSWERS),
    f"{ORDERS}code/": ({"link": "https://example.org"}, ANSWERS),
    f"{ORDERS}code/removal/": ({}, ANSWERS),
    f"{ORDERS}terms/": ({"deposit_percent": "30", "free_hours": "72"}, ANSWERS),
    f"{ORDERS}calendar/": ({"day": "2099-01-05"}, ANSWERS),
}


@pytest.fixture
def shop(cast, guests, sold):
    """Each who may has a shop of her own, too, with terms: none of them is to be taken in the place of that which is named."""
    for who in ("aizada", "begimai", "trusted", "mentor"):
        begin_listing(cast[who])
        set_terms(cast[who], 10, 24)
    return of_venture.shop_of_venture(sold.stream)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_of_it_is_hers(page, shop, tried):
    got = tried("get", f"{page}?shop={shop.pk}")
    assert {who for who, status in got.items() if status == 200} == ANSWERS, got
    assert set(got.values()) <= {200, 403, 404}


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("where", ["address", "body"])
def test_a_verb_is_hers(where, verb, shop, tried):
    said, women = VERBS[verb]
    named = {"shop": str(shop.pk)}
    got = tried("post", f"{verb}?shop={shop.pk}", said) if where == "address" else tried("post", verb, said | named)
    assert {who for who, status in got.items() if status in (200, 302, 303, 422)} == women, got


@pytest.mark.parametrize("where", ["address", "body"])
@pytest.mark.parametrize("who", ["aizada", "mentor", "trusted", "another maker", "coordinator"])
def test_who_sells_where_she_does_not_answer_sells_nothing(who, where, cast, shop, signed_in):
    before, browser, address = Listing.objects.count(), signed_in(cast[who]), f"{OURS}services/"
    said = {"without": "1"} | ({"shop": shop.pk} if where == "body" else {})
    assert browser.post(address + (f"?shop={shop.pk}" if where == "address" else ""), said).status_code == 422
    assert Listing.objects.count() == before


WORDS = {
    "ky": "Кардарларга шерик гана жооп бере алат.",
    "ru": "Отвечать покупателям может только партнёрша.",
    "uz-cyrl": "Мижозларга фақат шерик жавоб бера олади.",
    "en": "Only a partner of it can answer its customers.",
}


@pytest.mark.parametrize("language", WORDS)
def test_it_is_handed_to_nobody_who_is_not_a_partner(language, cast, sold, shop, signed_in):
    cast["aizada"].language = language
    cast["aizada"].save()
    browser, address = signed_in(cast["aizada"]), f"/market/together/{sold.pk}/shop/handing-over/"
    nobody = [cast[who].pk for who in ("trusted", "another maker", "coordinator", "suspended")]
    for member in [*nobody, 0, "", "x", "9" * 30]:
        answer = browser.post(address, {"member": member, "answering": shop.member_id})
        assert answer.status_code == 422, member
        assert WORDS[language] in answer.content.decode()
    assert Shop.objects.get(pk=shop.pk).member == cast["begimai"]


def test_a_partner_who_is_suspended_by_now_answers_for_nothing(cast, sold, shop, signed_in):
    from django.utils import timezone

    cast["mentor"].suspended_at = timezone.now()
    cast["mentor"].save()
    said = {"member": cast["mentor"].pk, "answering": shop.member_id}
    assert signed_in(cast["aizada"]).post(f"/market/together/{sold.pk}/shop/handing-over/", said).status_code == 422
    assert Shop.objects.get(pk=shop.pk).member == cast["begimai"]
