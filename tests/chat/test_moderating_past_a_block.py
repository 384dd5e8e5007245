"""Who blocked the moderator of a room stays in her list, and so do her messages; others still don't meet her."""

from uuid import uuid4

import pytest

from chat.actions import open_direct
from chat.models import Message, Room, Seat, Unmet
from chat.models.unmet import moderated_by
from chat.pages import page_of
from chat.rows import row_for
from commons.people.actions import block, unblock

pytestmark = pytest.mark.django_db


def test_a_moderator_opens_and_removes_the_message(aizada, coordinator, osh, say, signed_in):
    message = say(aizada, osh)
    block(aizada, coordinator)
    hers, address = signed_in(coordinator), f"/chats/{osh.pk}/messages/{message.pk}/"
    shown = hers.get(address)
    assert (shown.status_code, shown.context["can_remove"], shown.context["can_write"]) == (200, True, False)
    hers.post(f"{address}removal/", {"key": str(uuid4())})
    assert Message.objects.get(pk=message.pk).removed_at is not None


def test_a_moderator_finds_her_in_the_list_and_shows_her_out(aizada, coordinator, osh, signed_in):
    block(aizada, coordinator)
    hers = signed_in(coordinator)
    page = hers.get(f"/chats/{osh.pk}/members/").content.decode()
    assert "Айзада" in page
    assert f"/chats/with/{aizada.pk}/" not in page
    hers.post(f"/chats/{osh.pk}/members/{aizada.pk}/removal/")
    assert Seat.objects.get(room=osh, member=aizada).removed_at is not None


def test_others_still_dont_meet_her(aizada, trusted, osh, say, signed_in):
    message = say(aizada, osh)
    block(aizada, trusted)
    hers = signed_in(trusted)
    assert hers.get(f"/chats/{osh.pk}/messages/{message.pk}/").status_code == 403
    assert "Айзада" not in hers.get(f"/chats/{osh.pk}/members/").content.decode()


def test_history_quotes_lines_and_list_show_her_to_who_moderates(aizada, begimai, coordinator, osh, network, say):
    for room in (osh, network):
        message = say(aizada, room, "Менден")
        say(coordinator, room, "Окудум", reply_to=message)
        last = say(aizada, room, "Акыркы")
        block(aizada, coordinator)
        page = page_of(room, Unmet(coordinator))
        assert [row.author for row in page.rows] == [aizada, coordinator, aizada]
        assert page.rows[1].quoted == message
        row = row_for(Unmet(coordinator), room.pk)
        assert (row.last, row.unread) == (last, 1)
        unblock(aizada, coordinator)


def test_whom_she_blocked_herself_a_moderator_doesnt_see_anywhere(aizada, coordinator, osh, say, signed_in):
    message = say(aizada, osh, "Менден")
    block(aizada, coordinator)
    block(coordinator, aizada)
    assert page_of(osh, Unmet(coordinator)).rows == []
    assert row_for(Unmet(coordinator), osh.pk).last is None
    hers = signed_in(coordinator)
    assert hers.get(f"/chats/{osh.pk}/messages/{message.pk}/").status_code == 403
    assert "Айзада" not in hers.get(f"/chats/{osh.pk}/members/").content.decode()


def test_where_she_doesnt_moderate_nor_do_they_meet(aizada, trusted, make_member, osh, network, say):
    elsewhere = make_member("Сайкал", at="batken", roles=("coordinator",))
    for room in (osh, network):
        say(aizada, room, "Менден")
    block(aizada, trusted)
    block(aizada, elsewhere)
    assert page_of(osh, Unmet(trusted)).rows == []
    assert row_for(Unmet(trusted), network.pk).last is None
    assert row_for(Unmet(elsewhere), network.pk).unread == 1


def test_filter_and_question_agree_on_who_moderates_what(aizada, begimai, coordinator, trusted, make_member):
    open_direct(aizada, coordinator.pk)
    elsewhere, staff = make_member("Сайкал", at="batken", roles=("coordinator",)), make_member("Анара", is_staff=True)
    for woman in (aizada, coordinator, trusted, elsewhere, staff):
        for room in Room.objects.all():
            assert Room.objects.filter(moderated_by(woman), pk=room.pk).exists() == room.is_moderated_by(woman), (woman, room.kind)
