"""Her statement, hers alone: by months and pages, with what was hers by then; as a file; and what is left of it to who has left."""

import csv
import io
import re
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from commons.people import demo_clock
from marketplace.boards.actions import leave_venture
from marketplace.ledger.actions import deny, record_cost, record_payout, record_sale, reverse
from marketplace.ledger.reading import balance_of, book_of
from marketplace.orders.actions import claim_payment
from tests.marketplace.orders.steps import step

pytestmark = pytest.mark.django_db


@pytest.fixture
def statement(money):
    return f"{money}statement/"


def rows_of(answer):
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_each_line_says_what_was_hers_by_then(earned, venture, statement, phone_of):
    aizada, begimai, *_ = earned
    record_cost(begimai, venture.pk, 80_000, "Жип", uuid4())
    record_payout(aizada, venture.pk, begimai, 50_000, uuid4())
    page = phone_of(begimai).get(statement)
    assert [(row.hers, row.by_then) for row, _, _ in page.context["lines"]] == [
        (-50_000, 130_000),
        (-20_000, 180_000),
        (80_000, 200_000),
        (120_000, 120_000),
    ]
    words = page.content.decode()
    assert "1,300 som" in words
    assert f'href="{statement}sheet/"' in words


def test_a_share_of_a_cost_names_the_cost(earned, venture, statement, sold, phone_of):
    aizada, begimai, *_ = earned
    felt = record_cost(begimai, venture.pk, 80_000, "Кийиз", uuid4())
    deny(record_cost(begimai, venture.pk, 4_000, "Такси", uuid4()), aizada)
    thread = record_cost(begimai, venture.pk, 400, "Жип", uuid4(), order=sold(total=100_000))
    as_agreed = f"Shared by agreement 1 of {timezone.localdate():%d.%m.%Y}"
    said = [(row.hers, said.title, said.note) for row, said, _ in phone_of(begimai).get(statement).context["lines"] if said.who is None]
    assert said[-4:] == [
        (1_000, "Такси", f"Cost · taken back · {as_agreed}"),
        (-1_000, "Такси", f"Cost · {as_agreed}"),
        (-20_000, "Кийиз", f"Cost · {as_agreed}"),
        (120_000, "Көйнөк", said[-1][2]),
    ]
    assert said[0] == (-100, "Жип", f"Cost · Order {thread.order_id} · {as_agreed}")
    for woman in (begimai, aizada):
        words = phone_of(woman).get(statement.replace("statement/", "statement.csv")).content.decode()
        assert f"Кийиз,Cost · {as_agreed},-200" in words
    reverse(felt, begimai, uuid4())
    reverse(thread, begimai, uuid4())
    said = [(said.title, said.note) for row, said, _ in phone_of(aizada).get(statement).context["lines"] if said.who is None]
    assert said[:2] == [
        ("Жип", f"Cost · taken back · Order {thread.order_id} · {as_agreed}"),
        ("Кийиз", f"Cost · taken back · {as_agreed}"),
    ]


def test_a_share_of_a_refund_is_no_cost_though_it_is_as_much(four, agreed, venture, statement, sold, coordinator, phone_of):
    aizada, begimai, *_ = four
    agreed(*four)
    order = sold(total=100_000)
    record_cost(begimai, venture.pk, 40_000, "Жип", uuid4(), order=order)
    claim_payment(step(step(order, "dispute"), "settle", coordinator, refund=40_000).payments.get(purpose="refund"), aizada, "cash")
    record_sale(order.pk)
    said = [(row.hers, said.title) for row, said, _ in phone_of(aizada).get(statement).context["lines"] if said.who is None]
    assert said == [(-10_000, "Көйнөк"), (-10_000, "Жип"), (25_000, "Көйнөк")]


