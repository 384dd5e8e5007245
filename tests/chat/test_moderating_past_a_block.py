"""Who blocked the moderator of a room stays in her list, and so do her messages; others still don't meet her."""

from uuid import uuid4

import pytest

from chat.models import Message, Seat
from commons.people.actions import block

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
