"""Announcing a gathering: by whom, when and where."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from commons.journal.models import Entry
from commons.journal.refusals import Refused
from commons.people.models import Role
from events.actions import announce
from events.models import Gathering
from events.refusals import RoomTaken
from tests.racing import at_once

pytestmark = pytest.mark.both_databases
both, committing = pytest.mark.django_db, pytest.mark.django_db(transaction=True)


@both
def test_an_ambassador_announces_one_with_the_rest_by_default(ambassador, plan):
    felt = announce(ambassador, ambassador.lab, plan(), uuid4())
    assert (felt.title, felt.state, felt.capacity, felt.lasts) == ("Кийиз жасоо", "announced", 30, timedelta(hours=2))
    assert Entry.objects.get(stream=felt.stream).data == {"gathering": felt.pk, "version": 1, "lab": felt.lab_id, "host": ambassador.pk}


@both
def test_the_same_key_announces_one(ambassador, plan, begimai):
    key = uuid4()
    assert announce(ambassador, ambassador.lab, plan(), key) == announce(ambassador, ambassador.lab, plan(), key)
    assert Gathering.objects.count() == 1
    Role.objects.create(member=begimai, lab=ambassador.lab, kind="ambassador")
    with pytest.raises(Refused, match="invalid"):
        announce(begimai, ambassador.lab, plan(), key)


@both
@pytest.mark.parametrize(("standing", "roles"), [("vouched", ()), ("trusted", ()), ("invited", ("ambassador",)), ("vouched", ("mentor",))])
def test_who_carries_the_lab_outward_alone_announces(make_member, plan, standing, roles):
    member = make_member("Назгүл", standing=standing, roles=roles)
    with pytest.raises(Refused, match="forbidden"):
        announce(member, member.lab, plan(), uuid4())
    assert not Gathering.objects.exists()


@both
def test_an_ambassador_of_another_lab_does_not(make_member, plan, ambassador):
    with pytest.raises(Refused, match="forbidden"):
        announce(make_member("Бегимай", at="batken", roles=("ambassador",)), ambassador.lab, plan(), uuid4())


@both
def test_the_labs_room_holds_one_at_a_time(ambassador, plan):
    at = timezone.now() + timedelta(days=3)
    announce(ambassador, ambassador.lab, plan(starts_at=at, minutes=60), uuid4())
    with pytest.raises(RoomTaken, match="conflict") as taken:
        announce(ambassador, ambassador.lab, plan(starts_at=at + timedelta(minutes=59)), uuid4())
    assert "Кийиз жасоо" in str(taken.value.message)
    announce(ambassador, ambassador.lab, plan(starts_at=at + timedelta(minutes=60)), uuid4())
    announce(ambassador, ambassador.lab, plan(starts_at=at, in_lab_room=False, place="Китепкана"), uuid4())


@committing
def test_two_who_want_the_room_at_once_are_one(ambassador, plan):
    at = timezone.now() + timedelta(days=3)
    answers = at_once(*[lambda: announce(ambassador, ambassador.lab, plan(starts_at=at), uuid4())] * 6)
    assert sum(isinstance(answer, Gathering) for answer in answers) == 1
    assert {type(answer) for answer in answers} == {Gathering, RoomTaken}


@both
@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "party"},
        {"titles": {"ky": "  "}},
        {"titles": {"ky": "123"}},
        {"titles": {"kk": "Кийиз"}},
        {"starts_at": timezone.now() - timedelta(minutes=1)},
        {"starts_at": timezone.now() + timedelta(days=401)},
        {"minutes": 5},
        {"minutes": 721},
        {"capacity": 0},
        {"capacity": 5_001},
        {"capacity": True},
        {"in_lab_room": False},
        {"video": "javascript:alert(1)"},
        {"video": "http://call.example"},
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(ambassador, plan, wrong):
    with pytest.raises(Refused, match="invalid") as refused:
        announce(ambassador, ambassador.lab, plan(**wrong), uuid4())
    assert str(refused.value.message)
    assert not Gathering.objects.exists()
