"""A year of her statement, or a month, whole and for paper: what was hers before, every line, and after; where it is cut it says so."""

import re
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from commons.people import demo_clock
from marketplace.ledger.actions import record_cost
from marketplace.ledger.reading import balance_of, sheets, statements

pytestmark = pytest.mark.django_db


@pytest.fixture
def sheet(money):
    return f"{money}statement/sheet/"


@pytest.fixture
def costs(earned, venture):
    """So many that Begimai paid on the fifteenth of a month: `costs(2025, 3, 5)`."""

    def pay(year, month, n):
        with demo_clock.at(datetime(year, month, 15, tzinfo=UTC)):
            for number in range(n):
                record_cost(earned[1], venture.pk, 40_000, f"Жип {year}-{month}-{number}", uuid4())

    return pay


def test_a_year_is_whole_though_a_page_holds_fifty(earned, venture, costs, sheet, money, phone_of):
    begimai = earned[1]
    costs(2025, 5, 1)
    costs(2026, 3, 40)
    page = phone_of(begimai).get(f"{sheet}?year=2026")
    rows, on_paper = [row for row, _, _ in page.context["lines"]], page.context["sheet"]
    assert statements.A_PAGE < len(rows) == 2 * 40 + 1
    assert [row.posting.pk for row in rows] == sorted(row.posting.pk for row in rows)
    assert on_paper.hers_before == 30_000
    assert rows[-1].by_then == on_paper.hers_after == balance_of(venture, begimai).hers
    assert not on_paper.is_cut
    words = page.content.decode()
    assert "print-page" in words
    assert "Only the first" not in words
    assert "Жип 2025" not in words
    before = phone_of(begimai).get(f"{sheet}?year=2025")
    assert [row.hers for row, _, _ in before.context["lines"]] == [40_000, -10_000]
    assert (before.context["sheet"].hers_before, before.context["sheet"].hers_after) == (0, 30_000)


def test_it_is_the_last_year_or_the_month_she_looked_at(earned, costs, sheet, phone_of):
    begimai = earned[1]
    costs(2025, 5, 1)
    browser = phone_of(begimai)
    last = browser.get(sheet).context["year"]
    assert last == browser.get(f"{sheet}?year=1999").context["year"] > 2025
    month = browser.get(f"{sheet}?month=2025-05")
    assert [row.hers for row, _, _ in month.context["lines"]] == [40_000, -10_000]
    assert "May 2025" in month.content.decode()
    looked = browser.get(sheet.replace("sheet/", "?month=2025-05")).content.decode()
    assert 'statement/sheet/?month=2025-05"' in looked
    for wrong in ("year=x", "year=99999999999", "month=9999-12", "month=0001-01", "month=2026-13"):
        assert browser.get(f"{sheet}?{wrong}").context["month"] is None


def test_what_does_not_fit_is_said_and_the_sums_count_it(earned, venture, costs, sheet, phone_of, monkeypatch):
    begimai = earned[1]
    costs(2026, 3, 3)
    costs(2026, 4, 3)
    monkeypatch.setattr(sheets, "MOST", 4)
    page = phone_of(begimai).get(f"{sheet}?year=2026")
    words = page.content.decode()
    assert len(page.context["lines"]) == 4
    assert "Only the first 4 lines are here" in words
    assert 'href="?month=2026-04"' in words
    assert "statement.csv" in words
    assert page.context["sheet"].hers_after == balance_of(venture, begimai).hers
    assert "Only the first" in phone_of(begimai).get(f"{sheet}?month=2026-03").content.decode()


def test_what_others_have_is_not_on_it_and_an_empty_one_says_so(earned, venture, sheet, phone_of, make_member, comes):
    _, begimai, cholpon, _ = earned
    record_cost(cholpon, venture.pk, 77_700, "Такси", uuid4())
    words = phone_of(begimai).get(sheet).content.decode()
    assert not re.search(r"777( |<)", words)
    assert cholpon.name not in words
    newcomer = make_member("Жаңыл")
    comes(newcomer)
    assert "Nothing is written yet" in phone_of(newcomer).get(sheet).content.decode()
