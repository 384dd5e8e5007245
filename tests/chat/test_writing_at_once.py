"""Many at the same moment, on real threads with connections of their own: nothing lost, nothing doubled, no gap."""

from uuid import uuid4

import pytest

from chat.actions import (
    Draft,
    edit_message,
    join_room,
    leave_room,
    make_room,
    mark_read,
    open_direct,
    post_message,
    post_messages,
    put_back_member,
    react,
    remove_member,
    remove_message,
)
from chat.models import Message, Room, Seat
from commons.journal.models import Entry, Receipt
from commons.journal.refusals import Refused
from tests.racing import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]


def test_places_have_no_gaps_however_many_write(aizada, begimai, network, osh):
    def write(who, where):
        return [post_messages([Draft(who, where.pk, uuid4(), "Салам") for _ in range(5)]) for _ in range(8)]

    at_once(lambda: write(aizada, network), lambda: write(begimai, network), lambda: write(aizada, osh), lambda: write(begimai, network))
    for room, count in ((network, 120), (osh, 40)):
        assert list(Entry.objects.filter(stream=room.stream).order_by("seq").values_list("seq", flat=True)) == list(range(1, count + 1))
        assert sorted(Message.objects.filter(room=room).values_list("seq", flat=True)) == list(range(1, count + 1))
    facts = {entry.seq: entry.data["id"] for entry in Entry.objects.filter(stream=network.stream)}
    assert facts == dict(Message.objects.filter(room=network).values_list("seq", "pk"))


def test_the_same_key_by_two_ways_at_once_is_one_message(aizada, network):
    for _ in range(10):
        key = uuid4()
        answers = at_once(*[lambda key=key: post_message(aizada, network.pk, key, "Бир жолу")] * 4)
        assert len(set(answers)) == 1, answers
        assert isinstance(answers[0], int)
        assert Message.objects.filter(key=key).count() == 1
    assert Receipt.objects.count() == 10


def test_a_key_within_two_batches_at_once_is_one_message(aizada, network):
    for _ in range(5):
        shared = Draft(aizada, network.pk, uuid4(), "Бир жолу")
        batches = [[*(Draft(aizada, network.pk, uuid4(), "Башка") for _ in range(3)), shared] for _ in range(3)]
        answers = at_once(*[lambda batch=batch: post_messages(batch) for batch in batches])
        assert all(isinstance(seq, int) for answer in answers for seq in answer), answers
        assert len({answer[-1] for answer in answers}) == 1
    assert Message.objects.count() == 5 * (3 * 3 + 1)


def test_signs_given_at_once_are_all_counted(aizada, begimai, trusted, coordinator, network, say):
    said = say(aizada, network)
    women = (aizada, begimai, trusted, coordinator)
    seqs = at_once(*[lambda who=who: react(who, network.pk, said.pk, uuid4(), "🌸", True) for who in women])
    assert sorted(seqs) == [2, 3, 4, 5]
    assert Message.objects.get(pk=said.pk).counts == {"🌸": 4}


def test_what_is_edited_and_removed_at_once_is_gone(aizada, network, say):
    for _ in range(6):
        said = say(aizada, network, "Алдын")
        at_once(
            lambda said=said: edit_message(aizada, network.pk, said.pk, uuid4(), "Кийин"),
            lambda said=said: remove_message(aizada, network.pk, said.pk, uuid4()),
        )
        assert Message.objects.get(pk=said.pk).body == ""


def test_what_is_changed_and_answered_at_once_is_both(aizada, begimai, network, say):
    said = say(aizada, network, "Ким барат?")

    def change():
        for turn in range(15):
            edit_message(aizada, network.pk, said.pk, uuid4(), f"Ким барат? {turn}")

    def sign():
        for turn in range(15):
            react(begimai, network.pk, said.pk, uuid4(), "🌸", turn % 2 == 0)

    def answer():
        for _ in range(15):
            post_message(begimai, network.pk, uuid4(), "Мен", reply_to=said.pk)

    assert at_once(change, sign, answer, answer) == [None] * 4
    assert Entry.objects.filter(stream=network.stream).count() == 1 + 4 * 15


