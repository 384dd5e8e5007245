"""Cards change places: after the one she says, each exactly once, however many do it at the same moment; what is stale is refused."""

import random
from collections import Counter

import pytest
from django.db import connection

from commons.journal.reading import head, read
from commons.journal.refusals import Refused
from marketplace.boards.actions import archive_card, move_card
from marketplace.boards.models import Card, Column, Venture
from marketplace.boards.refusals import CardStale
from tests.racing import at_once, committing

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db]
THREADS, MOVES = 20, 100


def order_in(column):
    return list(Card.objects.standing().filter(column=column).values_list("pk", flat=True))


@pytest.fixture
def three(venture, columns, put):
    """A column with three cards, and one without any."""
    first, second, _ = columns(venture())
    return first, second, [put(first, title) for title in ("Бир", "Эки", "Үч")]


def test_a_card_stands_where_she_says(aizada, three):
    first, second, (one, two, three_) = three
    move_card(aizada, three_.pk, first.pk, None, 1)
    assert order_in(first) == [three_.pk, one.pk, two.pk]
    move_card(aizada, three_.pk, first.pk, one.pk, 2)
    assert order_in(first) == [one.pk, three_.pk, two.pk]
    moved = move_card(aizada, one.pk, second.pk, None, 1)
    assert (order_in(first), order_in(second), moved.column, moved.version) == ([three_.pk, two.pk], [one.pk], second, 2)
    told = read(moved.venture.stream, 0)[-1]
    assert (told.fact, told.data["before"], told.data["column"], told.data["version"]) == ("marketplace.card.moved", first.pk, second.pk, 2)


def test_where_it_stands_already_nothing_happens(aizada, three):
    first, _, (one, two, _three) = three
    before = head(two.venture.stream)
    assert move_card(aizada, two.pk, first.pk, one.pk, 1).version == 1
    assert move_card(aizada, one.pk, first.pk, None, 1).version == 1
    assert head(two.venture.stream) == before


def test_what_is_stale_is_refused_with_the_fresh_card(aizada, three):
    first, second, (one, two, _) = three
    move_card(aizada, one.pk, second.pk, None, 1)
    for column, after, version in ((first, None, 1), (first, one.pk, 1)):
        with pytest.raises(CardStale) as stale:
            move_card(aizada, one.pk, column.pk, after, version)
        assert (stale.value.card.column, stale.value.card.version) == (second, 2)
    with pytest.raises(CardStale):  # the one it is to follow has gone elsewhere
        move_card(aizada, two.pk, first.pk, one.pk, 1)
    archive_card(aizada, two.pk, 1)
    with pytest.raises(CardStale):
        move_card(aizada, two.pk, first.pk, None, 2)
    with pytest.raises(CardStale):
        move_card(aizada, two.pk, first.pk, two.pk, 2)


def test_to_a_column_of_elsewhere_nothing_moves(aizada, three, venture, columns):
    first, _, (one, *_others) = three
    elsewhere = columns(venture())[0]
    with pytest.raises(Refused, match="invalid"):
        move_card(aizada, one.pk, elsewhere.pk, None, 1)
    assert order_in(first)[0] == one.pk


def test_where_no_gap_is_left_all_get_new_ones(aizada, three):
    first, _, cards = three
    expected = [card.pk for card in cards]
    for _ in range(30):  # always between the first and the second: ten times there is room
        last = Card.objects.get(pk=expected[-1])
        move_card(aizada, last.pk, first.pk, expected[0], last.version)
        expected = [expected[0], expected[-1], *expected[1:-1]]
        assert order_in(first) == expected
    for _ in range(30):
        last = Card.objects.get(pk=expected[-1])
        move_card(aizada, last.pk, first.pk, None, last.version)
        expected = [expected[-1], *expected[:-1]]
        assert order_in(first) == expected


@committing
def test_twenty_women_move_two_thousand_times_and_every_card_is_there_once(make_member, aizada, venture, columns, comes, put):
    made = venture()
    women = [make_member(f"Айым {n}") for n in range(THREADS)]
    comes(made, *women)
    laid = columns(made)
    cards = [put(laid[n % 3], f"Иш {n}") for n in range(30)]
    began, base = head(made.stream), {card.pk: card.version for card in cards}

    def shove(woman, seed):
        chance, done = random.Random(seed), Counter()
        for _ in range(MOVES):
            seen = list(Card.objects.filter(venture=made, archived_at=None).values("pk", "column", "version"))
            card, column = chance.choice(seen), chance.choice(laid).pk
            there = [one["pk"] for one in seen if one["column"] == column and one["pk"] != card["pk"]]
            try:
                moved = move_card(woman, card["pk"], column, chance.choice([None, *there]), card["version"])
            except CardStale as stale:
                done["stale" if stale.card.pk == card["pk"] else "of another"] += 1
            else:
                done["moved" if moved.version > card["version"] else "here"] += 1
            connection.close()  # as a request does: others wait for it
        return done

    results = at_once(*[lambda woman=woman, n=n: shove(woman, n) for n, woman in enumerate(women)])
    assert [one for one in results if not isinstance(one, Counter)] == []
    total = sum(results, Counter())
    rows = list(Card.objects.filter(venture=made).values_list("pk", "column", "position", "version"))
    assert sorted(pk for pk, *_ in rows) == sorted(base)
    assert len({(column, position) for _, column, position, _ in rows}) == len(rows)
    assert sum(version - base[pk] for pk, _, _, version in rows) == total["moved"]
    told = read(made.stream, began, 5_000)
    assert [entry.fact for entry in told] == ["marketplace.card.moved"] * total["moved"]
    assert {entry.data["card"]: entry.data["version"] for entry in told} == {pk: v for pk, _, _, v in rows if v > base[pk]}
    assert total.total() == THREADS * MOVES
    assert total["of another"] == 0
    assert min(total["moved"], total["stale"]) > 0, (connection.vendor, total)


@committing
def test_two_move_the_same_card_at_once_and_one_wins(aizada, begimai, three, comes):
    first, second, (one, two, _) = three
    comes(one.venture, begimai)
    results = at_once(lambda: move_card(aizada, one.pk, second.pk, None, 1), lambda: move_card(begimai, one.pk, first.pk, two.pk, 1))
    assert sorted(type(one).__name__ for one in results) == ["Card", "CardStale"]
    (lost,) = [one for one in results if isinstance(one, CardStale)]
    assert lost.card.version == 2


@committing
def test_cards_cross_between_two_columns_and_nobody_waits_for_ever(aizada, begimai, three, comes, put):
    first, second, (one, *_others) = three
    comes(one.venture, begimai)
    for _ in range(10):
        here, there = put(first), put(second)
        results = at_once(
            lambda card=here: move_card(aizada, card.pk, second.pk, None, 1),
            lambda card=there: move_card(begimai, card.pk, first.pk, None, 1),
        )
        assert all(isinstance(one, Card) for one in results), results
    assert Column.objects.count() == 3
    assert Venture.objects.count() == 1
