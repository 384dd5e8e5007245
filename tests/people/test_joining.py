"""Joining by an invitation: what it makes of her, once, and exactly as often as it may."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connections
from django.utils import timezone

from commons.journal.reading import read
from commons.journal.refusals import Refused
from commons.people.actions import end_all_sessions, end_session, join, joining, keep_words
from commons.people.actions.invitations import OVER
from commons.people.models import Arrival, Invitation, Member, Vouch
from commons.people.streams import lab_stream

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("kind", "standing"), [("in_person", "vouched"), ("link", "invited"), ("workshop", "invited")])
def test_the_kind_decides_her_standing(invite, kind, standing):
    assert join(invite(kind).code, "Айпери", "ky").standing == standing


def test_she_belongs_to_the_lab_of_her_host(invite, coordinator):
    member = join(invite().code, "Айпери", "uz-cyrl", is_under_18=True)
    assert (member.lab, member.language, member.speaks, member.is_under_18) == (coordinator.lab, "uz-cyrl", ["uz-cyrl"], True)
    assert member.arrival.invitation.made_by == coordinator


def test_she_gets_a_number_of_six_digits_and_no_password(invite):
    member = join(invite().code, "Айпери", "ky")
    assert len(member.number) == 6
    assert member.number.isdecimal()
    assert not member.has_usable_password()


def test_who_scanned_is_vouched_for_by_her_host(invite, coordinator):
    member = join(invite("in_person").code, "Айпери", "ky")
    assert Vouch.objects.get(member=member).by == coordinator


def test_her_lab_is_told_with_ids_alone(invite, coordinator):
    member = join(invite("in_person").code, "Айпери", "ky")
    told = [(entry.fact, entry.data, entry.actor) for entry in read(lab_stream(coordinator.lab_id), 0)]
    assert told == [
        ("people.member.joined", {"member": member.pk}, member.actor),
        ("people.member.vouched", {"member": member.pk}, coordinator.actor),
    ]


@pytest.mark.parametrize("kind", ["in_person", "link"])
def test_an_invitation_for_one_admits_one(invite, kind):
    code = invite(kind).code
    join(code, "Айпери", "ky")
    with pytest.raises(Refused, match="forbidden"):
        join(code, "Бурул", "ky")
    assert Arrival.objects.count() == 1


def test_an_invitation_whose_time_is_over_admits_nobody(invite):
    code = invite().code
    Invitation.objects.update(expires_at=timezone.now())
    with pytest.raises(Refused, match="forbidden"):
        join(code, "Айпери", "ky")


def test_over_between_the_look_and_the_tap_it_is_not_called_used(invite, monkeypatch):
    code, find = invite().code, joining.find_invitation

    def find_at_the_last_second(code: str) -> Invitation:
        found = find(code)
        Invitation.objects.update(expires_at=timezone.now())
        return found

    monkeypatch.setattr(joining, "find_invitation", find_at_the_last_second)
    with pytest.raises(Refused) as refused:
        join(code, "Айпери", "ky")
    assert (refused.value.code, refused.value.message) == ("forbidden", OVER)


def test_asked_again_with_the_same_key_she_is_the_same_member(invite):
    code, key = invite().code, uuid4()
    assert join(code, "Айпери", "ky", key=key) == join(code, "Айпери", "ky", key=key)
    assert Arrival.objects.count() == 1


def test_a_form_left_behind_is_no_way_back_in(invite):
    code, key = invite("workshop").code, uuid4()
    join(code, "Айпери", "ky", key=key)
    Member.objects.filter(standing="invited").update(joined_at=timezone.now() - timedelta(minutes=11))
    with pytest.raises(Refused, match="forbidden"):
        join(code, "Айпери", "ky", key=key)


def test_another_key_is_another_woman(invite):
    code = invite().code
    join(code, "Айпери", "ky", key=uuid4())
    with pytest.raises(Refused, match="forbidden"):
        join(code, "Айпери", "ky", key=uuid4())


def test_a_key_opens_nothing_with_another_code(invite):
    key = uuid4()
    first = join(invite().code, "Айпери", "ky", key=key)
    assert join(invite().code, "Айпери", "ky", key=key) != first


@pytest.mark.parametrize(("name", "language"), [("", "ky"), ("   ", "ky"), ("Айпери", "de")])
def test_nothing_is_made_of_what_is_not_right(invite, name, language):
    code = invite().code
    with pytest.raises(Refused, match="invalid"):
        join(code, name, language)
    assert Invitation.objects.get().uses_left == 1


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_of_sixty_at_once_a_workshop_admits_forty(invite):
    code = invite("workshop").code

    def try_it(place: int) -> str:
        try:
            join(code, f"Айым {place}", "ky", key=uuid4())
        except Refused as refused:
            return refused.code
        finally:
            connections.close_all()
        return "joined"

    with ThreadPoolExecutor(20) as threads:
        outcomes = list(threads.map(try_it, range(60)))
    assert (outcomes.count("joined"), outcomes.count("forbidden")) == (40, 20)
    assert Arrival.objects.count() == Member.objects.filter(standing="invited").count() == 40
    assert Invitation.objects.get().uses_left == 0


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_a_second_tap_in_the_same_moment_makes_no_second_member(invite):
    code, key = invite("workshop").code, uuid4()

    def tap(_: int) -> int:
        try:
            return join(code, "Айпери", "ky", key=key).pk
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as threads:
        assert len(set(threads.map(tap, range(8)))) == 1
    assert Invitation.objects.get().uses_left == 39


@pytest.mark.parametrize("came_further", [keep_words, end_session, end_all_sessions])
def test_the_form_is_no_way_back_in_once_she_kept_words_or_left(invite, came_further):
    code, key = invite("workshop").code, uuid4()
    came_further(join(code, "Айпери", "ky", key=key))
    with pytest.raises(Refused, match="forbidden"):
        join(code, "Айпери", "ky", key=key)