def test_a_share_says_by_which_agreement_though_another_counts_since(four, venture, agreed, gown, place, statement, phone_of):
    aizada, begimai, *_ = four
    with demo_clock.at(timezone.now() - timedelta(days=40)):
        first = agreed(*four)
        order = place(gown)
    agreed(*four, kind="own", parts={woman.pk: part for woman, part in zip(four, (7_000, 1_000, 1_000, 1_000), strict=True)})
    record_cost(aizada, venture.pk, 4_000, "Жип", uuid4(), order=order)
    record_cost(aizada, venture.pk, 4_000, "Кийиз", uuid4())
    said = [(row.hers, said.title, said.note) for row, said, _ in phone_of(begimai).get(statement).context["lines"]]
    assert [(hers, title) for hers, title, _ in said] == [(-400, "Кийиз"), (-1_000, "Жип")]
    assert said[1][2].endswith(f"Shared by agreement 1 of {timezone.localtime(first.in_force_at):%d.%m.%Y}")
    assert said[0][2].endswith(f"Shared by agreement 2 of {timezone.localdate():%d.%m.%Y}")


def test_a_month_alone_and_what_it_came_to(earned, venture, statement, phone_of):
    begimai = earned[1]
    for month in (3, 4):
        with demo_clock.at(datetime(2026, month, 15, tzinfo=UTC)):
            record_cost(begimai, venture.pk, 40_000, f"Жип {month}", uuid4())
    page = phone_of(begimai).get(f"{statement}?month=2026-03")
    assert "Жип 3" in page.content.decode()
    assert "Жип 4" not in page.content.decode()
    assert page.context["of_month"].hers == sum(row.hers for row, _, _ in page.context["lines"])
    assert phone_of(begimai).get(f"{statement}?month=2026-13").context["month"] is None


def test_what_she_holds_has_a_column_only_where_she_ever_held_any(earned, statement, phone_of):
    aizada, begimai, *_ = earned
    for address in (statement, f"{statement}sheet/"):
        columns = [phone_of(woman).get(address).content.decode().count('<th scope="col">In your hands') for woman in (aizada, begimai)]
        assert (columns[0] > 0, columns[1]) == (True, 0)


def test_what_others_have_is_not_in_it(earned, venture, statement, phone_of):
    aizada, begimai, cholpon, _ = earned
    record_payout(aizada, venture.pk, cholpon, 77_700, uuid4())
    for address in (statement, statement.replace("statement/", "statement.csv")):
        words = phone_of(begimai).get(address).content.decode()
        assert not re.search(r"777(\.00| som)", words)
        assert cholpon.name not in words


def test_the_file_adds_up_to_what_is_hers_and_reckons_nothing(earned, venture, statement, phone_of):
    begimai = earned[1]
    record_cost(begimai, venture.pk, 100_33, '=HYPERLINK("http://x","жип")', uuid4())
    answer = phone_of(begimai).get(statement.replace("statement/", "statement.csv"))
    assert answer.content.startswith("\ufeff".encode())
    assert answer["Content-Type"].startswith("text/csv")
    head, *rows = rows_of(answer)
    assert round(sum(float(row[3]) for row in rows) * 100) == balance_of(venture, begimai).hers
    assert not [cell for row in (head, *rows) for cell in (*row[:3], row[5]) if cell.startswith(("=", "+", "-", "@"))]
    assert any(row[3] == "100.33" for row in rows)


def test_who_left_keeps_what_she_earned_and_sees_no_more(earned, venture, money, statement, phone_of):
    aizada, begimai, *_ = earned
    leave_venture(begimai, venture.pk)
    for address in (money, statement, statement.replace("statement/", "statement.csv"), f"{money}now/", f"{money}costs/"):
        assert phone_of(begimai).get(address).status_code == 403
    assert next(one.hers for one in book_of(venture).balances if one.member == begimai) == 120_000
    page = phone_of(aizada).get(money).content.decode()
    assert "has left" in page
    assert phone_of(aizada).post(f"{money}payouts/", {"amount": "1200", "to": begimai.pk, "key": uuid4()}).status_code == 303
    assert begimai not in [one.member for one in book_of(venture).balances]


def test_an_empty_book_is_said_to_be_empty(venture, aizada, statement, money, phone_of):
    for page in (statement, money):
        assert "Nothing is written yet" in phone_of(aizada).get(page).content.decode()
    assert len(rows_of(phone_of(aizada).get(statement.replace("statement/", "statement.csv")))) == 1
