"""A venture has its room from the first day: who comes in sits there, who goes hears no more."""

import uuid

import pytest

from chat.actions import post_message, remove_message, seat_about, unseat_about
from chat.listeners import lead_to_what_was_made
from chat.models import Message, Room, Seat, Unmet
from chat.rows import rows_for
from commons.journal.models import Entry
from commons.journal.presenting import present
from commons.journal.reading import read
from commons.journal.refusals import Refused
from commons.journal.worker import Worker
from commons.people.actions import block
from commons.realtime.doors import may_enter
from marketplace.boards.actions import Plan, accept_offer, card_from_message, found_venture, leave_venture, make_offer
from tests.racing import at_once, committing

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]


def deliver():
    while Worker().run_due():
        pass


@pytest.fixture
def felt(aizada, begimai):
    """Aizada's, in which Begimai is."""
    venture = found_venture(aizada, Plan({"ky": "Кийиз"}), uuid.uuid4())
    accept_offer(aizada, make_offer(begimai, venture.pk, "talent", "Кийиз басам").pk)
    deliver()
    return venture


def titles(member):
    return [row.title for row in rows_for(Unmet(member))[0]]


def test_who_is_in_it_sits_in_its_room(aizada, begimai, trusted, felt, signed_in):
    room = Room.objects.get(about=felt.stream)
    assert (room.kind, room.title, set(room.audience())) == ("venture", "Кийиз", {aizada, begimai})
    assert [entry.fact for entry in read(room.stream, 0)] == 2 * ["chat.member.joined"]
    assert "Кийиз" in titles(aizada)
    assert "Кийиз" in titles(begimai)
    assert "Кийиз" not in titles(trusted)
    assert [may_enter(woman, room.stream) for woman in (aizada, begimai, trusted)] == [True, True, False]
    post_message(begimai, room.pk, uuid.uuid4(), "Жүн алдым")
    page = signed_in(aizada).get(f"/chats/about/{felt.stream}/", follow=True).content.decode()
    assert "Жүн алдым" in page
    assert f'href="/market/together/{felt.pk}/"' in page
    assert f'href="/members/{begimai.pk}/"' in page
    assert "Бегимай" in signed_in(aizada).get(f"/chats/{room.pk}/members/").content.decode()


def test_who_left_hears_no_more_and_may_come_again(aizada, begimai, felt):
    room = Room.objects.get(about=felt.stream)
    leave_venture(begimai, felt.pk)
    assert not may_enter(begimai, room.stream)  # at once, whenever the worker comes
    with pytest.raises(Refused, match="forbidden"):
        post_message(begimai, room.pk, uuid.uuid4(), "Салам")
    deliver()
    assert (set(room.audience()), titles(begimai).count("Кийиз")) == ({aizada}, 0)
    ended = Entry.objects.filter(stream=f"people.member:{begimai.pk}", fact="people.membership.ended")
    assert {entry.data["of"] for entry in ended} >= {felt.stream, room.stream}
    accept_offer(aizada, make_offer(begimai, felt.pk, "talent", "Кайра келдим").pk)
    deliver()
    assert set(room.audience()) == {aizada, begimai}
    assert [entry.fact.rpartition(".")[2] for entry in read(room.stream, 0)] == ["joined", "joined", "left", "joined"]


def test_what_comes_late_or_twice_changes_nothing(aizada, begimai, trusted, felt):
    room = Room.objects.get(about=felt.stream)
    for _ in range(2):
        seat_about(felt.stream, begimai.pk)
        unseat_about(felt.stream, begimai.pk)  # told late: she has come back by then
        seat_about(felt.stream, trusted.pk)  # told late: she has gone by then
        unseat_about(felt.stream, trusted.pk)
    assert set(room.audience()) == {aizada, begimai}
    assert len(read(room.stream, 0)) == 2


def test_past_a_block_both_stay_and_neither_hears_the_other(aizada, begimai, felt):
    room = Room.objects.get(about=felt.stream)
    block(aizada, begimai)
    deliver()
    post_message(begimai, room.pk, uuid.uuid4(), "Жүн алдым")
    assert may_enter(begimai, room.stream)
    assert not Message.objects.filter(room=room).visible_to(Unmet(aizada)).exists()
    assert Message.objects.filter(room=room).visible_to(Unmet(begimai)).exists()


def test_a_message_leads_to_the_card_that_was_made_of_it_once(aizada, begimai, felt, signed_in):
    room = Room.objects.get(about=felt.stream)
    seq = post_message(begimai, room.pk, uuid.uuid4(), "20 кило жүн керек")
    message = Message.objects.get(room=room, seq=seq)
    card = card_from_message(aizada, felt.pk, room.pk, message.pk)
    deliver()
    for _ in range(2):
        lead_to_what_was_made(Entry.objects.get(stream=felt.stream, fact="marketplace.card.made"))
    link = f'href="/market/together/{felt.pk}/cards/{card.pk}/"'
    assert link in signed_in(begimai).get(f"/chats/{room.pk}/").content.decode()
    (told,) = [entry for entry in read(room.stream, 0) if entry.fact == "chat.message.edited"]
    assert told.actor == "system"
    (shown,) = present([told], "ru")
    assert link in shown["data"]["html"]
    assert "Карточка" in shown["data"]["html"]
    remove_message(begimai, room.pk, message.pk, uuid.uuid4())
    assert link not in signed_in(begimai).get(f"/chats/{room.pk}/").content.decode()


def test_what_is_not_there_any_more_leads_nowhere(aizada, begimai, felt):
    room = Room.objects.get(about=felt.stream)
    message = Message.objects.get(room=room, seq=post_message(begimai, room.pk, uuid.uuid4(), "Жүн"))
    card_from_message(aizada, felt.pk, room.pk, message.pk)
    message.delete()
    deliver()
    assert not [entry for entry in read(room.stream, 0) if entry.fact == "chat.message.edited"]


@committing
def test_she_is_seated_once_at_the_same_moment(aizada, begimai, felt):
    Seat.objects.filter(member=begimai).delete()
    room = Room.objects.get(about=felt.stream)
    results = at_once(*[lambda: seat_about(felt.stream, begimai.pk)] * 4)
    assert results == [None] * 4
    assert Seat.objects.filter(room=room, member=begimai).count() == 1
    assert len(read(room.stream, 0)) == 3
