"""Whoever something was said to is told of it while she is away, without a word of it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from chat.actions import mark_read, open_direct, post_message, remove_message
from chat.models import Room, Seat
from commons.journal.models import Delivery
from commons.journal.worker import Worker
from commons.notify.models import Notice
from commons.people.actions import block
from tests.marketplace.orders.conftest import asks_advance, dress, place, visitor, walk

__all__ = ["asks_advance", "dress", "place", "visitor", "walk"]
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]

LISTENER = "chat.telling.tell_whom_it_is_for"


def later():
    """Some while has gone by."""
    Delivery.objects.filter(listener=LISTENER).update(due_at=timezone.now() - timedelta(seconds=1))
    while Worker().run_due():
        pass


@pytest.fixture
def direct(aizada, begimai):
    return open_direct(aizada, begimai.pk)


def kinds(member):
    return list(Notice.objects.told_to(member.actor).values_list("kind", flat=True))


def test_she_is_told_that_someone_wrote_once_for_all_that_was_said(direct, say, aizada, begimai):
    say(aizada, direct, "Саламатсызбы")
    say(aizada, direct, "Барсызбы?")
    assert kinds(begimai) == []
    later()
    assert kinds(begimai) == ["chat-written"]
    assert kinds(aizada) == []
    notice = Notice.objects.get()
    assert notice.about == direct.stream
    assert "Саламатсызбы" not in str([notice.its_kind.words, notice.its_kind.neutral, *Notice.objects.values_list()])


def test_who_has_read_it_by_then_is_not_told(direct, say, aizada, begimai):
    seq = say(aizada, direct, "Саламатсызбы").seq
    mark_read(begimai, direct.pk, seq)
    later()
    assert kinds(begimai) == []


def test_reading_it_is_having_seen_the_notice(direct, say, aizada, begimai, signed_in):
    seq = say(aizada, direct, "Саламатсызбы").seq
    later()
    hers = signed_in(begimai)
    page = hers.get("/notices/")
    [(notice, about)] = page.context["rows"]
    assert about.address == f"/chats/{direct.pk}/"
    assert "Айзада" not in about.title
    mark_read(begimai, direct.pk, seq)
    notice.refresh_from_db()
    assert notice.seen_at is not None


def test_reading_what_was_before_is_not_having_seen_it(direct, say, aizada, begimai):
    before = say(aizada, direct, "Саламатсызбы").seq
    seq = say(aizada, direct, "Эртең келесизби?").seq
    later()
    mark_read(begimai, direct.pk, before)
    assert Notice.objects.get().seen_at is None
    mark_read(begimai, direct.pk, seq)
    assert Notice.objects.get().seen_at is not None


def test_whom_it_answers_is_told_and_nobody_else_in_the_room(network, say, aizada, begimai, trusted):
    first = say(aizada, network, "Жүн кайдан?")
    say(trusted, network, "Билбейм")
    post_message(begimai, network.pk, uuid4(), "Баткенде бар", first.pk)
    later()
    assert kinds(aizada) == ["chat-answered"]
    assert kinds(trusted) == kinds(begimai) == []


def test_what_is_said_to_nobody_in_particular_owes_nothing(network, say, aizada):
    say(aizada, network, "Кутман таң")
    assert not Delivery.objects.filter(listener=LISTENER).exists()


def test_words_that_were_taken_back_are_not_told_of(direct, say, aizada, begimai):
    message = say(aizada, direct, "Ката")
    remove_message(aizada, direct.pk, message.pk, uuid4())
    later()
    assert kinds(begimai) == []


def test_after_a_block_nothing_of_hers_is_told(network, say, aizada, begimai):
    first = say(aizada, network, "Жүн кайдан?")
    post_message(begimai, network.pk, uuid4(), "Баткенде бар", first.pk)
    block(aizada, begimai)
    later()
    assert kinds(aizada) == []


def test_who_left_the_room_is_not_told(network, say, aizada, begimai):
    first = say(aizada, network, "Жүн кайдан?")
    post_message(begimai, network.pk, uuid4(), "Баткенде бар", first.pk)
    Seat.objects.filter(room=network, member=aizada).update(left_at=timezone.now())
    later()
    assert kinds(aizada) == []


def test_of_an_order_the_other_side_is_told(place, walk, aizada, signed_in):
    order = place()
    while Worker().run_due():
        pass
    room = Room.objects.get(about=order.stream)
    post_message(aizada, room.pk, uuid4(), "Кандай түс жагат?")
    later()
    notice = Notice.objects.get(to=order.guest.actor, kind="chat-written")
    assert (notice.about, notice.sender) == (order.stream, aizada)
    shown = signed_in(aizada).get("/to-send/").context["list"]
    assert [one.to_send.guest for one in shown.hers] == [order.guest]
