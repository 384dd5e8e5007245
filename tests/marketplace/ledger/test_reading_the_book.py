"""What the book says: a statement by months and pages, a year for a drawing, what waits for her word; more rows take no more queries."""

from datetime import UTC, date, datetime
from itertools import pairwise
from uuid import uuid4

import pytest
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from commons.people import demo_clock
from marketplace.boards.actions import leave_venture
from marketplace.ledger.actions import confirm, record_cost, record_handover, record_payout, reverse
from marketplace.ledger.agreed import partners_at
from marketplace.ledger.models import Posting
from marketplace.ledger.reading import balance_of, book_of, rows_for_file, statement_of, waiting_for, year_of, years_of
from marketplace.ledger.reading.statements import A_PAGE

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

MARCH, APRIL = (datetime(2026, month, 31 if month == 3 else 1, 18, 30, tzinfo=UTC) for month in (3, 4))


@pytest.fixture
def queries(django_assert_max_num_queries):
    from django.db import connection

    def count(read):
        with CaptureQueriesContext(connection) as told:
            read()
        return len(told)

    return count


def test_what_is_held_is_what_is_theirs_and_what_waits(earned, venture, sold, comes, make_member):
    comes(make_member("Жаңыл"))
    sold(total=70_000)
    book = book_of(venture)
    assert (book.held, book.theirs, book.undivided) == (550_000, 480_000, 70_000)
    assert [one.member.name for one in book.balances][-1] == "Жаңыл"


def test_who_left_stands_there_while_something_is_hers(earned, venture):
    aizada, begimai, *_ = earned
    leave_venture(begimai, venture.pk)
    assert [one.is_in for one in book_of(venture).balances if one.member == begimai] == [False]
    record_payout(aizada, venture.pk, begimai, 120_000, uuid4())
    assert begimai not in [one.member for one in book_of(venture).balances]


def test_a_statement_is_hers_alone_and_adds_up(earned, venture):
    aizada, begimai, *_ = earned
    record_cost(begimai, venture.pk, 80_000, "Жип", uuid4())
    record_payout(aizada, venture.pk, begimai, 50_000, uuid4())
    statement = statement_of(venture, begimai)
    assert [(row.posting.kind, row.hers, row.holds) for row in statement.rows] == [
        ("payout", -50_000, 0),
        ("division", -20_000, 0),
        ("cost", 80_000, 0),
        ("division", 120_000, 0),
    ]
    assert sum(row.hers for row in statement.rows) == balance_of(venture, begimai).hers == 130_000
    assert statement.before is None
    assert [row.posting for row in rows_for_file(venture, begimai)] == [row.posting for row in reversed(statement.rows)]


def test_months_are_those_of_where_the_labs_are(earned, venture):
    begimai = earned[1]
    for moment in (MARCH, APRIL):
        with demo_clock.at(moment):
            record_cost(begimai, venture.pk, 100, "Жип", uuid4())
    months = [month for month in statement_of(venture, begimai).months if month.month.month == 4]
    assert [(month.month, month.hers) for month in months] == [(date(2026, 4, 1), 150)]
    assert len(statement_of(venture, begimai, date(2026, 4, 1)).rows) == 4
    assert statement_of(venture, begimai, date(2026, 3, 1)).rows == []


def test_a_long_statement_comes_by_pages_without_a_gap(earned, venture):
    begimai = earned[1]
    for _ in range(A_PAGE):
        record_cost(begimai, venture.pk, 400, "Жип", uuid4())
    seen, before = [], None
    while True:
        page = statement_of(venture, begimai, before=before)
        assert len(page.rows) <= A_PAGE
        seen += [row.posting.pk for row in page.rows]
        before = page.before
        if before is None:
            break
    assert len(seen) == 2 * A_PAGE + 1
    assert all(one > other for one, other in pairwise(seen))


