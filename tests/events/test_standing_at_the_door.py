"""The door without a script: by code, by a photo of her QR, by one tap; and what is typed wrong is said clearly."""

from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
import segno
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from commons.people.models import Block
from events.actions import check_in, give_up_seat
from events.models import Gathering

from .counting import check
from .pages import said

pytestmark = pytest.mark.django_db


@pytest.fixture
def felt(gathering):
    return gathering(capacity=6, starts_at=timezone.now() + timedelta(minutes=20))


@pytest.fixture
def host(signed_in, ambassador):
    browser = signed_in(ambassador)
    browser.cookies["django_language"] = "en"
    return browser


@pytest.fixture
def door(felt):
    return f"/events/{felt.pk}/door/"


def photo(text):
    kept = BytesIO()
    segno.make(text, error="q").save(kept, kind="png", scale=8)
    return SimpleUploadedFile("qr.png", kept.getvalue(), "image/png")


def test_a_typed_code_says_at_once_whose_it_is(host, door, felt, come, visitor, again):
    seat = come(felt, visitor("Айнура"), party=2)
    lower = f" {seat.code[:3].lower()}-{seat.code[3:]} "
    page = host.post(door, {"code": lower, "key": uuid4()}, follow=True)
    assert "Here since" in said(page)
    assert "Айнура · 2 people" in said(page)
    assert "of 2 are here" in said(page)
    assert again(seat).came == 2
    second = host.post(door, {"code": seat.code, "key": uuid4()}, follow=True)
    assert "Already here since" in said(second)
    check(felt)


def test_a_photo_of_her_qr_is_read_without_a_script(host, door, felt, come, again):
    seat = come(felt)
    page = host.post(door, {"picture": photo(seat.code), "key": uuid4()}, follow=True)
    assert "Here since" in said(page)
    assert again(seat).came == 1
    for wrong in (photo("https://example.org/"), SimpleUploadedFile("qr.png", b"none", "image/png")):
        assert host.post(door, {"picture": wrong, "key": uuid4()}).status_code == 422


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "This is no code of a seat"),
        ("ky", "Бул орундун коду эмес"),
        ("ru", "Это не код места"),
        ("uz-cyrl", "Бу жой коди эмас"),
    ],
)
def test_what_is_no_code_is_said_in_her_language_and_stays_in_the_field(host, door, language, words):
    host.cookies["django_language"] = language
    page = host.post(door, {"code": "АЙНУРА-1234567", "key": uuid4()})
    assert page.status_code == 422
    assert words in said(page)
    assert "АЙНУРА-1234567" in page.content.decode()


def test_the_code_of_another_gathering_opens_nothing(host, door, gathering, come):
    other = come(gathering(starts_at=timezone.now() + timedelta(minutes=20)))
    page = host.post(door, {"code": other.code, "key": uuid4()})
    assert page.status_code == 422
    assert "Nobody has this code here" in said(page)


def test_who_waits_is_no_guest_of_the_room_yet(host, door, felt, come):
    come(felt, party=6)
    waiting = come(felt)
    page = host.post(door, {"code": waiting.code, "key": uuid4()})
    assert page.status_code == 409
    assert "She waits in line" in said(page)


def test_too_early_is_said(host, gathering, come):
    later = gathering()
    page = host.post(f"/events/{later.pk}/door/", {"code": come(later).code, "key": uuid4()})
    assert page.status_code == 409
    assert "It is too early" in said(page)


def test_one_tap_beside_her_name_at_the_desk(host, felt, come, again):
    seat = come(felt, party=3)
    desk = host.get(f"/events/{felt.pk}/desk/").content.decode()
    at = f"/events/{felt.pk}/door/seats/{seat.pk}/"
    assert f'action="{at}"' in desk
    back = host.post(at, {"change": "come", "key": uuid4(), "next": f"/events/{felt.pk}/desk/?page=1"})
    assert back["Location"] == f"/events/{felt.pk}/desk/?page=1"
    assert again(seat).came == 3
    host.post(at, {"change": "recount", "came": 2, "key": uuid4()})
    assert again(felt).here == 2
    host.post(at, {"change": "uncount", "key": uuid4()})
    assert again(felt).here == 0
    assert (
        host.post(at, {"change": "recount", "came": "x", "key": uuid4()}, headers={"Accept": "application/json"}).json()["code"]
        == "invalid"
    )
    assert host.post(at, {"change": "dance"}, headers={"Accept": "application/json"}).json()["code"] == "invalid"


def test_one_more_without_a_phone_from_the_stage_and_taken_back(host, felt, again):
    at, key = f"/events/{felt.pk}/door/visitors/", uuid4()
    for _ in range(2):
        host.post(at, {"change": "one more", "key": key, "next": f"/events/{felt.pk}/stage/"})
    assert again(felt).nameless == 1
    assert "Without a seat: 1" in said(host.get(f"/events/{felt.pk}/stage/"))
    host.post(at, {"change": "one less", "key": uuid4()})
    assert again(felt).nameless == 0


def test_the_stage_has_four_large_buttons(host, felt):
    Gathering.objects.filter(pk=felt.pk).update(state="live")
    page = host.get(f"/events/{felt.pk}/stage/").content.decode()
    assert page.count("hand__big") == 4
    assert [page.index(words) for words in ("+1 without a phone", "Next question", "Yes or no?", "Finish")] == sorted(
        page.index(words) for words in ("+1 without a phone", "Next question", "Yes or no?", "Finish")
    )


def test_the_list_has_names_and_codes_and_no_numbers(host, door, felt, come, visitor):
    seat = come(felt, visitor("Айнура"))
    kept = host.get(f"{door}list/").json()
    assert kept["seats"] == [{"id": seat.pk, "code": seat.code, "name": "Айнура", "party": 1, "came": 0, "at": None}]
    assert (kept["here"], kept["coming"], kept["nameless"]) == (0, 1, 0)
    for page in (host.get(door), host.get(f"{door}list/")):
        assert seat.guest.phone not in page.content.decode()
        assert page["Cache-Control"] == "private, no-store"


def test_whom_she_does_not_meet_is_nowhere_at_her_door(host, door, felt, come, make_member, ambassador):
    blocked = make_member("Мээрим")
    seat = come(felt, blocked)
    Block.objects.create(by=ambassador, member=blocked)
    assert "Мээрим" not in host.get(door).content.decode()
    assert host.post(door, {"code": seat.code, "key": uuid4()}).status_code == 422
    assert (
        host.post(f"{door}seats/{seat.pk}/", {"change": "come", "key": uuid4()}, headers={"Accept": "application/json"}).status_code == 422
    )


def test_her_own_page_says_that_she_is_there(felt, come, signed_in, make_member, ambassador):
    member = make_member("Нуриза")
    seat = come(felt, member)
    check_in(ambassador, seat, uuid4())
    browser = signed_in(member)
    browser.cookies["django_language"] = "en"
    page = said(browser.get(f"/events/{felt.pk}/seats/{seat.pk}/"))
    assert "You are here" in page
    assert "Show this at the door" not in page
    assert "I can't come" not in page
    refused = browser.post(f"/events/{felt.pk}/seats/{seat.pk}/release/")
    assert refused.status_code == 409


def test_a_place_that_was_given_up_is_said_to_be(host, door, felt, come, again):
    seat = come(felt)
    give_up_seat(again(seat))
    assert "was given up" in said(host.post(door, {"code": seat.code, "key": uuid4()}))