def test_nothing_is_said_after_she_was_shown_out(aizada, coordinator, osh):
    for _ in range(8):
        at_once(
            *[lambda: [post_message(aizada, osh.pk, uuid4(), "Дагы") for _ in range(6)]] * 3,
            lambda: remove_member(coordinator, osh.pk, aizada.pk),
        )
        removed = Entry.objects.filter(stream=osh.stream, fact="chat.member.removed").latest("seq")
        assert not Entry.objects.filter(stream=osh.stream, seq__gt=removed.seq).exists()
        put_back_member(coordinator, osh.pk, aizada.pk)


def test_two_who_open_their_room_at_once_share_it(aizada, begimai):
    rooms = at_once(lambda: open_direct(aizada, begimai.pk), lambda: open_direct(begimai, aizada.pk))
    assert rooms[0] == rooms[1]
    assert Room.objects.filter(kind="direct").count() == 1
    assert Seat.objects.filter(room=rooms[0]).count() == 2


def test_reading_on_two_phones_at_once_keeps_the_furthest(aizada, begimai, network, say):
    for _ in range(4):
        say(begimai, network)
    at_once(*[lambda upto=upto: mark_read(aizada, network.pk, upto) for upto in (2, 4, 1, 3)])
    assert Seat.objects.get(room=network, member=aizada).read_upto == 4


def test_a_seat_taken_or_given_back_twice_at_once_is_told_once(begimai, sewing):
    for turn in range(1, 6):
        joined = at_once(*[lambda: join_room(begimai, sewing.pk)] * 4)
        left = at_once(*[lambda: leave_room(begimai, sewing.pk)] * 4)
        assert [sorted(map(bool, seqs)) for seqs in (joined, left)] == [[False, False, False, True]] * 2
        assert Entry.objects.filter(stream=sewing.stream).count() == 2 * turn


def test_who_writes_while_she_leaves_is_in_the_room_if_she_wrote_after(begimai, sewing):
    for _ in range(8):
        join_room(begimai, sewing.pk)
        at_once(lambda: leave_room(begimai, sewing.pk), lambda: post_message(begimai, sewing.pk, uuid4(), "Дагы"))
        last = Entry.objects.filter(stream=sewing.stream).latest("seq")
        sits = Seat.objects.get(room=sewing, member=begimai).left_at is None
        assert sits == (last.fact == "chat.message.posted")


def test_a_sign_given_twice_at_once_counts_once(aizada, begimai, network, say):
    said = say(aizada, network)
    seqs = at_once(*[lambda: react(begimai, network.pk, said.pk, uuid4(), "🌸", True)] * 4)
    assert sorted(map(bool, seqs)) == [False, False, False, True]
    assert Message.objects.get(pk=said.pk).counts == {"🌸": 1}


def test_two_who_put_it_better_at_once_agree_with_the_last_fact(aizada, network, say, frames):
    said = say(aizada, network)
    at_once(*[lambda turn=turn: edit_message(aizada, network.pk, said.pk, uuid4(), f"Сөз {turn}") for turn in range(4)])
    assert len(frames(network)) == 5
    assert Message.objects.get(pk=said.pk).body in frames(network)[-1]["data"]["html"]


def test_a_room_asked_for_twice_at_once_is_opened_once(coordinator):
    rooms = at_once(*[lambda: make_room(coordinator, {"ky": "Кийиз басуу"})] * 4)
    assert len(set(rooms)) == 1
    assert Room.objects.filter(made_by=coordinator).count() == 1


def test_one_key_in_two_rooms_at_once_is_one_message(aizada, network, osh):
    for _ in range(6):
        key = uuid4()
        answers = at_once(
            *[lambda room=room, key=key: post_messages([Draft(aizada, room.pk, key, "Бир")])[0] for room in (network, osh, network, osh)]
        )
        assert Message.objects.filter(key=key).count() == 1
        assert sorted("invalid" if isinstance(answer, Refused) else "seq" for answer in answers) == ["invalid", "invalid", "seq", "seq"]
