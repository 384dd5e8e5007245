"""A board is read in as few queries however many cards there are, quickly, with its sums."""

from time import perf_counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from marketplace.boards.board import board_of, card_of, comments_on, whole_board_of
from marketplace.boards.models import Card, CardMember, CheckItem, Comment

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db]
MOST_MS = 150


@pytest.fixture
def full(aizada, venture, columns):
    """A venture with so many cards, most of them in the first column: `full(2_000)`."""

    def give(cards):
        made = venture()
        laid = columns(made)
        rows = [
            Card(venture=made, column=laid[max(0, n % 10 - 7)], position=(n + 1) * 1024, titles={"ky": f"Иш {n}"}, planned=100, actual=n)
            for n in range(cards)
        ]
        Card.objects.bulk_create(rows)
        CardMember.objects.bulk_create([CardMember(card=row, member=aizada) for row in rows[::2]])
        CheckItem.objects.bulk_create([CheckItem(card=row, words="Жип") for row in rows[::3]])
        Comment.objects.bulk_create([Comment(card=row, member=aizada, key=f"{n:032x}", words="Макул") for n, row in enumerate(rows[::4])])
        return made

    return give


def counted(read):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        board = read()
        for page in board.pages:
            shown = [(card.title, [one.member.name for one in card.women.all()], list(card.pictures.all())) for card in page.cards]
            assert all(title for title, *_ in shown)
    return board, len(queries)


@pytest.mark.parametrize("read", [board_of, whole_board_of])
def test_it_takes_as_few_queries_however_many_there_are(full, read):
    few, many = full(20), full(400)
    (_, with_few), (board, with_many) = counted(lambda: read(few)), counted(lambda: read(many))
    assert with_few == with_many <= 5
    assert sum(column.n for column in board.columns) == 400


def test_its_sums_are_those_of_its_columns(full):
    board = board_of(full(100))
    assert [column.n for column in board.columns] == [80, 10, 10]
    assert [column.planned for column in board.columns] == [8_000, 1_000, 1_000]
    assert sum(column.actual for column in board.columns) == sum(range(100))


def test_a_column_is_read_page_by_page(full):
    made = full(200)
    first = made.columns.first()
    seen, after, pages = [], None, 0
    while pages == 0 or after is not None:
        (page,) = board_of(made, first.pk, after).pages
        seen += [card.pk for card in page.cards]
        after, pages = page.next, pages + 1
    assert seen == list(Card.objects.standing().filter(column=first).values_list("pk", flat=True))
    assert pages == 6
    assert board_of(made, 0) is None


def test_a_wide_window_shows_the_first_of_every_column(full):
    board = whole_board_of(full(200), 15)
    assert [len(page.cards) for page in board.pages] == [15, 15, 15]
    assert [page.next is not None for page in board.pages] == [True, True, True]
    assert board.pages[0].cards[0].title == "Иш 0"


@pytest.mark.parametrize("read", [board_of, whole_board_of])
def test_two_thousand_cards_are_read_at_once(full, read):
    made = full(2_000)
    took = []
    for _ in range(3):
        began = perf_counter()
        counted(lambda: read(made))
        took.append((perf_counter() - began) * 1000)
    assert min(took) <= MOST_MS, took


def test_a_card_is_read_with_what_is_beside_it(full):
    made = full(13)
    card = card_of(made, Card.objects.filter(venture=made).order_by("position")[12].pk)
    assert (card.items, card.items_done, card.said) == (1, 0, 1)
    assert [one.words for one in comments_on(card)] == ["Макул"]
    assert card_of(made, 0) is None
    assert card_of(full(1), card.pk) is None
