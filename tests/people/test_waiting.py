"""Who waits for "I know her" sees so before her chats, and sees when it was said, and by whom."""

from datetime import timedelta

import pytest
from django.utils import timezone

from commons.people.actions import block, join, vouch
from commons.people.models import Member, Vouch

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("who", ["invited", "asked"])
def test_her_chats_say_what_she_waits_for(who, signed_in, request):
    page = signed_in(request.getfixturevalue(who)).get("/chats/").content.decode()
    assert "<waiting-card" in page
    assert page.index("<waiting-card") < page.index("<room-list")
    assert "Мен аны тааныйм" in page


def test_one_who_is_known_waits_for_nothing(aizada, signed_in):
    assert "turn" not in signed_in(aizada).get("/chats/").content.decode()


def test_once_it_was_said_she_reads_so_for_a_day(invited, coordinator, signed_in):
    hers = signed_in(invited)
    vouch(coordinator, invited)
    page = hers.get("/chats/").content.decode()
    assert "<waiting-card" not in page
    assert "turn--good" in page
    assert coordinator.name in page
    Vouch.objects.update(at=timezone.now() - timedelta(days=1))
    assert "turn--good" not in hers.get("/chats/").content.decode()


def test_who_said_it_is_not_named_where_they_dont_meet(invited, coordinator, signed_in):
    vouch(coordinator, invited)
    block(coordinator, invited)
    page = signed_in(invited).get("/chats/").content.decode()
    assert "turn--good" in page
    assert coordinator.name not in page


def test_one_who_came_by_a_scan_never_waited(invite, signed_in):
    member = join(invite("in_person").code, "Айпери", "ky")
    assert "turn--good" not in signed_in(Member.objects.get(pk=member.pk)).get("/chats/").content.decode()


def test_her_host_is_the_first_of_those_she_can_ask_and_they_are_few(invite, trusted, coordinator, make_member, signed_in):
    for number in range(12):
        make_member(f"Координатор {number}", roles=("coordinator",))
    last = make_member("Айым", standing="trusted", roles=("coordinator",))
    hers = signed_in(Member.objects.get(pk=join(invite("link", last).code, "Айпери", "ky").pk))
    hosts = list(hers.get("/me/").context["hosts"])
    assert hosts[:2] == [last, coordinator]
    assert len(hosts) == 10
