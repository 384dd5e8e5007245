"""Who blocks those who look after her stays within their reach; what is friendly stays with her."""

import re

import pytest

from chat.actions import ensure_rooms
from chat.models import Room
from commons.journal.refusals import Refused
from commons.people.actions import block, distrust, give_role, suspend, take_role, trust, unsuspend, vouch
from commons.people.models import Member

pytestmark = pytest.mark.django_db


@pytest.fixture
def bermet(make_member, coordinator):
    """Bermet of Osh, trusted, an ambassador, who blocked her coordinator."""
    bermet = make_member("Бермет", standing="trusted", roles=("ambassador",))
    block(bermet, coordinator)
    return bermet


def test_she_is_suspended_and_let_in_again(coordinator, bermet):
    suspend(coordinator, bermet)
    assert Member.objects.get(pk=bermet.pk).is_suspended
    unsuspend(coordinator, bermet)
    assert not Member.objects.get(pk=bermet.pk).is_suspended


def test_trust_and_role_are_taken_back_and_not_given(coordinator, bermet):
    distrust(coordinator, bermet)
    take_role(coordinator, bermet, "ambassador")
    assert Member.objects.get(pk=bermet.pk).standing == "vouched"
    assert not bermet.roles.exists()
    for give in (lambda: trust(coordinator, bermet), lambda: give_role(coordinator, bermet, "ambassador")):
        with pytest.raises(Refused, match="forbidden"):
            give()


def test_nobody_says_she_knows_who_blocked_her(coordinator, invited):
    block(invited, coordinator)
    with pytest.raises(Refused, match="forbidden"):
        vouch(coordinator, invited)


def test_her_page_opens_to_her_coordinator_with_nothing_friendly_on_it(coordinator, bermet, signed_in):
    hers = signed_in(coordinator)
    shown = hers.get(f"/members/{bermet.pk}/").context
    assert (shown["may_suspend"], shown["may_trust"], shown["may_write"], shown["may_vouch"]) == (True, True, False, False)
    assert [kind for kind, _label, _has in shown["roles"]] == ["ambassador"]
    assert hers.post(f"/members/{bermet.pk}/suspension/", {"on": "1"}).status_code == 302
    assert Member.objects.get(pk=bermet.pk).is_suspended


def test_staff_reach_her_too(make_member, bermet):
    staff = make_member("Анара", is_staff=True)
    block(bermet, staff)
    suspend(staff, bermet)
    assert Member.objects.get(pk=bermet.pk).is_suspended


def test_a_coordinator_doesnt_meet_whom_she_blocked_herself(coordinator, aizada, signed_in):
    block(coordinator, aizada)
    assert signed_in(coordinator).get(f"/members/{aizada.pk}/").status_code == 404


@pytest.fixture
def sewing():
    ensure_rooms()
    return Room.objects.get(craft__slug="sewing")


def test_every_name_in_a_room_she_moderates_opens_also_of_another_lab(coordinator, begimai, sewing, signed_in):
    """A page that isn't there would tell her of the block; where they don't meet, it offers no conversation."""
    begimai.crafts.add(sewing.craft)
    block(begimai, coordinator)
    hers = signed_in(coordinator)
    links = re.findall(r'href="(/members/\d+/)"', hers.get(f"/chats/{sewing.pk}/members/").content.decode())
    assert f"/members/{begimai.pk}/" in links
    assert {hers.get(link).status_code for link in links} <= {200, 302}
    assert f"/chats/with/{begimai.pk}/" not in hers.get(f"/members/{begimai.pk}/").content.decode()
    assert "Бегимай" not in hers.get("/members/").content.decode(), "the directory is no matter of moderating"


def test_whom_she_blocked_herself_a_moderator_never_meets(coordinator, begimai, sewing, signed_in):
    begimai.crafts.add(sewing.craft)
    block(coordinator, begimai)
    hers = signed_in(coordinator)
    assert "Бегимай" not in hers.get(f"/chats/{sewing.pk}/members/").content.decode()
    assert hers.get(f"/members/{begimai.pk}/").status_code == 404


def test_who_moderates_nothing_finds_no_page(aizada, begimai, signed_in):
    block(begimai, aizada)
    assert signed_in(aizada).get(f"/members/{begimai.pk}/").status_code == 404
