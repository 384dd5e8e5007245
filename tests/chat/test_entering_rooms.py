"""Who may enter which room follows from standing and lab; list, door and pen agree."""

from uuid import uuid4

import pytest
from django.utils import timezone

from chat.actions import post_message
from chat.models import Room, Seat
from commons.people.models import Block, Member
from commons.realtime import doors

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def entered(member):
    """The kinds and labs of the rooms she may enter, by the list."""
    return {f"{room.kind} {room.lab.slug if room.lab else ''}".strip() for room in Room.objects.open_to(fresh(member)).named()}


def fresh(member):
    return Member.objects.get(pk=member.pk)


def test_a_vouched_woman_enters_her_labs_rooms_and_those_of_all(aizada):
    assert entered(aizada) == {"welcome osh", "lab osh", "network", "craft"}


def test_an_invited_woman_enters_the_welcome_of_her_lab_alone(invited):
    assert entered(invited) == {"welcome osh"}


def test_who_only_asks_to_join_enters_nothing(make_member):
    assert entered(make_member("Асел", standing="asked")) == set()


def test_a_suspended_woman_enters_nothing(suspended):
    assert entered(suspended) == set()


def test_a_coordinator_enters_the_rooms_of_the_lab_she_looks_after(make_member, find_room):
    from commons.people.models import Role

    guest = make_member("Динара", at="batken")
    Role.objects.create(member=guest, lab=find_room(kind="lab", lab__slug="osh").lab, kind="coordinator")
    assert entered(guest) == {"welcome batken", "lab batken", "welcome osh", "lab osh", "network", "craft"}


def test_a_stranger_cannot_read_the_room(network):
    assert not doors.may_enter(None, network.stream)


def test_a_room_that_does_not_exist_lets_nobody_in(aizada):
    for stream in ("chat.room:999999", "chat.room:", "chat.room:x", "chat.room:01", "chat.room:1.0", "chat.room:9" * 30, "chat.room:²"):
        assert not doors.may_enter(aizada, stream)


def test_her_list_of_rooms_is_for_herself(aizada, begimai):
    assert doors.may_enter(aizada, f"chat.rooms:{aizada.pk}")
    assert not doors.may_enter(begimai, f"chat.rooms:{aizada.pk}")
    assert not doors.may_enter(None, f"chat.rooms:{aizada.pk}")


def test_list_door_and_pen_agree_for_everyone_and_every_room(
    aizada, begimai, coordinator, invited, trusted, suspended, under_18, make_member, code
):
    mentor = make_member("Гүлзат", at="osh", roles=("mentor",))
    young = make_member("Айпери", at="osh", is_under_18=True)
    asked = make_member("Асел", standing="asked")
    cast = [aizada, begimai, coordinator, invited, trusted, suspended, under_18, mentor, young, asked]
    for one in cast:
        for other in cast:
            if one.pk < other.pk:
                room = Room.objects.create(kind="direct", pair=f"{one.pk}:{other.pk}")
                Seat.objects.bulk_create([Seat(room=room, member=one), Seat(room=room, member=other)])
    Block.objects.create(by=aizada, member=trusted)
    Seat.objects.create(room=Room.objects.get(kind="network"), member=begimai, removed_at=timezone.now())

    for woman in map(fresh, cast):
        listed = set(Room.objects.open_to(woman))
        for room in Room.objects.all():
            may = room in listed
            assert doors.may_enter(woman, room.stream) == may, (woman, room.kind, room.pair)
            assert (code(post_message, woman, room.pk, uuid4(), "Салам") != "forbidden") == may, (woman, room.kind, room.pair)
    everyone = [(woman, room.stream) for woman in map(fresh, cast) for room in Room.objects.all()]
    by_the_wide_door = doors.answer(everyone)
    assert all(by_the_wide_door[member, stream] == doors.may_enter(member, stream) for member, stream in everyone)


def test_under_18_talks_alone_with_her_mentors_and_those_of_her_age(aizada, under_18, make_member, code):
    from chat.actions import open_direct

    assert code(open_direct, aizada, under_18.pk) == "forbidden"
    assert code(open_direct, under_18, aizada.pk) == "forbidden"
    assert code(open_direct, under_18, make_member("Гүлзат", roles=("mentor",)).pk) == ""
    assert code(open_direct, make_member("Назгүл", roles=("coordinator",)), under_18.pk) == ""
    assert code(open_direct, make_member("Роза", at="batken", roles=("mentor",)), under_18.pk) == "forbidden"
    assert code(open_direct, under_18, make_member("Айпери", at="batken", is_under_18=True).pk) == ""


def test_a_rooms_page_has_her_bell_as_others_have(signed_in, aizada, network):
    assert signed_in(aizada).get(f"/chats/{network.pk}/").content.decode().count("<bell-count") == 1
