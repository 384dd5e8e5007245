"""Cards and columns: made, said of, ticked, assigned, spoken of, archived; and by whom each."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone, translation

from commons.journal.models import Entry
from commons.journal.presenting import present
from commons.journal.reading import read
from commons.journal.refusals import Refused
from marketplace.boards.actions import (
    Plan,
    Saying,
    add_column,
    add_item,
    archive_card,
    assign_card,
    change_card,
    close_venture,
    comment_card,
    found_venture,
    leave_venture,
    make_card,
    move_card,
    move_column,
    remove_card_picture,
    remove_column,
    remove_comment,
    remove_item,
    rename_column,
    restore_card,
    say_card,
    show_pictures,
    tick_item,
)
from marketplace.boards.beginnings import TEMPLATES
from marketplace.boards.board import board_of
from marketplace.boards.models import Card, Column, Comment
from marketplace.boards.refusals import CardStale
from tests.racing import at_once, committing

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db]


def facts(venture):
    return [entry.fact.removeprefix("marketplace.") for entry in read(venture.stream, 0)]


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_board_begins_with_what_its_kind_needs_in_every_language(venture, template):
    made = venture(template=template)
    laid = list(made.columns.all())
    assert 3 <= len(laid) <= 4
    assert made.cards.count() == sum(len(column.cards) for column in TEMPLATES[template].columns)
    for one in [*laid, *made.cards.all()]:
        assert set(one.titles) == {"ky", "ru", "uz-cyrl", "en"}
        assert len(set(one.titles.values())) == 4, one.titles
    assert [card.position for card in laid[0].cards.order_by("position")] == [1024 * n for n in range(1, laid[0].cards.count() + 1)]


def test_a_template_nobody_knows_is_refused(aizada):
    with pytest.raises(Refused, match="invalid"):
        found_venture(aizada, Plan({"ky": "Той"}), uuid4(), "circus")


def test_a_card_is_made_in_her_language_and_said_of(aizada, venture, columns, put):
    first = columns(venture())[0]
    with translation.override("ru"):
        card = put(first, "Купить ткань", words="Два рулона\nсиний", planned=320_000)
    assert (card.titles, card.words, card.planned, card.version) == ({"ru": "Купить ткань"}, "Два рулона\nсиний", 320_000, 1)
    soon = timezone.localdate() + timedelta(days=3)
    changed = change_card(aizada, card.pk, Saying(due_on=soon, actual=300_000, empties=frozenset({"planned"})), 1)
    assert (changed.due_on, changed.actual, changed.planned, changed.version) == (soon, 300_000, None, 2)
    (entry,) = Entry.objects.filter(stream=card.venture.stream, fact="marketplace.card.changed")
    (told_,) = present([entry], "ky")
    assert told_["data"] == {"type": "card", "card": card.pk, "column": first.pk, "version": 2}


def test_what_is_stale_brings_the_fresh_card_and_changes_nothing(aizada, venture, columns, put):
    card = put(columns(venture())[0])
    change_card(aizada, card.pk, Saying(title="Биринчи"), 1)
    for deed in (lambda: change_card(aizada, card.pk, Saying(title="Экинчи"), 1), lambda: archive_card(aizada, card.pk, 1)):
        with pytest.raises(CardStale) as stale:
            deed()
        assert (stale.value.code, stale.value.card.title, stale.value.card.version) == ("conflict", "Биринчи", 2)


@pytest.mark.parametrize(
    "said",
    [
        {"title": ""},
        {"title": " "},
        {"title": "2026"},
        {"title": "к" * 81},
        {"words": "к" * 2_001},
        {"planned": -1},
        {"actual": 1_000_000_001},
        {"due_on": timezone.localdate() + timedelta(days=2_000)},
    ],
)
def test_what_cannot_be_is_refused_in_words(aizada, venture, columns, put, said):
    card = put(columns(venture())[0])
    for deed in (
        lambda: change_card(aizada, card.pk, Saying(**said), 1),
        lambda: make_card(aizada, card.column_id, Saying(**{"title": "Той", **said}), uuid4()),
    ):
        with pytest.raises(Refused, match=r"invalid|too_long") as refused:
            deed()
        assert str(refused.value.message)
    assert (Card.objects.get().version, Card.objects.count()) == (1, 1)


def test_html_stays_words(venture, columns, put):
    assert put(columns(venture())[0], "<script>alert(1)</script> той").title == "<script>alert(1)</script> той"


DEEDS = {
    "make": lambda by, card, item, comment: make_card(by, card.column_id, Saying(title="Той"), uuid4()),
    "change": lambda by, card, item, comment: change_card(by, card.pk, Saying(title="Той"), card.version),
    "move": lambda by, card, item, comment: move_card(by, card.pk, card.column_id, None, card.version),
    "archive": lambda by, card, item, comment: restore_card(by, card.pk, archive_card(by, card.pk, card.version).version),
    "item": lambda by, card, item, comment: remove_item(by, add_item(by, card.pk, "Жип").pk),
    "tick": lambda by, card, item, comment: tick_item(by, item.pk, True),
    "assign": lambda by, card, item, comment: assign_card(by, card.pk, card.made_by_id),
    "comment": lambda by, card, item, comment: comment_card(by, card.pk, "Макул", uuid4()),
    "column": lambda by, card, item, comment: remove_column(by, add_column(by, card.venture_id, "Кийин").pk),
    "rename": lambda by, card, item, comment: rename_column(by, card.column_id, "Азыр"),
    "move column": lambda by, card, item, comment: move_column(by, card.column_id, 2),
    "remove comment": lambda by, card, item, comment: remove_comment(by, comment.pk),
    "picture": lambda by, card, item, comment: show_pictures(by, card.pk, []),
    "voice": lambda by, card, item, comment: say_card(by, card.pk, None),
    "remove picture": lambda by, card, item, comment: remove_card_picture(by, card.pk, 0),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_who_works_in_it_writes_and_nobody_else(cast, venture, comes, columns, put, who_may, deed):
    made = venture()
    comes(made, cast["begimai"], cast["ambassador"])
    comes(made, cast["trusted"], role="guest")
    comes(made, cast["mentor"], role="steward")
    leave_venture(cast["ambassador"], made.pk)
    card = put(columns(made)[1], by=cast["begimai"])
    item, comment = add_item(cast["begimai"], card.pk, "Жип"), comment_card(cast["begimai"], card.pk, "Макул", uuid4())
    may = who_may(lambda woman: DEEDS[deed](woman, Card.objects.get(pk=card.pk), item, comment))
    assert may == {"aizada", "mentor", "begimai"}


def test_a_guest_adds_to_the_first_column_alone(trusted, venture, comes, columns, put):
    made = venture()
    comes(made, trusted, role="guest")
    first, second, _ = columns(made)
    card = put(first, "Мен да жардам берем", by=trusted)
    with pytest.raises(Refused, match="forbidden"):
        put(second, by=trusted)
    with pytest.raises(Refused, match="forbidden"):
        change_card(trusted, card.pk, Saying(title="Той"), 1)


def test_what_is_closed_is_only_read(aizada, venture, columns, put, again):
    made = venture()
    card = put(columns(made)[0])
    item = add_item(aizada, card.pk, "Жип")
    comment = comment_card(aizada, card.pk, "Макул", uuid4())
    close_venture(aizada, made.pk, again(made).version)
    for name, deed in DEEDS.items():
        with pytest.raises(Refused, match="read_only"):
            deed(aizada, again(card), item, comment)
        assert name


def test_what_was_archived_is_kept_and_comes_back_last(aizada, venture, columns, put):
    first = columns(venture())[0]
    one, two = put(first, "Бир"), put(first, "Эки")
    archive_card(aizada, one.pk, 1)
    assert [card.title for card in board_of(first.venture).pages[0].cards] == ["Эки"]
    with pytest.raises(CardStale):
        change_card(aizada, one.pk, Saying(title="Үч"), 2)
    three = put(first, "Үч")
    restore_card(aizada, one.pk, 2)
    assert [card.pk for card in board_of(first.venture).pages[0].cards] == [two.pk, three.pk, one.pk]


def test_columns_are_added_renamed_moved_and_taken_away_empty(aizada, venture, columns, put):
    made = venture()
    first, second, third = columns(made)
    fourth = add_column(aizada, made.pk, "Кийин")
    assert columns(made) == [first, second, third, fourth]
    move_column(aizada, fourth.pk, 1)
    assert columns(made) == [fourth, first, second, third]
    rename_column(aizada, fourth.pk, "Азыр")
    card = put(fourth)
    with pytest.raises(Refused, match="invalid"):
        remove_column(aizada, fourth.pk)
    archive_card(aizada, card.pk, 1)
    remove_column(aizada, fourth.pk)
    assert (columns(made), Card.objects.get().column) == ([first, second, third], first)
    for n in range(9):
        add_column(aizada, made.pk, f"Кийин {n}")
    with pytest.raises(Refused, match="invalid"):
        add_column(aizada, made.pk, "Дагы")
    for column in columns(made)[1:]:
        remove_column(aizada, column.pk)
    with pytest.raises(Refused, match="invalid"):
        remove_column(aizada, first.pk)


def test_by_the_same_key_there_is_one(aizada, begimai, venture, comes, columns):
    made = venture()
    comes(made, begimai)
    key, first = uuid4(), columns(made)[0]
    card = make_card(aizada, first.pk, Saying(title="Той"), key)
    assert make_card(aizada, first.pk, Saying(title="Той"), key) == card
    with pytest.raises(Refused, match="invalid"):
        make_card(begimai, first.pk, Saying(title="Той"), key)
    assert comment_card(aizada, card.pk, "Макул", key) == comment_card(aizada, card.pk, "Макул", key)
    assert (Card.objects.count(), Comment.objects.count()) == (1, 1)


def test_there_is_an_end_to_cards(venture, columns, put, monkeypatch):
    monkeypatch.setattr("marketplace.boards.actions.cards.MOST_CARDS", 1)
    first = columns(venture())[0]
    put(first)
    with pytest.raises(Refused, match="invalid"):
        put(first)


@committing
def test_a_column_is_taken_away_while_a_card_comes_and_none_is_lost(aizada, venture, columns, put):
    for _ in range(5):
        made = venture()
        last = columns(made)[-1]
        results = at_once(lambda to=last: put(to), lambda to=last: remove_column(aizada, to.pk))
        assert sum(isinstance(one, Refused) for one in results) == 1, results
        assert Card.objects.filter(venture=made).count() == Column.objects.filter(pk=last.pk).count()


@committing
def test_her_second_tap_makes_nothing_more(aizada, venture, columns):
    key, first = uuid4(), columns(venture())[0]
    results = at_once(*[lambda: make_card(aizada, first.pk, Saying(title="Той"), key)] * 4)
    card = Card.objects.get()
    assert {one.pk for one in results} == {card.pk}
    results = at_once(*[lambda: comment_card(aizada, card.pk, "Макул", key)] * 4)
    assert {one.pk for one in results} == {Comment.objects.get().pk}
