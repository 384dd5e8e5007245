"""Making an invitation: who may, how long it lasts, and that its code is nowhere."""

import json
from datetime import timedelta

import pytest
from django.core import serializers
from django.utils import timezone

from commons.journal.refusals import Refused
from commons.people.actions import find_invitation, make_invitation, take_back_invitation
from commons.people.codes import ALPHABET, normalise
from commons.people.models import Invitation

pytestmark = pytest.mark.django_db

LASTS = {"in_person": timedelta(minutes=10), "link": timedelta(days=14), "workshop": timedelta(hours=4)}


@pytest.mark.parametrize(("kind", "uses"), [("in_person", 1), ("link", 1), ("workshop", 40)])
def test_each_kind_lasts_and_admits_as_agreed(coordinator, kind, uses):
    invitation = make_invitation(coordinator, kind)
    assert abs(invitation.expires_at - timezone.now() - LASTS[kind]) < timedelta(seconds=5)
    assert (invitation.uses_left, invitation.lab) == (uses, coordinator.lab)


@pytest.mark.parametrize("who", ["coordinator", "trusted", "ambassador"])
def test_a_coordinator_a_trusted_member_and_an_ambassador_invite(who, request):
    assert make_invitation(request.getfixturevalue(who), "link").pk


@pytest.mark.parametrize("who", ["aizada", "invited", "asked", "suspended", "under_18"])
def test_nobody_else_does(who, request):
    with pytest.raises(Refused, match="forbidden"):
        make_invitation(request.getfixturevalue(who), "link")


def test_a_suspended_coordinator_doesnt_either(coordinator):
    coordinator.suspended_at = timezone.now()
    coordinator.save()
    with pytest.raises(Refused, match="forbidden"):
        make_invitation(coordinator, "link")


def test_no_member_makes_a_founder(coordinator):
    with pytest.raises(Refused, match="forbidden"):
        make_invitation(coordinator, "founder")


def test_a_code_is_short_and_its_letters_cant_be_taken_for_one_another(coordinator):
    codes = [make_invitation(coordinator, "link").code for _ in range(20)]
    assert all(len(code) == 8 and set(code) <= set(ALPHABET) for code in codes)
    assert not set("01OILоО") & set(ALPHABET)
    assert len(set(codes)) == 20


def test_the_code_is_in_no_column_of_the_table(coordinator):
    invitation = make_invitation(coordinator, "link")
    kept = json.loads(serializers.serialize("json", [invitation]))[0]["fields"]
    assert not [value for value in kept.values() if invitation.code in str(value)]


@pytest.mark.parametrize("typed", ["{code}", " {low} ", "{first} {rest}", "{first}-{rest}"])
def test_a_code_is_found_however_it_is_typed(coordinator, typed):
    invitation = make_invitation(coordinator, "link")
    code = invitation.code
    assert find_invitation(typed.format(code=code, low=code.lower(), first=code[:4], rest=code[4:])) == invitation


def test_cyrillic_letters_that_look_the_same_are_the_same():
    assert normalise("авсенкмртху") == "ABCEHKMPTXY"


def test_an_unknown_code_is_refused():
    with pytest.raises(Refused, match="invalid"):
        find_invitation("ZZZZZZZZ")


def test_an_invitation_ends_with_its_time(coordinator):
    invitation = make_invitation(coordinator, "link")
    Invitation.objects.update(expires_at=timezone.now())
    with pytest.raises(Refused, match="forbidden"):
        find_invitation(invitation.code)


def test_it_ends_when_she_takes_it_back(coordinator):
    invitation = make_invitation(coordinator, "workshop")
    take_back_invitation(coordinator, invitation)
    with pytest.raises(Refused, match="forbidden"):
        find_invitation(invitation.code)


def test_nobody_takes_back_anothers(coordinator, trusted):
    with pytest.raises(Refused, match="forbidden"):
        take_back_invitation(trusted, make_invitation(coordinator, "link"))


def test_it_ends_when_its_maker_may_not_invite_any_more(trusted):
    invitation = make_invitation(trusted, "link")
    trusted.standing = "vouched"
    trusted.save()
    with pytest.raises(Refused, match="forbidden"):
        find_invitation(invitation.code)


def test_so_many_a_day_and_no_more(coordinator):
    for _ in range(8):
        make_invitation(coordinator, "workshop")
    with pytest.raises(Refused, match="slow_down") as refused:
        make_invitation(coordinator, "workshop")
    assert 0 < refused.value.retry_in <= 24 * 3600
