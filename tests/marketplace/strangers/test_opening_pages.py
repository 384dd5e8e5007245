"""The pages and verbs of a way home, for every standing and for guests."""

from datetime import timedelta

import pytest
from django.urls import get_resolver
from django.utils import timezone

from commons.people.actions import block
from commons.people.models import Vouch
from marketplace.orders.actions import answer_homecoming, arrange_homecoming
from marketplace.orders.actions.homecoming import ANSWERS
from marketplace.orders.homecoming.forms import HomecomingForm
from marketplace.orders.models import Homecoming
from tests.marketplace.orders_pages.conftest import said
from tests.standings import EVERYONE

pytestmark = pytest.mark.django_db

THE_TWO = {"aizada", "mentor"}  # who goes, and her friend

PAGES = {"{order}/friend/": {"aizada", "trusted"}, "homecomings/{home}/": THE_TWO, "homecomings/{home}/now/": THE_TWO}
VERBS = {"home": {"aizada"}, "later": {"aizada"}, "off": {"aizada"}, "no": {"mentor"}, "reached": {"mentor"}}


@pytest.fixture
def found(cast, guests, dress, agreed):
    """An order of "trusted" without a friend, and one of another's in which the mentor looks after Aizada's way home."""
    Vouch.objects.create(member=cast["aizada"], by=cast["mentor"])

    order, free = agreed(), agreed(customer=cast["trusted"])
    at = timezone.now() + timedelta(hours=3)
    home = arrange_homecoming(order, cast["aizada"], cast["mentor"].pk, "Базар", "0555 111 222", at)
    return {"order": free.pk, "home": home.pk}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_to_those_it_is_for(page, found, browser_of):
    address = f"/market/orders/{page}".format(**found)
    got = {who: browser_of(who).get(address).status_code for who in EVERYONE}
    assert {who for who, status in got.items() if status == 200} == PAGES[page], got
    assert set(got.values()) <= {200, 302, 403, 404}


@pytest.mark.parametrize("verb", VERBS)
def test_an_answer_is_for_whom_it_is_for(verb, found, browser_of):
    for who in sorted(EVERYONE):
        state = "missed" if verb == "reached" else "waiting"
        Homecoming.objects.filter(pk=found["home"]).update(state=state, ended_at=None)
        home = Homecoming.objects.get(pk=found["home"])
        given = {"say": verb, "version": home.version, "minutes": 60}
        assert browser_of(who).post(f"/market/orders/homecomings/{home.pk}/answer/", given).status_code in (302, 403, 404), who
        changed = Homecoming.objects.get(pk=home.pk).version != home.version
        assert changed == (who in VERBS[verb]), who


def test_a_friend_is_asked_by_those_whose_order_it_is(found, cast, browser_of):
    Vouch.objects.create(member=cast["trusted"], by=cast["mentor"])
    tomorrow = timezone.localdate() + timedelta(days=1)
    for who in sorted(EVERYONE):
        order, before = found["order"], Homecoming.objects.count()
        given = {"friend": cast["mentor"].pk, "where": "Базар", "phone": "0555 111 222", "day": tomorrow, "hour": "18:00"}
        browser_of(who).post(f"/market/orders/{order}/friend/", given)
        assert (Homecoming.objects.count() == before + 1) == (who in PAGES["{order}/friend/"]), who


def test_what_cannot_be_stands_beside_its_field_and_the_rest_stays_typed(found, cast, browser_of):
    browser, address = browser_of("aizada"), f"/market/orders/{found['order']}/friend/"
    yesterday = timezone.localdate() - timedelta(days=1)
    answer = browser.post(address, {"friend": cast["begimai"].pk, "where": "Көк базар", "phone": "12", "day": yesterday, "hour": "18:00"})
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"friend", "phone"}
    assert 'value="Көк базар"' in answer.content.decode()
    given = {"friend": cast["mentor"].pk, "where": "Көк базар", "phone": "0555 111 222", "day": yesterday, "hour": "18:00"}
    answer = browser.post(address, given)
    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {"hour"})