def test_more_rows_take_no_more_queries(earned, venture, queries):
    begimai = earned[1]
    reads = [lambda: statement_of(venture, begimai), lambda: book_of(venture), lambda: year_of(venture, timezone.localdate().year)]
    record_cost(begimai, venture.pk, 400, "Жип", uuid4())
    few = [queries(read) for read in reads]
    for _ in range(10):
        record_cost(begimai, venture.pk, 400, "Жип", uuid4())
    assert [queries(read) for read in reads] == few
    assert all(count <= 8 for count in few)


@pytest.fixture
def waits_for(venture):
    return lambda woman: waiting_for(venture, woman, partners_at(venture)).postings


def test_what_waits_for_her_word_is_what_she_may_answer(earned, venture, queries, waits_for):
    aizada, begimai, cholpon, _ = earned
    (sale,) = Posting.objects.filter(kind="sale")
    cost = record_cost(begimai, venture.pk, 400, "Жип", uuid4())
    payout = record_payout(aizada, venture.pk, begimai, 400, uuid4())
    assert waits_for(aizada) == [cost]
    assert waits_for(begimai) == [sale, payout]
    assert waits_for(cholpon) == [sale, cost]
    back = reverse(cost, begimai, uuid4())
    assert waits_for(cholpon) == [sale, back]
    confirm(sale, cholpon)
    confirm(payout, begimai)
    assert waits_for(begimai) == []
    before = queries(lambda: waits_for(cholpon))
    for _ in range(5):
        record_cost(begimai, venture.pk, 400, "Жип", uuid4())
        record_handover(aizada, venture.pk, begimai, 400, uuid4())
    assert queries(lambda: waits_for(cholpon)) == before


def test_what_is_hers_to_answer_is_found_behind_all_that_is_anothers(earned, venture, waits_for):
    aizada, begimai, cholpon, _ = earned
    confirm(Posting.objects.get(kind="sale"), cholpon)
    for _ in range(201):
        record_payout(aizada, venture.pk, begimai, 100, uuid4())
    cost = record_cost(aizada, venture.pk, 400, "Жип", uuid4())
    assert waits_for(cholpon) == [cost]
    assert waiting_for(venture, begimai, partners_at(venture)).n == 202


def test_nothing_waits_for_who_does_not_share_in_it(earned, venture, comes, make_member, waits_for):
    guest = make_member("Нуржан")
    comes(guest, role="guest")
    assert waits_for(guest) == waits_for(make_member("Бөтөн")) == []


def test_a_year_is_its_twelve_months(earned, venture, four):
    aizada, begimai, *_ = four
    with demo_clock.at(APRIL):
        record_cost(begimai, venture.pk, 80_000, "Жип", uuid4())
    record_payout(aizada, venture.pk, begimai, 50_000, uuid4())
    now = timezone.localdate()
    year = year_of(venture, 2026)
    assert [month.month.month for month in year.months] == list(range(1, 13))
    assert (year.months[3].sold, year.months[3].spent, year.months[3].left) == (0, 80_000, -80_000)
    this = year_of(venture, now.year).months[now.month - 1]
    assert (this.sold, this.paid_out) == (480_000, 50_000)
    assert dict(year_of(venture, now.year).earned) == {woman.pk: 100_000 for woman in four}
    assert years_of(venture) == sorted({2026, now.year}, reverse=True)


def test_what_was_taken_back_counts_against_its_kind(earned, venture):
    begimai = earned[1]
    posting = record_cost(begimai, venture.pk, 80_000, "Жип", uuid4())
    reverse(posting, begimai, uuid4())
    year = year_of(venture, timezone.localdate().year)
    assert (year.sold, year.spent, year.left) == (480_000, 0, 480_000)


def test_in_a_year_of_loss_everyone_bears_hers(four, agreed, venture):
    agreed(*four)
    record_cost(four[1], venture.pk, 80_000, "Жип", uuid4())
    year = year_of(venture, timezone.localdate().year)
    assert (year.left, set(year.earned.values())) == (-80_000, {-20_000})
