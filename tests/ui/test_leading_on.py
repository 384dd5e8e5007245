"""No dead end: an address that only takes a form leads to its page; who is signed out comes back to the page she was on."""

from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest

from chat.actions import ensure_rooms
from chat.models import Message, Room
from commons.people.actions import keep_words
from commons.people.models import Member

pytestmark = pytest.mark.django_db


@pytest.fixture
def network() -> Room:
    ensure_rooms()
    return Room.objects.get(kind="network")


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("/chats/7/messages/", "/chats/7/"),
        ("/chats/7/messages/9/removal/", "/chats/7/messages/9/"),
        ("/chats/7/seat/removal/", "/chats/7/seat/"),
        ("/chats/7/seat/", "/chats/7/"),
        ("/chats/with/9/", "/chats/"),
        ("/members/9/vouch/", "/members/9/"),
        ("/invitations/3/renewal/", "/invitations/3/"),
        ("/sign-out/everywhere/", "/sign-out/"),
    ],
)
def test_what_only_takes_a_form_leads_to_its_page(aizada, signed_in, address, page):
    answer = signed_in(aizada).get(address)
    assert (answer.status_code, answer["Location"]) == (302, page)


def test_another_wrong_method_gets_a_page_with_a_way_on(aizada, signed_in):
    answer = signed_in(aizada).post("/chats/?show=lab")
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")
    assert 'href="/chats/"' in answer.content.decode()
    assert 'lang="ky"' in answer.content.decode()


def test_a_script_is_led_nowhere(aizada, signed_in):
    assert signed_in(aizada).get("/chats/7/messages/", headers={"Accept": "application/json"}).status_code == 405


@pytest.mark.parametrize(
    ("address", "came_from", "page"),
    [
        ("/chats/7/seat/", "http://testserver/chats/7/?at=55", "/chats/7/?at=55"),
        ("/chats/7/seat/", "http://elsewhere.example/chats/8/", "/chats/7/"),
        ("/chats/7/seat/", "http://testserver//elsewhere.example/", "/%2Felsewhere.example/"),
        ("/members/9/vouch/", "", "/members/9/"),
        ("/me/edit/", "http://testserver/me/edit/", "/me/edit/"),
        ("/sign-out/everywhere/", "", "/sign-out/"),
        ("/market/orders/9/tasks/decline/", "", "/market/orders/9/"),
        ("/market/orders/9/guest-block/", "", "/market/orders/9/"),
    ],
)
def test_a_form_of_one_who_is_signed_out_leads_back_to_where_she_was(stranger, address, came_from, page):
    answer = stranger.post(address, headers={"Referer": came_from} if came_from else None)
    assert answer.status_code == 302
    assert (urlsplit(answer["Location"]).path, next_of(answer["Location"])) == ("/sign-in/", page)


def test_what_she_had_typed_is_shown_and_after_signing_in_she_is_back_in_the_room(stranger, aizada, network):
    words = keep_words(aizada)
    answer = stranger.post(f"/chats/{network.pk}/messages/", {"body": "Узун <сөз>", "key": str(uuid4())})
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "Узун &lt;сөз&gt;</textarea>" in page
    assert "no-store" in answer["Cache-Control"]
    to = f"/sign-in/?next=/chats/{network.pk}/"
    assert f'href="{to}"' in page
    signed_in = stranger.post("/sign-in/", {"number": aizada.number, "three_words": words, "next": next_of(to)}, follow=True)
    assert signed_in.redirect_chain[-1][0] == f"/chats/{network.pk}/"
    assert not Message.objects.exists()


@pytest.mark.parametrize("address", ["abc", "people:me", "", "//elsewhere.example/", "https://elsewhere.example/"])
def test_what_is_no_address_of_ours_is_no_way_on(aizada: Member, coordinator, signed_in, address):
    assert signed_in(aizada).get("/sign-in/", {"next": address})["Location"] == "/"
    assert signed_in(aizada).post("/language/", {"next": address, "language": "ky"})["Location"] == "/"
    standing = {"next": address, "standing": "trusted"}
    assert signed_in(coordinator).post(f"/members/{aizada.pk}/standing/", standing)["Location"] == f"/members/{aizada.pk}/"


def next_of(address: str) -> str:
    return parse_qs(urlsplit(address).query)["next"][0]
