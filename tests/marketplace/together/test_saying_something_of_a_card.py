"""What is said of a card on its page: too late, too much, or of what another has said meanwhile; her words stay."""

from datetime import date

import pytest

from marketplace.boards.actions import Saying, change_card
from marketplace.boards.models import Card

pytestmark = pytest.mark.django_db


def asked(page):
    """What a browser would send of the form that says something of a card."""
    form = page.context["form"]
    shown = {field.html_name: field.value() for field in form}
    first = {field.html_initial_name: form.data.get(field.html_initial_name, field.value()) for field in form if field.name != "version"}
    return {name: "" if value is None else str(value) for name, value in {**first, **shown}.items()}


def test_an_edit_that_comes_too_late_keeps_her_words(cast, board, hers):
    address, _, cards = board
    change_card(cast["begimai"], cards[0].pk, Saying(title="Биринчи", words="Бегимай жазды"), 1)
    said = {"title": "Меники", "words": "Айзада жазды", "version": "1"}
    late = hers.post(f"{address}cards/{cards[0].pk}/", said)
    page = late.content.decode()
    assert late.status_code == 409
    assert "Another was first" in page
    assert "Бегимай жазды" in page
    assert "Айзада жазды" in page
    assert Card.objects.get(pk=cards[0].pk).words == "Бегимай жазды"
    assert hers.post(f"{address}cards/{cards[0].pk}/", {**said, "version": late.context["form"]["version"].value()}).status_code == 303
    assert Card.objects.get(pk=cards[0].pk).words == "Айзада жазды"


def test_what_she_left_alone_is_no_older_word_over_anothers(cast, board, hers):
    address, _, cards = board
    of_hers = asked(hers.get(f"{address}cards/{cards[0].pk}/"))
    theirs = Saying(words="Кызыл атлас", due_on=date(2027, 1, 5), planned=700_000)
    change_card(cast["begimai"], cards[0].pk, theirs, 1)
    late = hers.post(f"{address}cards/{cards[0].pk}/", {**of_hers, "title": "Меники"})
    assert late.status_code == 409
    assert hers.post(f"{address}cards/{cards[0].pk}/", asked(late)).status_code == 303
    card = Card.objects.get(pk=cards[0].pk)
    assert (card.title, card.words, str(card.due_on), card.planned) == ("Меники", "Кызыл атлас", "2027-01-05", 700_000)


def test_what_both_changed_is_hers_once_she_has_seen_the_others(cast, board, hers):
    address, _, cards = board
    of_hers = asked(hers.get(f"{address}cards/{cards[0].pk}/"))
    change_card(cast["begimai"], cards[0].pk, Saying(words="Кызыл атлас", planned=700_000), 1)
    late = hers.post(f"{address}cards/{cards[0].pk}/", {**of_hers, "words": "Көк атлас\r\nже жашыл"})
    assert "Кызыл атлас" in late.content.decode()
    hers.post(f"{address}cards/{cards[0].pk}/", {**asked(late), "planned": ""})
    card = Card.objects.get(pk=cards[0].pk)
    assert (card.words, card.planned) == ("Көк атлас\nже жашыл", None)


@pytest.mark.parametrize(
    ("name", "typed"),
    [("title", ""), ("title", "12"), ("due_on", "2026-02-31"), ("planned", "-1"), ("actual", "көп"), ("words", "м" * 2001)],
)
def test_what_cannot_be_is_said_beside_its_field(name, typed, board, hers):
    address, _, cards = board
    answer = hers.post(f"{address}cards/{cards[0].pk}/", {"title": "Бир", "version": 1, name: typed})
    assert answer.status_code == 422
    assert answer.context["form"].errors[name]
    assert typed in answer.content.decode()
    assert Card.objects.get(pk=cards[0].pk).version == 1


def test_money_day_and_emptying_are_kept(board, hers):
    address, _, cards = board
    said = {"title": "Бир", "due_on": "2027-01-05", "planned": "32 000", "actual": "", "version": 1}
    hers.post(f"{address}cards/{cards[0].pk}/", said)
    card = Card.objects.get(pk=cards[0].pk)
    assert (str(card.due_on), card.planned, card.actual) == ("2027-01-05", 3_200_000, None)
    seen = {"initial-title": "Бир", "initial-due_on": "2027-01-05", "initial-planned": "32000"}
    hers.post(f"{address}cards/{cards[0].pk}/", {"title": "Бир", "version": 2, **seen})
    card.refresh_from_db()
    assert (card.due_on, card.planned) == (None, None)