def test_among_many_she_finds_her_by_name(found, cast, make_member, browser_of):
    for number in range(30):
        Vouch.objects.create(member=cast["aizada"], by=make_member(f"Гүлзат {number}"))
    browser, address = browser_of("aizada"), f"/market/orders/{found['order']}/friend/"
    page = browser.get(address)
    assert len(page.context["form"].friends) == 20
    assert '<input class="input grow" type="search"' in page.content.decode(), "drawn like every other field"
    given = {"friend": cast["mentor"].pk, "where": "", "phone": "0555 111 222", "day": timezone.localdate(), "hour": "23:59"}
    again = browser.post(address, given)
    assert again.status_code == 422
    assert len(again.context["form"].friends) == 21, "her friend stays chosen, among as many as before"
    shown = browser.get(address, {"q": "анара"}).context["form"].friends.values()
    assert [friend.name for friend in shown] == ["Анара"]
    assert not browser.get(address, {"q": "Зууракан"}).context["form"].friends


def test_the_page_of_her_order_leads_to_her_friend_and_a_guests_does_not(agreed, aizada, friend, goes, signed_in, linked, walk):
    order = agreed()
    browser = signed_in(aizada)
    browser.cookies["django_language"] = "en"
    address = f"/market/orders/{order.pk}/"
    assert "Tell my friend" in said(browser.get(address))
    assert "Tell my friend" not in said(linked(order).get(address))
    home = goes(order)
    page = browser.get(address).content.decode()
    assert f"/market/orders/homecomings/{home.pk}/" in page
    assert "Нурзат looks after you." in page
    walk(order, "cancel")
    assert "Нурзат looks after you." in browser.get(address).content.decode(), "she is on her way perhaps"
    answer_homecoming(home, aizada, "off")
    assert "The way home" not in said(browser.get(address))


def test_another_is_asked_for_while_the_order_stands(goes, aizada, friend, walk, signed_in):
    home, browser = goes(), signed_in(aizada)
    browser.cookies["django_language"] = "en"
    address = f"/market/orders/homecomings/{home.pk}/"
    answer_homecoming(home, friend, "no")
    assert "Ask another" in said(browser.get(address))
    walk(home.order, "cancel")
    assert "Ask another" not in said(browser.get(address))


def test_a_newcomer_is_not_led_to_what_is_closed_to_her(agreed, make_member, signed_in):
    newcomer = make_member("Мээрим", standing="invited")
    browser = signed_in(newcomer)
    browser.cookies["django_language"] = "en"
    page = browser.get(f"/market/orders/{agreed(customer=newcomer).pk}/")
    assert page.status_code == 200
    assert "Tell my friend" not in said(page)


def test_of_a_stay_she_is_home_on_the_day_she_leaves(offer, aizada, begimai, place, in_days):
    house = offer(aizada, "homestay", "Үйүмдө түнөө", som=900)
    house.shop.workdays = "1234567"
    house.shop.save()
    for nights in (1, 2):
        order = place(house, customer=begimai, n=1, day=in_days(8), days=nights)
        assert HomecomingForm(order, begimai, []).initial["day"] == in_days(8) + timedelta(days=nights)


def test_an_open_page_of_one_who_may_see_it_no_more_is_refused_what_changes(goes, aizada, friend, signed_in):
    home, browser = goes(), signed_in(friend)
    assert browser.get(f"/market/orders/homecomings/{home.pk}/now/").status_code == 200
    block(friend, aizada)
    assert browser.get(f"/market/orders/homecomings/{home.pk}/now/").status_code == 403, "so the page is loaded again"
    assert browser.get(f"/market/orders/homecomings/{home.pk}/").status_code == 404


def test_her_friend_reads_whom_to_call_and_no_number_of_the_stranger_before(goes, friend, signed_in):
    home, browser = goes(), signed_in(friend)
    browser.cookies["django_language"] = "en"
    address, guest = f"/market/orders/homecomings/{home.pk}/", home.order.guest
    page = browser.get(address).content.decode()
    assert "+996555111222" in page
    assert "Ош, Көк базар" in page
    assert guest.name in page
    assert guest.phone not in page
    Homecoming.objects.filter(pk=home.pk).update(state="missed")
    assert guest.phone in browser.get(address).content.decode()
    Homecoming.objects.filter(pk=home.pk).update(state="home", ended_at=timezone.now())
    page = browser.get(address).content.decode()
    assert not [word for word in ("+996555111222", "Көк базар", guest.name, guest.phone) if word in page]


def test_every_page_and_answer_is_in_a_list():
    routes = {str(route.pattern) for route in get_resolver("marketplace.orders.homecoming.urls").url_patterns}
    listed = {page.replace("{order}", "<id:order_id>").replace("{home}", "<id:homecoming_id>") for page in PAGES}
    assert routes == listed | {"homecomings/<id:homecoming_id>/answer/"}
    assert ANSWERS.keys() == VERBS.keys()
