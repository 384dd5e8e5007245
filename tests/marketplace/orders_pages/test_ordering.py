"""Ordering in three pages, without script: a dress, a dinner for forty, the last places of a day in the mountains."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone, translation
from django.utils.html import escape

from commons.people.limits import Limit
from commons.ui.templatetags.ui import day
from marketplace.catalog.actions import Changes, change_listing
from marketplace.catalog.models import Slot
from marketplace.orders.actions import drafting
from marketplace.orders.models import Draft, Order
from tests.marketplace.orders_pages.conftest import CONTACT, hidden, said

pytestmark = pytest.mark.django_db


def test_a_stranger_asks_for_a_dress_and_stands_on_her_order(hers, dress, order_by_pages, in_days):
    answer = order_by_pages(hers, dress, {"n": 1, "brief": "Кызыл көйнөк"}, {"day": in_days(20).isoformat()})
    order = Order.objects.get()
    assert answer["Location"] == f"/market/orders/{order.pk}/"
    assert (order.state, order.brief, order.day, order.guest.name, order.guest.phone) == (
        "requested", "Кызыл көйнөк", in_days(20), "Айнура", "+996700123456",
    )  # fmt: skip
    page = said(hers.get(answer["Location"]))
    assert "She looks at what you would like" in page
    assert "Send this link to yourself" in page


def test_a_dinner_for_forty_has_its_price_and_is_agreed_at_once(hers, dinner, order_by_pages, in_days):
    answer = order_by_pages(hers, dinner, {"n": 40}, {"day": in_days(5).isoformat()})
    order = Order.objects.get()
    assert (order.state, order.n, order.quotes.get().total) == ("confirmed", 40, 40 * 350_00)
    assert "It is agreed" in said(hers.get(answer["Location"]))


def test_the_price_is_said_before_it_is_sent(hers, dinner, in_days):
    hers.post(f"/market/orders/new/{dinner.code}/", {"n": 40})
    assert "14,000 som" in said(hers.get(f"/market/orders/new/{dinner.code}/day/"))


def test_the_last_three_of_eight_places(hers, trip, departs, order_by_pages):
    slot = departs()
    Slot.objects.filter(pk=slot.pk).update(taken=5)
    hers.post(f"/market/orders/new/{trip.code}/", {"n": 4})
    page = hers.get(f"/market/orders/new/{trip.code}/day/")
    assert "3 places left" in said(page)
    assert f'value="{slot.pk}"' not in page.content.decode()
    order_by_pages(hers, trip, {"n": 3}, {"slot": slot.pk})
    assert Slot.objects.get(pk=slot.pk).left == 0
    assert Order.objects.get().state == "confirmed"


def test_the_day_of_her_trip_stands_above_her_name(hers, trip, departs):
    slot = departs()
    hers.post(f"/market/orders/new/{trip.code}/", {"n": 2})
    answer = hers.post(f"/market/orders/new/{trip.code}/day/", {"slot": slot.pk})
    page = said(hers.get(answer["Location"]))
    with translation.override("en"):
        assert day(timezone.localtime(slot.starts_at)) in page


def test_what_was_said_is_there_after_a_reload_and_in_another_tab(hers, dress):
    hers.post(f"/market/orders/new/{dress.code}/", {"n": 2, "brief": "Узун жең"})
    assert "Узун жең" in hers.get(f"/market/orders/new/{dress.code}/").content.decode()
    assert Draft.objects.count() == 1
    assert Client().get(f"/market/orders/new/{dress.code}/day/").status_code == 302


def test_a_group_of_its_own_that_is_no_longer_to_be_had_is_taken_back_on_the_first_page(hers, trip, departs, order_by_pages):
    trip.details["private_price"] = 900_000
    trip.save()
    slot, begin = departs(), f"/market/orders/new/{trip.code}/"
    hers.post(begin, {"n": 2, "alone": "on"})
    hers.post(f"{begin}day/", {"slot": slot.pk})
    del trip.details["private_price"]
    trip.save()
    contact = f"{begin}contact/"
    refused = hers.post(contact, {**hidden(hers.get(contact)), **CONTACT})
    assert refused.status_code == 422
    assert "There are no groups of one" in said(refused)
    order_by_pages(hers, trip, {"n": 2}, {"slot": slot.pk})
    assert (Order.objects.get().alone, Slot.objects.get(pk=slot.pk).taken) == (False, 2)


def test_a_form_that_is_sent_twice_is_one_order(hers, dress, order_by_pages, in_days):
    first = order_by_pages(hers, dress, {"n": 1, "brief": "Көк"}, {"day": in_days(20).isoformat()})
    key = Order.objects.get().key
    again = hers.post(f"/market/orders/new/{dress.code}/contact/", {**CONTACT, "key": str(key)})
    assert again["Location"] == first["Location"]
    assert Order.objects.count() == 1


@pytest.mark.parametrize(
    ("first", "sentence"),
    [
        ({"n": 1_000_000_000}, "at most 10000"),
        ({"n": 0}, "One at least"),
        ({"n": "сорок"}, "One at least"),
        ({"n": -1}, "One at least"),
        ({"n": 5}, "10 to 60 people"),
        ({"n": 400}, "10 to 60 people"),
        ({"n": 40, "brief": "я" * 2_001}, "2000"),
    ],
)
def test_an_impossible_number_is_refused_beside_its_field(hers, dinner, first, sentence):
    answer = hers.post(f"/market/orders/new/{dinner.code}/", first)
    assert answer.status_code == 422
    assert sentence in said(answer)
    assert len(answer.context["form"].errors.as_data().popitem()[1]) == 1
    assert f'value="{first["n"]}"' in answer.content.decode()


def test_a_wish_says_something(hers, dress):
    answer = hers.post(f"/market/orders/new/{dress.code}/", {"n": 1, "brief": "  "})
    assert answer.status_code == 422
    assert "Say in a few words, by voice or with a picture" in said(answer)


@pytest.mark.parametrize("upload", ["<svg xmlns='http://www.w3.org/2000/svg'/>", "<html>", "no picture"])
def test_what_is_no_picture_is_refused_and_her_words_stay(hers, dress, upload):
    picture = SimpleUploadedFile("dress.jpg", upload.encode(), "image/jpeg")
    answer = hers.post(f"/market/orders/new/{dress.code}/", {"n": 1, "brief": "Узун жең", "pictures": [picture]})
    assert answer.status_code == 422
    assert "Узун жең" in answer.content.decode()
    assert "This is not a picture" in said(answer)


def test_files_are_read_for_each_as_often_as_a_woman_gives_them_and_no_more(hers, dress, monkeypatch, picture_file):
    monkeypatch.setattr(drafting, "FILES", Limit("pictures and voices of a draft", 3, timedelta(hours=1)))
    address = f"/market/orders/new/{dress.code}/"
    assert hers.post(address, {"n": 1, "brief": "Узун жең"}).status_code == 302
    assert [hers.post(address, {"n": 1, "brief": "Узун жең", "pictures": [picture_file()]}).status_code for _ in range(4)] == [
        302,
        302,
        302,
        429,
    ]
    assert Draft.objects.get().pictures.count() == 3


@pytest.mark.parametrize("day", ["2020-01-01", "", "2026-13-40", "any", "завтра"])
def test_an_impossible_day_is_refused(hers, dinner, day):
    hers.post(f"/market/orders/new/{dinner.code}/", {"n": 40})
    answer = hers.post(f"/market/orders/new/{dinner.code}/day/", {"other": day})
    assert answer.status_code == 422
    assert not Order.objects.exists()


def test_a_day_too_soon_offers_the_next_free_ones(hers, dinner):
    hers.post(f"/market/orders/new/{dinner.code}/", {"n": 40})
    answer = hers.post(f"/market/orders/new/{dinner.code}/day/", {"other": timezone.localdate().isoformat()})
    assert answer.status_code == 409
    assert "The next free" in said(answer)


def test_a_slot_of_another_service_is_refused(hers, trip, departs, offer, begimai):
    other = departs(of=offer(begimai, "guiding", "Сары-Челек"))
    departs()
    hers.post(f"/market/orders/new/{trip.code}/", {"n": 2})
    assert hers.post(f"/market/orders/new/{trip.code}/day/", {"slot": other.pk}).status_code == 422


@pytest.mark.parametrize(
    ("contact", "sentence"),
    [
        ({"name": "", "phone": "0700 123 456"}, "name by which"),
        ({"name": "Айнура", "phone": ""}, "Write the phone number"),
        ({"name": "Айнура", "phone": "позвоните"}, "in digits"),
        ({"name": "Айнура", "phone": "0700"}, "too short or too long"),
        ({"name": "я" * 90, "phone": "0700 123 456"}, "40"),
        ({"name": "Айнура", "phone": "0700 123 456", "email": "никакой"}, "email"),
    ],
)
def test_a_name_and_a_phone_are_asked_for_and_what_was_typed_stays(hers, dress, contact, sentence):
    begin = f"/market/orders/new/{dress.code}/"
    hers.post(begin, {"n": 1, "brief": "Көк"})
    hers.post(begin + "day/", {"day": "any"})
    answer = hers.post(begin + "contact/", contact)
    assert answer.status_code == 422
    assert sentence in said(answer).replace("e-mail", "email") or "valid email" in said(answer)
    assert not contact["phone"] or f'value="{contact["phone"]}"' in answer.content.decode()
    assert not Order.objects.exists()


def test_html_in_a_name_and_in_a_wish_is_words(hers, dress, order_by_pages, signed_in, aizada):
    answer = order_by_pages(hers, dress, {"n": 1, "brief": "<i>Көк"}, {"day": "any"}, {"name": "<b>Айнура", "phone": "0700123456"})
    for browser, words in ((hers, ["<i>Көк"]), (signed_in(aizada), ["<i>Көк", "<b>Айнура"])):
        page = browser.get(answer["Location"]).content.decode()
        for written in words:
            assert written not in page
            assert escape(written) in page


def test_a_member_gives_no_name(signed_in, begimai, dress, order_by_pages):
    order_by_pages(signed_in(begimai), dress, {"n": 1, "brief": "Көк"}, {"day": "any"}, {})
    assert Order.objects.get().member == begimai


def test_an_ambassador_orders_for_her_neighbour_and_sends_her_the_link(signed_in, make_member, dress, order_by_pages):
    browser = signed_in(make_member("Елена", roles=("ambassador",)))
    answer = order_by_pages(browser, dress, {"n": 1, "brief": "Көк"}, {"day": "any"}, {"neighbour": "on", **CONTACT})
    order = Order.objects.get()
    assert (order.helper.name, order.guest.name) == ("Елена", "Айнура")
    assert "wa.me/996700123456" in browser.get(answer["Location"]).content.decode()


def test_her_own_service_and_one_that_is_gone(signed_in, aizada, dress, hers):
    browser = signed_in(aizada)
    browser.post(f"/market/orders/new/{dress.code}/", {"n": 1, "brief": "Көк"})
    browser.post(f"/market/orders/new/{dress.code}/day/", {"day": "any"})
    assert browser.post(f"/market/orders/new/{dress.code}/contact/", {}).status_code == 422
    assert hers.get("/market/orders/new/aaaaaaaa/").status_code == 404
    dress.removed_at = timezone.now()
    dress.save()
    assert hers.get(f"/market/orders/new/{dress.code}/").status_code == 404


@pytest.fixture
def before_her(hers, dinner, in_days):
    """The last page of a dinner for forty: its address, and what its form brings along."""
    begin = f"/market/orders/new/{dinner.code}/"
    hers.post(begin, {"n": 40})
    hers.post(begin + "day/", {"day": in_days(5).isoformat()})
    return begin + "contact/", hidden(hers.get(begin + "contact/"))


def test_a_price_that_changed_meanwhile_is_said_before_it_is_ordered(hers, before_her, dinner, aizada):
    address, form = before_her
    change_listing(aizada, dinner.pk, Changes(price_from=700_00))
    answer = hers.post(address, {**form, **CONTACT})
    assert answer.status_code == 409
    assert "The price has changed" in said(answer)
    assert "28,000 som" in said(answer)
    assert f'value="{CONTACT["phone"]}"' in answer.content.decode()
    assert not Order.objects.exists()
    assert hers.post(address, {**hidden(answer), **CONTACT}).status_code == 302
    assert Order.objects.get().quotes.get().total == 40 * 700_00


def test_where_the_day_was_taken_meanwhile_she_takes_another_and_is_asked_for_nothing_again(hers, trip, departs, order_by_pages):
    first, second = departs(ahead=5), departs(ahead=6)
    begin = f"/market/orders/new/{trip.code}/"
    hers.post(begin, {"n": 3})
    hers.post(begin + "day/", {"slot": first.pk})
    form = hidden(hers.get(begin + "contact/"))
    Slot.objects.filter(pk=first.pk).update(taken=6)
    answer = hers.post(begin + "contact/", {**form, **CONTACT})
    assert answer.status_code == 409
    assert f'action="{begin}day/"' in answer.content.decode()
    assert hers.post(begin + "day/", {"slot": second.pk})["Location"] == begin + "contact/"
    page = hers.get(begin + "contact/")
    for kept in ("name", "phone"):
        assert f'value="{CONTACT[kept]}"' in page.content.decode()
    assert hers.post(begin + "contact/", {**hidden(page), **CONTACT}).status_code == 302
    assert Order.objects.get().slot == second
    assert Draft.objects.get().says("contact") == {}


@pytest.mark.parametrize("total", ["", "0", "1400000", "-1400000", "много", None])
def test_no_price_but_the_one_that_stands_is_ordered_for(hers, before_her, total):
    address, form = before_her
    answer = hers.post(address, {**form, **CONTACT, **({} if total is None else {"total": total})})
    assert answer.status_code == (302 if total in ("1400000", None) else 409)
    assert Order.objects.count() == (answer.status_code == 302)


def test_what_had_no_price_when_she_asked_is_not_ordered_for_one(hers, dress, dinner, aizada, in_days):
    dinner.price_to = 900_00
    dinner.save()
    begin = f"/market/orders/new/{dinner.code}/"
    hers.post(begin, {"n": 40, "brief": "Тойго"})
    hers.post(begin + "day/", {"day": in_days(5).isoformat()})
    form = hidden(hers.get(begin + "contact/"))
    assert "total" not in form
    change_listing(aizada, dinner.pk, Changes(empties=frozenset({"price_to"})))
    answer = hers.post(begin + "contact/", {**form, **CONTACT})
    assert (answer.status_code, Order.objects.count()) == (409, 0)


def test_days_that_are_full_are_shown_as_taken(hers, dinner, order_by_pages, in_days):
    day = in_days(5)
    order_by_pages(hers, dinner, {"n": 40}, {"day": day.isoformat()})
    hers.post(f"/market/orders/new/{dinner.code}/", {"n": 40})
    page = hers.get(f"/market/orders/new/{dinner.code}/day/").content.decode()
    assert f'value="{day.isoformat()}"' not in page
    assert f'value="{in_days(7).isoformat()}"' in page
