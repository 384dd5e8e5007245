"""A card from a message: by who talks there and works on the board, once of each message."""

import pytest

from chat.actions import ensure_rooms
from chat.models import Room
from commons.journal.reading import read
from commons.journal.refusals import Refused
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


def test_its_first_line_is_the_title_and_it_knows_where_it_came_from(aizada, venture, room, columns):
    made = venture()
    card = card_from_message(aizada, made.pk, room.pk, 7, WORDS)
    assert (card.title, card.words, card.column) == (WORDS.split("\n")[0], WORDS, columns(made)[0])
    assert (card.room, card.message) == (room.pk, 7)
    told = read(made.stream, 0)[-1]
    assert (told.data["room"], told.data["message"]) == (room.pk, 7)
    assert card_from_message(aizada, made.pk, room.pk, 7, "Башка") == card
    assert card_from_message(aizada, made.pk, room.pk, 8, "к" * 200).title == "к" * 79 + "…"
    assert card_from_message(aizada, made.pk, room.pk, 9, "Кыска").words == ""


def test_who_works_there_and_talks_there_makes_one(cast, venture, comes, room, who_may):
    made, osh = venture(), Room.objects.get(kind="lab", lab=cast["aizada"].lab)
    comes(made, cast["begimai"])
    comes(made, cast["trusted"], role="guest")

    def try_it(woman):
        Card.objects.all().delete()
        card_from_message(woman, made.pk, room.pk, 7, WORDS)

    assert who_may(try_it) == {"aizada", "begimai", "trusted"}
    with pytest.raises(Refused, match="forbidden"):
        card_from_message(cast["begimai"], made.pk, osh.pk, 7, WORDS)


@pytest.mark.parametrize("words", ["", " \n ", "12 345", "к" * 2_001])
def test_what_says_nothing_is_refused_in_words(aizada, venture, room, words):
    with pytest.raises(Refused, match=r"invalid|too_long") as refused:
        card_from_message(aizada, venture().pk, room.pk, 7, words)
    assert str(refused.value.message)
    assert not Card.objects.exists()


@committing
def test_two_tap_at_once_and_there_is_one(aizada, begimai, venture, comes, room):
    made = venture()
    comes(made, begimai)
    results = at_once(*[lambda by=by: card_from_message(by, made.pk, room.pk, 7, WORDS) for by in (aizada, begimai)] * 2)
    assert {one.pk for one in results} == {Card.objects.get().pk}
