"""Saying something: who may, what becomes of it, and that the same key says it once."""

import json
from uuid import uuid4

import pytest

from chat.actions import Draft, edit_message, open_direct, post_message, post_messages, remove_message
from chat.actions.posting import GONE
from chat.models import Message, Seat
from commons.journal.models import Entry, Receipt
from commons.journal.refusals import Refused
from commons.people.actions import block

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def test_what_one_says_is_a_fact_of_the_room(aizada, network, say, frames):
    said = say(aizada, network, "Саламатсызбы, кыздар!")
    [fact] = frames(network)
    assert (fact["fact"], fact["by"], fact["seq"]) == ("chat.message.posted", aizada.actor, said.seq)
    assert set(fact["data"]) == {"id", "key", "html"}
    assert (fact["data"]["id"], fact["data"]["key"]) == (said.pk, str(said.key))
    assert fact["data"]["html"].startswith(f'<li id="m-{said.pk}" data-seq="{said.seq}" data-by="{aizada.actor}"')
    assert "Саламатсызбы, кыздар!" in fact["data"]["html"]


def test_the_journal_keeps_ids_and_no_words(aizada, network, say):
    said = say(aizada, network, "Бул сөздөр журналда жок")
    assert Entry.objects.get(stream=network.stream).data == {"id": said.pk}


def test_an_answer_carries_a_reference_and_no_quoted_words(aizada, begimai, network, say, frames):
    asked = say(aizada, network, "Ким эртең Ошко барат?")
    say(begimai, network, "Мен барам", reply_to=asked)
    _, answer = frames(network)
    assert answer["data"]["reply_to"] == {"id": asked.pk, "by": aizada.actor}
    assert "Ким эртең" not in answer["data"]["html"]


@pytest.mark.parametrize("why", ["removed", "elsewhere", "blocked", "blocked by her", "nothing"])
def test_what_is_not_there_for_her_is_not_answered(aizada, begimai, network, osh, say, why):
    """All told alike, so that a block stays silent."""
    asked = say(aizada if why == "elsewhere" else begimai, osh if why == "elsewhere" else network, "Ким келет?")
    if why == "removed":
        remove_message(begimai, network.pk, asked.pk, uuid4())
    elif why.startswith("blocked"):
        block(*((aizada, begimai) if why == "blocked" else (begimai, aizada)))
    key = uuid4()
    with pytest.raises(Refused) as refusal:
        post_message(aizada, network.pk, key, "Мен", asked.pk if why != "nothing" else 10**9)
    assert (refusal.value.code, refusal.value.message) == ("invalid", GONE)
    assert post_message(aizada, network.pk, key, "Мен")


def test_she_answers_herself_and_each_her_own_in_one_batch(aizada, begimai, trusted, network, say):
    asked = say(begimai, network, "Ким келет?")
    own = say(aizada, network, "Ким?")
    block(trusted, begimai)
    drafts = [(aizada, asked), (aizada, own), (trusted, asked), (trusted, own)]
    answers = post_messages([Draft(who, network.pk, uuid4(), "Мен", what.pk) for who, what in drafts])
    assert [isinstance(answer, int) for answer in answers] == [True, True, False, True]


def test_a_message_of_60_characters_fits_in_650_bytes(aizada, network, say, frames):
    Message.objects.bulk_create([Message(pk=123_456, room=network, author=aizada, key=uuid4(), body="x", seq=99_999)])
    say(aizada, network, "Эртең саат ондо лабораторияда тигүү сабагы болот, келгиле!!!!!"[:60])
    frame = {"op": "facts", "stream": network.stream, "facts": frames(network)}
    assert len(json.dumps(frame, ensure_ascii=False, separators=(",", ":")).encode()) <= 650


def test_the_same_key_says_it_once_for_ever(aizada, network):
    key = uuid4()
    first = post_message(aizada, network.pk, key, "Бир жолу")
    post_message(aizada, network.pk, uuid4(), "Башкасы")
    assert post_message(aizada, network.pk, key, "Бир жолу") == first
    assert post_message(aizada, network.pk, key, "Башка сөз менен да") == first
    assert Message.objects.filter(room=network).count() == 2
    assert Receipt.objects.count() == 2


def test_a_key_that_served_elsewhere_is_invalid(aizada, network, osh, say, code):
    key = uuid4()
    post_message(aizada, network.pk, key, "Салам")
    said = Message.objects.get(key=key)
    assert code(post_message, aizada, osh.pk, key, "Салам") == "invalid"
    assert code(edit_message, aizada, network.pk, said.pk, key, "Салам!") == "invalid"


