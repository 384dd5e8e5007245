"""Who may follow what is announced about people."""

import pytest

from commons.people.doors import may_follow_lab, may_follow_member

pytestmark = pytest.mark.django_db


def test_her_stream_is_hers_alone(aizada, begimai, coordinator, suspended):
    assert may_follow_member(aizada, str(aizada.pk))
    for other in (begimai, coordinator, None):
        assert not may_follow_member(other, str(aizada.pk))
    assert not may_follow_member(suspended, str(suspended.pk))


@pytest.mark.parametrize("name", ["", "x", "٣", "-1", "1 or 1=1", f"{10**30}"])
def test_what_names_nothing_opens_nothing(name, aizada, coordinator):
    assert not may_follow_member(aizada, name)
    assert not may_follow_lab(coordinator, name)


def test_a_lab_is_followed_by_its_coordinators(coordinator, aizada, trusted, coordinator_of_batken):
    lab = str(coordinator.lab_id)
    assert may_follow_lab(coordinator, lab)
    for other in (aizada, trusted, coordinator_of_batken, None):
        assert not may_follow_lab(other, lab)
