"""The host's screen: the three ways, the code to scan, and who came by it."""

import pytest
from django.utils import timezone

from commons.people.actions import block, join
from commons.people.models import Invitation

pytestmark = pytest.mark.django_db


@pytest.fixture
def host(coordinator, signed_in):
    return signed_in(coordinator)


@pytest.mark.parametrize("kind", ["in_person", "workshop", "link"])
def test_each_way_shows_the_address_and_the_code(host, kind):
    answer = host.post("/invitations/", {"kind": kind}, follow=True)
    code = Invitation.objects.get().code
    page = answer.content.decode()
    assert f"/i/{code}" in page
    assert f"{code[:4]} {code[4:]}" in page
    assert ("data:image/svg+xml" in page) == (kind != "link")
    assert ("https://wa.me/?text=" in page) == (kind == "link")


def test_a_founder_is_not_among_the_ways(host):
    assert host.post("/invitations/", {"kind": "founder"}).status_code == 400
    assert not Invitation.objects.exists()


def test_nothing_changed_is_answered_with_nothing(host):
    page = host.post("/invitations/", {"kind": "workshop"}, follow=True)
    invitation = Invitation.objects.get()
    now = f"/invitations/{invitation.pk}/now/"
    assert host.get(now, {"seen": page.context["seen"]}).status_code == 204
    join(invitation.code, "Айпери", "ky")
    answer = host.get(now, {"seen": page.context["seen"]})
    assert answer.status_code == 200
    assert "Айпери" in answer.content.decode()
    assert "<html" not in answer.content.decode()


def test_i_know_her_is_said_beside_the_name(host):
    host.post("/invitations/", {"kind": "workshop"})
    invitation = Invitation.objects.get()
    member = join(invitation.code, "Айпери", "ky")
    back = f"/invitations/{invitation.pk}/"
    assert f'action="/members/{member.pk}/vouch/"' in host.get(back).content.decode()
    assert host.post(f"/members/{member.pk}/vouch/", {"next": back})["Location"] == back
    member.refresh_from_db()
    assert member.standing == "vouched"


def test_a_renewed_picture_leaves_the_one_just_scanned_valid(host, stranger):
    host.post("/invitations/", {"kind": "in_person"})
    first = Invitation.objects.get()
    answer = host.post(f"/invitations/{first.pk}/renewal/", follow=True)
    fresh = Invitation.objects.exclude(pk=first.pk).get()
    assert fresh.code in answer.content.decode()
    assert stranger.get(f"/i/{first.code}").status_code == stranger.get(f"/i/{fresh.code}").status_code == 200


def test_taken_back_it_lets_nobody_in(host, stranger):
    host.post("/invitations/", {"kind": "link"})
    invitation = Invitation.objects.get()
    assert host.post(f"/invitations/{invitation.pk}/removal/").status_code == 302
    assert stranger.get(f"/i/{invitation.code}").status_code == 410


def test_over_it_says_so(host):
    host.post("/invitations/", {"kind": "link"})
    Invitation.objects.update(expires_at=timezone.now())
    page = host.get(f"/invitations/{Invitation.objects.get().pk}/").content.decode()
    assert Invitation.objects.get().code not in page


@pytest.mark.parametrize("tail", ["", "now/"])
def test_nobody_sees_anothers_code(host, trusted, aizada, signed_in, tail):
    host.post("/invitations/", {"kind": "link"})
    address = f"/invitations/{Invitation.objects.get().pk}/{tail}"
    for other in (trusted, aizada):
        assert signed_in(other).get(address).status_code == 404
        assert signed_in(other).post(f"/invitations/{Invitation.objects.get().pk}/removal/").status_code == 404


def test_past_so_many_a_day_the_page_says_when(host):
    for _ in range(8):
        host.post("/invitations/", {"kind": "workshop"})
    answer = host.post("/invitations/", {"kind": "workshop"})
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0


def test_a_link_that_was_used_says_that_she_came_and_asks_whether_she_is_known(host, coordinator):
    host.post("/invitations/", {"kind": "link"})
    invitation = Invitation.objects.get()
    back = f"/invitations/{invitation.pk}/"
    member = join(invitation.code, "Айпери", "ky")
    page = host.get(back).content.decode()
    assert "Ал келди" in page
    assert "мөөнөтү бүттү" not in page
    know_her = page.partition(f'action="/members/{member.pk}/vouch/"')[2].partition("</form>")[0]
    assert '<button type="submit" class="button button--full">' in know_her
    assert page.count('class="button button--full"') == 1, "one red thing to press"
    host.post(f"/members/{member.pk}/vouch/", {"next": back})
    known = host.get(back).content.decode()
    assert "turn--good" in known
    assert "Айпери" in known


def test_her_list_keeps_a_link_that_was_used_and_says_that_she_came(host, coordinator):
    host.post("/invitations/", {"kind": "link"})
    member = join(Invitation.objects.get().code, "Айпери", "ky")
    row = f'<a href="/invitations/{Invitation.objects.get().pk}/">Ал келди: <bdi>Айпери</bdi></a>'
    assert row in host.get("/invitations/").content.decode()
    block(member, coordinator)
    assert "Айпери" not in host.get("/invitations/").content.decode()
    assert "Айпери" not in host.get(f"/invitations/{Invitation.objects.get().pk}/").content.decode()
    Invitation.objects.update(expires_at=timezone.now())
    assert "Ал келди" not in host.get("/invitations/").content.decode()


def test_one_who_opens_a_used_link_is_told_so_and_led_to_sign_in(host, stranger):
    host.post("/invitations/", {"kind": "link"})
    code = Invitation.objects.get().code
    join(code, "Айпери", "ky")
    answer = stranger.get(f"/i/{code}")
    page = answer.content.decode()
    assert answer.status_code == 410
    assert "колдонулган" in page
    assert '<a class="button" href="/sign-in/">' in page
    assert "эки жума" not in page, "how long a link lasts is beside the point"
