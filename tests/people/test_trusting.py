"""What a coordinator gives and takes: trust, roles, the right to be here."""

import pytest

from commons.journal.reading import head, read
from commons.journal.refusals import Refused
from commons.people.actions import block, distrust, give_role, suspend, take_role, trust, unblock, unsuspend
from commons.people.models import Member
from commons.people.streams import member_stream

pytestmark = pytest.mark.django_db

OTHERS = ["aizada", "trusted", "ambassador", "invited", "suspended", "coordinator_of_batken"]
VERBS = {
    "trust": trust,
    "distrust": distrust,
    "suspend": suspend,
    "unsuspend": unsuspend,
    "give": lambda by, member: give_role(by, member, "ambassador"),
    "take": lambda by, member: take_role(by, member, "ambassador"),
}


@pytest.fixture
def bermet(make_member):
    return make_member("Бермет")


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("who", OTHERS)
def test_only_her_coordinator_may(verb, who, bermet, request):
    with pytest.raises(Refused, match="forbidden"):
        VERBS[verb](request.getfixturevalue(who), bermet)


@pytest.mark.parametrize("verb", VERBS)
def test_nobody_may_with_herself(verb, coordinator):
    with pytest.raises(Refused, match="forbidden"):
        VERBS[verb](coordinator, coordinator)


def test_trust_is_given_and_taken(coordinator, bermet):
    trust(coordinator, bermet)
    assert Member.objects.get(pk=bermet.pk).standing == "trusted"
    distrust(coordinator, bermet)
    assert Member.objects.get(pk=bermet.pk).standing == "vouched"


def test_one_who_only_was_invited_isnt_trusted_yet(coordinator, invited):
    with pytest.raises(Refused, match="forbidden"):
        trust(coordinator, invited)


@pytest.mark.parametrize("kind", ["ambassador", "mentor", "coordinator"])
def test_a_role_is_given_once(coordinator, bermet, kind):
    give_role(coordinator, bermet, kind)
    assert bermet.roles.get().kind == kind
    if kind != "coordinator":
        give_role(coordinator, bermet, kind)
        take_role(coordinator, bermet, kind)
        assert not bermet.roles.exists()


def test_a_coordinators_role_is_taken_by_staff(coordinator, make_member, bermet):
    give_role(coordinator, bermet, "coordinator")
    with pytest.raises(Refused, match="forbidden"):
        take_role(coordinator, bermet, "coordinator")
    take_role(make_member("Анара", is_staff=True), bermet, "coordinator")
    assert not bermet.roles.exists()


def test_there_are_no_other_roles(coordinator, bermet):
    with pytest.raises(Refused, match="invalid"):
        give_role(coordinator, bermet, "queen")


def test_one_under_18_may_be_an_ambassador_and_no_more(coordinator, under_18):
    give_role(coordinator, under_18, "ambassador")
    for kind in ("mentor", "coordinator"):
        with pytest.raises(Refused, match="forbidden"):
            give_role(coordinator, under_18, kind)


def test_a_suspension_is_announced_on_her_stream_and_taken_back(coordinator, bermet):
    suspend(coordinator, bermet)
    suspend(coordinator, bermet)
    assert Member.objects.get(pk=bermet.pk).is_suspended
    unsuspend(coordinator, bermet)
    assert not Member.objects.get(pk=bermet.pk).is_suspended
    assert [entry.fact for entry in read(member_stream(bermet.pk), 0)] == ["people.member.suspended", "people.member.changed"]


def test_coordinators_are_suspended_by_staff_alone(coordinator, make_member):
    other = make_member("Роза", roles=("coordinator",))
    with pytest.raises(Refused, match="forbidden"):
        suspend(coordinator, other)
    suspend(make_member("Анара", is_staff=True), other)
    assert Member.objects.get(pk=other.pk).is_suspended


def test_whatever_is_given_or_taken_is_told_on_her_stream(coordinator, bermet):
    """Realtime asks the doors again by these."""
    done = {**VERBS, "block": block, "unblock": unblock}
    for verb in ("trust", "distrust", "give", "take", "suspend", "unsuspend", "block", "unblock"):
        before = head(member_stream(bermet.pk))
        done[verb](coordinator, bermet)
        assert len(read(member_stream(bermet.pk), before)) == 1, verb
