"""A card from a message: by who talks there and works on the board, once of each message, in the words that were said."""

from uuid import uuid4

import pytest

from chat.actions import ensure_rooms, open_direct, post_message, remove_message
from chat.models import Message, Room
from commons.journal.reading import read
from commons.journal.refusals import Refused
from commons.people.actions import block
from marketplace.boards.actions import card_from_message
from marketplace.boards.models import Card
from tests.racing import at_once, committing

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db]
WORDS = "Анда бирге заказ кылалы! 20 кило керек\nБаткенден, киреси менен"


@pytest.fixture
def room(db):
    """Where the women of every lab who sew talk."""
    ensure_rooms()
    return Room.objects.get(craft__slug="sewing")


@pytest.fixture
def said(room, begimai):
    """What Begimai said there, or another: `said(WORDS)` gives the message."""

    def say(words=WORDS, by=begimai, where=room):
        return Message.objects.get(room=where, seq=post_message(by, where.pk, uuid4(), words))

    return say


def test_its_first_line_is_the_title_and_it_knows_where_it_came_from(aizada, venture, room, said, columns):
    made, message = venture(), said()
    card = card_from_message(aizada, made.pk, room.pk, message.pk)
    assert (card.title, card.words, card.column) == (WORDS.split("\n")[0], WORDS, columns(made)[0])
    assert (card.room, card.message) == (room.pk, message.pk)
    told = read(made.stream, 0)[-1]
    assert (told.data["room"], told.data["message"]) == (room.pk, message.pk)
    assert card_from_message(aizada, made.pk, room.pk, message.pk) == card
    assert card_from_message(aizada, made.pk, room.pk, said("к" * 200).pk).title == "к" * 79 + "…"
    assert card_from_message(aizada, made.pk, room.pk, said("Кыска").pk).words == ""


def test_of_a_message_without_words_its_card_says_where_it_came_from(aizada, venture, room, said):
    message = said()
    Message.objects.filter(pk=message.pk).update(body="", has_pictures=True)
    card = card_from_message(aizada, venture().pk, room.pk, message.pk)
    assert (card.title, card.words, card.message) == ("Билдирүүдөн", "", message.pk)


def test_who_works_there_and_talks_there_makes_one(cast, venture, comes, room, said, who_may):
    made, osh, message = venture(), Room.objects.get(kind="lab", lab=cast["aizada"].lab), said()
    comes(made, cast["begimai"])
    comes(made, cast["trusted"], role="guest")

    def try_it(woman):
        Card.objects.all().delete()
        card_from_message(woman, made.pk, room.pk, message.pk)

    assert who_may(try_it) == {"aizada", "begimai", "trusted"}
    with pytest.raises(Refused, match="forbidden"):
        card_from_message(cast["begimai"], made.pk, osh.pk, said(by=cast["aizada"], where=osh).pk)


def test_of_what_is_not_there_or_not_for_her_none_is_made(aizada, begimai, trusted, venture, room, said):
    """What was said elsewhere, was removed, was never said, was said between two, or by whom she doesn't meet."""
    osh, two = Room.objects.get(kind="lab", lab=aizada.lab), open_direct(aizada, begimai.pk)
    gone = said()
    remove_message(begimai, room.pk, gone.pk, uuid4())
    wrong = [(room, said(by=aizada, where=osh).pk), (room, gone.pk), (room, 999_999), (two, said(where=two).pk)]
    hers = said(by=trusted)
    block(aizada, trusted)
    for where, message in [*wrong, (room, hers.pk)]:
        with pytest.raises(Refused, match="forbidden"):
            card_from_message(aizada, venture().pk, where.pk, message)
    assert not Card.objects.exists()


@pytest.mark.parametrize("words", ["12 345", "к" * 2_001])
def test_what_says_nothing_is_refused_in_words(aizada, venture, room, said, words):
    with pytest.raises(Refused, match=r"invalid|too_long") as refused:
        card_from_message(aizada, venture().pk, room.pk, said(words).pk)
    assert str(refused.value.message)
    assert not Card.objects.exists()


@committing
def test_two_tap_at_once_and_there_is_one(aizada, begimai, venture, comes, room, said):
    made, message = venture(), said()
    comes(made, begimai)
    results = at_once(*[lambda by=by: card_from_message(by, made.pk, room.pk, message.pk) for by in (aizada, begimai)] * 2)
    assert {one.pk for one in results} == {Card.objects.get().pk}