def test_two_women_may_happen_on_the_same_key(aizada, begimai, network):
    key = uuid4()
    assert post_message(aizada, network.pk, key, "Салам") != post_message(begimai, network.pk, key, "Салам")


def test_a_key_answers_even_after_she_was_shown_out(aizada, osh, code):
    key = uuid4()
    first = post_message(aizada, osh.pk, key, "Салам")
    Seat.objects.filter(room=osh, member=aizada).update(removed_at="2026-01-01T00:00:00Z")
    assert post_message(aizada, osh.pk, key, "Салам") == first
    assert code(post_message, aizada, osh.pk, uuid4(), "Дагы") == "forbidden"


def test_one_of_a_batch_is_refused_alone(aizada, suspended, network, say):
    answers = post_messages(
        [
            Draft(aizada, network.pk, uuid4(), "Биринчи"),
            Draft(suspended, network.pk, uuid4(), "Мага болбойт"),
            Draft(aizada, network.pk, uuid4(), " \u200b\n "),
            Draft(aizada, network.pk, uuid4(), "ж" * 4001),
            Draft(aizada, 999_999, uuid4(), "Жок бөлмө"),
            Draft(aizada, network.pk, uuid4(), "Акыркы"),
        ]
    )
    codes = [answer.code if isinstance(answer, Refused) else answer for answer in answers]
    assert codes == [1, "forbidden", "invalid", "too_long", "forbidden", 2]
    assert list(Message.objects.order_by("seq").values_list("seq", "body")) == [(1, "Биринчи"), (2, "Акыркы")]


def test_a_key_twice_in_a_batch_is_one_message(aizada, network, osh):
    key = uuid4()
    draft = Draft(aizada, network.pk, key, "Бир")
    first, again, elsewhere = post_messages([draft, draft, Draft(aizada, osh.pk, key, "Бир")])
    assert first == again
    assert elsewhere.code == "invalid"
    assert Message.objects.count() == 1


def test_an_answer_to_another_rooms_message_is_invalid(aizada, network, osh, say, code):
    elsewhere = say(aizada, osh)
    assert code(post_message, aizada, network.pk, uuid4(), "Ооба", elsewhere.pk) == "invalid"
    assert code(post_message, aizada, network.pk, uuid4(), "Ооба", 999_999) == "invalid"
    assert not Message.objects.filter(room=network).exists()


def test_a_large_batch_takes_as_many_queries_as_a_small_one(aizada, begimai, network, osh, django_assert_max_num_queries, say):
    say(aizada, network)
    say(begimai, network)
    say(aizada, osh)
    with django_assert_max_num_queries(18):
        post_messages(
            [
                Draft(who, where.pk, uuid4(), "Салам")
                for _ in range(85)
                for who, where in [(aizada, network), (begimai, network), (aizada, osh)]
            ]
        )
    assert Message.objects.filter(seq=None).count() == 0
    assert list(Message.objects.filter(room=network).order_by("id").values_list("seq", flat=True)) == list(range(1, 173))


def test_a_batch_among_pairs_asks_once_who_meets_whom(aizada, make_member, django_assert_max_num_queries):
    talks = [(woman, open_direct(woman, aizada.pk)) for woman in (make_member(f"Кыз {number}") for number in range(12))]
    with django_assert_max_num_queries(13 + len(talks)):  # the head of each stream is taken for itself
        post_messages([Draft(who, room.pk, uuid4(), "Салам") for woman, room in talks for who in (woman, aizada)])
    assert Message.objects.count() == 24


def test_who_writes_in_a_craft_room_takes_a_seat(begimai, sewing, say):
    say(begimai, sewing, "Кантип тигилет?")
    assert Seat.objects.get(room=sewing, member=begimai).left_at is None


def test_a_frames_message_is_what_the_template_says(aizada, network, osh, say, frames):
    from django.template.loader import render_to_string
    from django.utils import translation

    from commons.people.models import Member

    Member.objects.filter(pk=aizada.pk).update(name='<i>50% "Айзада"</i>')
    asked = say(aizada, network, "100% <даяр> https://wcl.kg/%d{x}\nэртең")
    say(aizada, network, "Ооба", reply_to=asked)
    for language in ("ky", "ru", "uz-cyrl", "en"):
        for fact in frames(network, language):
            message = Message.objects.shown().get(pk=fact["data"]["id"])
            with translation.override(language):
                assert fact["data"]["html"] == render_to_string("chat/_message.html", {"message": message}).strip()
