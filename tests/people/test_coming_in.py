"""From the invitation to the Welcome room, by pages: two screens."""

import pytest
from django.utils import timezone

from commons.people.models import Invitation, Member

pytestmark = pytest.mark.django_db


def test_two_screens_lead_from_the_code_to_the_welcome_room(invite, stranger):
    code = invite("in_person").code
    first = stranger.get(f"/i/{code}")
    assert [first.content.decode().count(f'value="{language}"') for language in ("ky", "ru", "uz-cyrl", "en")] == [1, 1, 1, 1]
    chosen = stranger.post(f"/i/{code}", {"language": "ru"})
    assert chosen["Location"] == f"/i/{code}/name/"
    second = stranger.get(chosen["Location"])
    assert second["Content-Language"] == "ru"
    key = second.context["form"]["key"].value()
    joined = stranger.post(chosen["Location"], {"name": "Ольга", "is_under_18": "on", "key": key})
    assert joined["Location"] == "/chats/welcome/"
    assert joined.cookies["sessionid"]["max-age"] == 180 * 24 * 3600
    member = Member.objects.get(name="Ольга")
    assert (member.language, member.is_under_18, member.standing) == ("ru", True, "vouched")


def test_no_password_and_no_number_is_asked(invite, stranger):
    page = stranger.get(f"/i/{invite().code}/name/")
    assert list(page.context["form"].fields) == ["name", "is_under_18", "key"]


def test_the_host_is_seen_before_any_question(invite, coordinator, stranger):
    page = stranger.get(f"/i/{invite().code}").content.decode()
    assert page.index(coordinator.name) < page.index("<button")


def test_sent_twice_it_leads_to_the_same_room(invite, stranger, client):
    code = invite().code
    sent = {"name": "Айпери", "key": "6f1d2c3b-0000-4000-8000-000000000001"}
    for browser in (stranger, client, stranger):
        assert browser.post(f"/i/{code}/name/", sent)["Location"] == "/chats/welcome/"
    assert Member.objects.filter(name="Айпери").count() == 1


def test_an_empty_name_is_answered_beside_the_field(invite, stranger):
    answer = stranger.post(
        f"/i/{invite().code}/name/", {"name": " \u202e ", "is_under_18": "on", "key": "6f1d2c3b-0000-4000-8000-000000000001"}
    )
    assert answer.status_code == 422
    assert answer.context["form"].errors["name"]
    assert "checked" in answer.content.decode()


@pytest.mark.parametrize("address", ["/i/{code}", "/i/{code}/", "/i/{code}/name/"])
def test_what_has_ended_says_so_and_shows_a_way_on(invite, stranger, address):
    code = invite().code
    Invitation.objects.update(expires_at=timezone.now())
    answer = stranger.get(address.format(code=code))
    assert answer.status_code == 410
    assert 'href="/i/"' in answer.content.decode()


def test_an_unknown_code_is_not_found(stranger):
    assert stranger.get("/i/ZZZZZZZZ").status_code == 404
    assert stranger.post("/i/", {"code": "ZZZZ ZZZZ"}).status_code == 422


def test_a_typed_code_leads_on(invite, stranger):
    code = invite().code
    assert stranger.post("/i/", {"code": f"{code[:4]} {code[4:]}".lower()})["Location"] == f"/i/{code}"


def test_a_member_goes_where_she_belongs(invite, aizada, signed_in):
    code = invite().code
    assert signed_in(aizada).get(f"/i/{code}")["Location"] == "/chats/welcome/"
    assert signed_in(aizada).post(f"/i/{code}/name/", {"name": "Айзада"})["Location"] == "/chats/welcome/"
    assert Invitation.objects.get().uses_left == 1


def test_the_pages_are_kept_in_no_cache_and_no_index(invite, stranger):
    answer = stranger.get(f"/i/{invite().code}")
    assert "no-store" in answer["Cache-Control"]
    assert "noindex" in answer["X-Robots-Tag"]
