"""Vouching: a woman of her lab, or who came by her invitation; a coordinator, trusted member or ambassador."""

import pytest

from commons.journal.reading import read
from commons.journal.refusals import Refused
from commons.people import may
from commons.people.actions import block, join, pass_over, vouch
from commons.people.models import NotMet, Vouch
from commons.people.streams import lab_stream, member_stream

pytestmark = pytest.mark.django_db

ALLOWED = {"coordinator", "trusted", "ambassador"}
CAST = ["coordinator", "trusted", "ambassador", "aizada", "begimai", "invited", "asked", "suspended", "under_18", "coordinator_of_batken"]


@pytest.mark.parametrize("newcomer", ["invited", "asked"])
@pytest.mark.parametrize("who", CAST)
def test_who_says_it_of_a_newcomer_of_osh(who, newcomer, request):
    by, member = request.getfixturevalue(who), request.getfixturevalue(newcomer)
    if who in ALLOWED:
        vouch(by, member)
    else:
        with pytest.raises(Refused, match="forbidden"):
            vouch(by, member)
    member.refresh_from_db()
    assert member.is_vouched == (who in ALLOWED)
    assert Vouch.objects.filter(member=member).count() == (who in ALLOWED)


@pytest.mark.parametrize("who", CAST)
def test_the_list_of_those_who_wait_agrees(who, request, invited, asked):
    by = request.getfixturevalue(who)
    expected = {member for member in (invited, asked) if may.may_vouch(by, member)}
    assert set(may.waiting_for(by)) == expected


def test_a_host_says_it_of_her_guest_from_another_lab(coordinator_of_batken, trusted, invite, make_member):
    guest = join(invite("link", trusted).code, "Айпери", "ky")
    guest.lab = coordinator_of_batken.lab
    guest.save()
    assert guest in may.waiting_for(trusted)
    vouch(trusted, guest)
    guest.refresh_from_db()
    assert guest.is_vouched


def test_nobody_says_it_of_herself(coordinator):
    coordinator.standing = "invited"
    coordinator.save()
    with pytest.raises(Refused, match="forbidden"):
        vouch(coordinator, coordinator)


def test_whoever_is_second_changes_nothing(coordinator, trusted, invited):
    vouch(coordinator, invited)
    vouch(trusted, invited)
    assert [one.by for one in Vouch.objects.all()] == [coordinator]


def test_nobody_says_it_of_one_who_is_suspended(coordinator, suspended):
    suspended.standing = "invited"
    suspended.save()
    with pytest.raises(Refused, match="forbidden"):
        vouch(coordinator, suspended)


def test_those_who_dont_meet_dont_vouch(trusted, invited):
    block(invited, trusted)
    assert invited not in may.waiting_for(trusted)
    with pytest.raises(Refused, match="forbidden"):
        vouch(trusted, invited)


def test_the_lab_and_she_are_told(coordinator, invited):
    vouch(coordinator, invited)
    told = read(lab_stream(invited.lab_id), 0)[-1]
    assert (told.fact, told.data, told.actor) == ("people.member.vouched", {"member": invited.pk}, coordinator.actor)
    assert [entry.fact for entry in read(member_stream(invited.pk), 0)] == ["people.member.changed"]


@pytest.mark.parametrize("newcomer", ["invited", "asked"])
@pytest.mark.parametrize("who", CAST)
def test_who_says_i_dont_of_a_newcomer_of_osh(who, newcomer, request):
    by, member = request.getfixturevalue(who), request.getfixturevalue(newcomer)
    if who in ALLOWED:
        pass_over(by, member)
        pass_over(by, member)
    else:
        with pytest.raises(Refused, match="forbidden"):
            pass_over(by, member)
    member.refresh_from_db()
    assert not member.is_vouched
    assert NotMet.objects.filter(by=by, member=member).count() == (who in ALLOWED)


def test_i_dont_takes_her_off_her_own_lists_alone(coordinator, trusted, invited, asked, signed_in):
    hers = signed_in(coordinator)
    hers.post(f"/members/{invited.pk}/vouch/", {"knows": "no", "next": "/invitations/"})
    assert list(may.asked_of(coordinator)) == [asked]
    assert invited.name not in hers.get("/invitations/").content.decode()
    assert set(may.asked_of(trusted)) == {invited, asked}
    assert hers.get(f"/members/{invited.pk}/").status_code == 200
    vouch(coordinator, invited)  # she remembered her
    invited.refresh_from_db()
    assert invited.is_vouched
