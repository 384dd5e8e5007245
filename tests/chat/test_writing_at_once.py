"""Many at the same moment, on real threads with connections of their own: nothing lost, nothing doubled, no gap."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection

from chat.actions import (
    Draft,
    edit_message,
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

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]


def at_once(*works):
    """Run all of them at the same moment; the results, or what they raised."""
    barrier = Barrier(len(works))

    def run(work):
        try:
            barrier.wait(10)
            return work()
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


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
