"""Money as pictures: two bars of one length, hers first; a year of twelve months to one scale, told in a table, too."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from commons.people import demo_clock
from commons.people.models import Member
from marketplace.ledger.actions import record_cost
from marketplace.ledger.drawing import HIGHEST, LEAST, WIDTH, held_drawn, owned_drawn, year_drawn
from marketplace.ledger.reading import Balance, Book, Year, YearsMonth

WOMEN = [Member(pk=pk, name=name) for pk, name in enumerate(("Айзада", "Бегимай", "Чолпон"), 1)]


def book(*sums, undivided=0):
    return Book([Balance(woman, hers, holds) for woman, (hers, holds) in zip(WOMEN, sums, strict=True)], undivided)


def end(pieces):
    return pieces[-1].x + pieces[-1].width


def test_both_bars_are_of_one_length_and_hers_comes_first():
    drawn = book((100, 1_000_000), (300_000, 0), (400_000, 0), undivided=299_900)
    held, owned = held_drawn(drawn, WOMEN[1]), owned_drawn(drawn, WOMEN[1])
    assert end(held) == end(owned) == WIDTH
    assert [piece.member for piece in owned] == [WOMEN[1], WOMEN[2], WOMEN[0], None]
    assert [piece.dye for piece in owned] == [2, 3, 1, "nobodys"]
    assert min(piece.width for piece in owned) >= LEAST


def test_who_owes_has_no_piece_and_nothing_is_drawn_of_nothing():
    drawn = book((-200, 0), (1_200, 1_000), (0, 0))
    assert [piece.member for piece in owned_drawn(drawn, WOMEN[0])] == [WOMEN[1]]
    assert end(held_drawn(drawn, WOMEN[0])) < end(owned_drawn(drawn, WOMEN[0])) == WIDTH
    assert held_drawn(book((0, 0), (0, 0), (0, 0)), WOMEN[0]) == []


def test_a_years_months_are_to_one_scale():
    months = [YearsMonth(date(2026, number, 1), sold=number * 1_000, spent=500 if number == 12 else 0) for number in range(1, 13)]
    drawn = year_drawn(Year(months, {}))
    assert [one.up for one in drawn.months][5::6] == [HIGHEST // 2, HIGHEST]
    assert (drawn.months[-1].down, drawn.months[-1].mark) == (4, -80)
    assert end_of(drawn) <= WIDTH
    assert year_drawn(Year([YearsMonth(one.month) for one in months], {})).months == []


def end_of(drawn):
    return drawn.months[-1].to


@pytest.mark.django_db
def test_the_year_stands_on_the_ventures_page_and_another_can_be_chosen(earned, venture, money, phone_of):
    begimai = earned[1]
    with demo_clock.at(datetime(2025, 5, 15, tzinfo=UTC)):
        record_cost(begimai, venture.pk, 33_300, "Жип", uuid4())
    page = money.removesuffix("money/")
    words = phone_of(begimai).get(page).content.decode()
    assert 'class="year__drawn"' in words
    assert "4,800 som" in words
    assert 'href="?year=2025#year"' in words
    last = phone_of(begimai).get(f"{page}?year=2025").content.decode()
    assert f'data-address="{page}now/?year=2025"' in last  # what changes while she looks at it leaves it there
    assert "Our year 2025" in last
    assert '<th scope="row">May</th><td>0</td><td>333</td><td>−333</td>' in last
    assert phone_of(begimai).get(f"{page}?year=1999").status_code == 200
