"""Her day shows what waits and what is due; each task is a form that keeps what she typed, and does one thing once."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from marketplace.orders.actions import claim_payment, confirm_payment, deny_payment
from marketplace.orders.makers_day import day_of, how_many_wait, when_due
from marketplace.orders.models import Order, Quote
from tests.marketplace.orders.steps import fresh, step
from tests.marketplace.orders_pages.conftest import said

pytestmark = pytest.mark.django_db


@pytest.fixture
def do(aizada, signed_in):
    """She does a task: `do(order, "price", price="3500", due_on=…)`."""

    def send(order, noun, **said):
        given = {"version": order.version, "key": uuid4(), "deposit_percent": 0, "free_hours": 24, **said}
        return signed_in(aizada).post(f"/market/orders/{order.pk}/tasks/{noun}/", given)

    return send


def test_a_price_and_a_day_are_enough(place, do, in_days):
    order, day = place(), in_days(9)
    assert do(order, "price", price="4 800 сом", due_on=day.isoformat()).status_code == 302
    quote = fresh(order).quotes.get()
    assert (quote.total, quote.due_on, quote.deposit_percent, quote.free_hours, quote.lasts_hours) == (480_000, day, 0, 24, 72)


def test_a_new_price_takes_the_place_of_the_old_one(place, do, walk, in_days):
    order = walk(place(), "quote")
    do(order, "price", price="5200", due_on=in_days(4).isoformat(), deposit_percent=30)
    assert [quote.total for quote in fresh(order).quotes.all()] == [480_000, 520_000]
    assert fresh(order).revision == 2


@pytest.mark.parametrize(
    ("price", "due", "field"),
    [
        ("", 3, "price"),
        ("abc", 3, "price"),
        ("0", 3, "price"),
        ("-1", 3, "price"),
        ("99999999999", 3, "price"),
        ("3500,50", 3, "price"),
        ("3500.50", 3, "price"),
        ("3500", -1, "due_on"),
        ("3500", 9_000, "due_on"),
        ("3500", None, "due_on"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_what_she_typed_stays(place, do, price, due, field):
    order = place()
    day = "" if due is None else (timezone.localdate() + timedelta(days=due)).isoformat()
    answer = do(order, "price", price=price, due_on=day, words="Кызыл кездемеден <b>")
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {field}
    assert "Кызыл кездемеден &lt;b&gt;" in answer.content.decode()
    assert fresh(order).state == "requested"


@pytest.mark.parametrize("price", ["3500", "3 500", "3.500", "3,500 сом", "3500 som"])
def test_however_she_writes_thousands_it_is_the_same_price(place, do, in_days, price):
    order = place()
    assert do(order, "price", price=price, due_on=in_days(5).isoformat()).status_code == 302
    assert fresh(order).quotes.get().total == 3_500_00


def test_the_same_form_sent_twice_is_one_price(place, do, in_days):
    order, key = place(), uuid4()
    for _ in range(2):
        assert do(order, "price", key=key, price="4800", due_on=in_days(5).isoformat()).status_code == 302
    assert fresh(order).quotes.count() == 1


def test_an_order_that_has_moved_is_shown_as_it_is_now(place, do, walk, in_days):
    order = place()
    walk(order, "withdraw")
    answer = do(order, "price", price="4800", due_on=in_days(5).isoformat())
    assert answer.status_code == 409
    assert fresh(order).state == "withdrawn"


def test_from_the_agreement_to_what_was_handed_over(place, do, walk):
    order = walk(place(), "quote", "accept")
    do(order, "beginning")
    assert fresh(order).state == "in_progress"
    do(fresh(order), "handing-over")
    assert fresh(order).state == "delivered"


def test_she_declines_with_a_reason_and_not_without(place, do):
    order = place()
    assert do(order, "decline", words="Бош эмесмин").status_code == 422
    assert do(order, "decline", reason="busy").status_code == 302
    assert fresh(order).state == "declined"


def test_not_today_is_said_twice_at_most(place, do):
    order = place()
    assert [do(fresh(order), "later").status_code for _ in range(3)] == [302, 302, 403]


@pytest.mark.parametrize("noun", ["price", "decline", "later", "advance", "progress", "handing-over", "answer", "call"])
def test_a_task_that_is_not_hers_now_leads_to_the_order_and_says_why(noun, place, walk, signed_in, aizada):
    order = walk(place(), "quote", "accept", "start", "deliver")
    makers = signed_in(aizada)
    makers.cookies["django_language"] = "en"
    answer = makers.get(f"/market/orders/{order.pk}/tasks/{noun}/", follow=True)
    assert answer.redirect_chain == [(f"/market/orders/{order.pk}/", 303)]
    assert "can&#x27;t be done with the order now" in said(answer)


def test_to_go_on_without_the_advance_is_asked_before(place, walk, do, signed_in, aizada):
    order = walk(walk(place(), "quote", deposit_percent=30), "accept")
    makers = signed_in(aizada)
    makers.cookies["django_language"] = "en"
    page, address = makers.get(f"/market/orders/{order.pk}/"), f"/market/orders/{order.pk}/tasks/advance/"
    assert f'href="{address}"' in page.content.decode()
    assert f'action="{address}"' not in page.content.decode()
    assert "The advance of 1,440 som isn&#x27;t waited for any more" in said(makers.get(address))
    claim_payment(order.payments.get(purpose="deposit"), order.guest, "cash")
    assert "say “Money received” instead" in said(makers.get(address))
    assert do(order, "advance").status_code == 302
    assert Order.objects.get(pk=order.pk).state == "confirmed"


def test_a_price_for_a_departure_that_left_is_refused_beside_its_day(trip, departs, place, do, in_days):
    order = place(trip, slot=departs().pk)
    Order.objects.filter(pk=order.pk).update(state="requested", starts_at=timezone.now() - timedelta(hours=1))
    answer = do(order, "price", price="1800", due_on=in_days(5).isoformat(), deposit_percent=0, free_hours=24)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["due_on"])
    assert not Quote.objects.filter(order=order, revision__gt=order.revision).exists()


def test_who_asked_to_be_called_was_called(place, do):
    order = place(wants_call=True)
    assert do(order, "call").status_code == 302
    assert fresh(order).wants_call_at is None


def test_her_day_has_what_waits_first_and_says_what_is_late_in_plain_words(place, walk, aizada):
    asked, late, today, far = place(), *(walk(place(), "quote", "accept", "start") for _ in range(3))
    walk(place(), "quote")
    now = timezone.localdate()
    for order, ahead in ((late, -3), (today, 0), (far, 30)):
        Order.objects.filter(pk=order.pk).update(due_on=now + timedelta(days=ahead))
    day = day_of(aizada)
    assert [row.order.pk for row in day.waits] == [asked.pk]
    assert [row.order.pk for row in day.due] == [late.pk, today.pk]
    assert (day.later, day.others) == (1, 1)
    with translation.override("ky"):
        assert when_due(fresh(late)) == "3 күн кечикти"


def test_who_came_newly_is_named_above_and_what_is_due_stays_in_its_order(place, walk, aizada, signed_in, visitor, dinner, in_days):
    old = [place(), walk(place(), "quote", "accept", "start")]
    Order.objects.filter(pk__in=[order.pk for order in old]).update(placed_at=timezone.now() - timedelta(hours=25))
    Order.objects.filter(pk=old[1].pk).update(due_on=timezone.localdate())
    booked, asked = place(dinner, n=20, day=in_days(20)), place(customer=visitor("<b>Гүлзат</b>"))
    day = day_of(aizada)
    assert [order.pk for order in day.new] == [asked.pk, booked.pk]
    assert ([row.order.pk for row in day.waits], [row.order.pk for row in day.due]) == ([old[0].pk, asked.pk], [old[1].pk])
    html = signed_in(aizada).get("/market/orders/selling/").content.decode()
    link = html.index(f'href="/market/orders/{asked.pk}/"><bdi>&lt;b&gt;Гүлзат')
    assert link < html.index('id="waits"') < html.index('id="due"')
    walk(old[0], "decline")
    walk(booked, "start")
    assert day_of(aizada).new == []


def cancelled_after_paying(place, walk, aizada):
    """An order whose advance she received, and which she cancelled."""
    order = walk(place(), "quote", deposit_percent=30)
    order = walk(order, "accept")
    confirm_payment(order.payments.get(purpose="deposit"), aizada, "cash")
    return step(fresh(order), "cancel", aizada)


def test_what_she_is_to_give_back_waits_for_her_also_once_it_is_over(place, walk, aizada, signed_in):
    order, hers = cancelled_after_paying(place, walk, aizada), signed_in(aizada)
    assert order.state == "cancelled"
    with translation.override("en"):
        [row] = day_of(aizada).waits
    assert (row.order, row.what, row.task) == (order, "Give back 1,440 som", None)
    assert f'id="do-{order.pk}" href="/market/orders/{order.pk}/"' in hers.get("/market/orders/selling/").content.decode()
    assert how_many_wait(aizada) == 1
    claim_payment(order.payments.get(purpose="refund"), aizada, "cash")
    assert (day_of(aizada).waits, how_many_wait(aizada)) == ([], 0)
    deny_payment(order.payments.get(purpose="refund"), order.customer)
    assert how_many_wait(aizada) == 1


def test_money_that_is_said_to_have_come_waits_for_her_also_once_it_is_over(place, walk, aizada):
    order = walk(place(), "quote", "accept", "start", "deliver", "complete")
    assert day_of(aizada).waits == []
    claim_payment(order.payments.get(), order.customer, "cash")
    assert [row.order for row in day_of(aizada).waits] == [order]


def test_more_to_give_back_asks_the_database_no_more(place, walk, aizada, signed_in):
    hers, counted = signed_in(aizada), []
    hers.get("/market/orders/selling/")
    for _ in range(2):
        for _ in range(1 + 3 * len(counted)):
            cancelled_after_paying(place, walk, aizada)
        with CaptureQueriesContext(connection) as queries:
            hers.get("/market/orders/selling/")
        counted.append(len(queries))
    assert len(day_of(aizada).waits) == 5
    assert counted[0] == counted[1]


def test_what_waits_is_found_by_what_is_open_and_not_among_all_she_ever_had(place, walk, aizada, django_assert_num_queries):
    done = walk(place(), "quote", "accept", "start", "deliver", "complete")
    claim_payment(done.payments.get(), done.customer, "cash")
    place(), cancelled_after_paying(place, walk, aizada), walk(place(), "quote", "accept")
    with django_assert_num_queries(1), CaptureQueriesContext(connection) as queries:
        assert how_many_wait(aizada) == 3
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN QUERY PLAN " + queries[0]["sql"])
        plan = [row[3] for row in cursor.fetchall()]
    assert [step for step in plan if step.startswith("SCAN")] == []
    assert any("payment_not_settled (shop_id=?)" in step for step in plan), plan
    assert any("order_of_shop (shop_id=? AND state=?)" in step for step in plan), plan
    assert not any("orders_order_shop_id" in step or "order_of_shop (shop_id=?)" in step for step in plan), plan


def test_the_day_of_another_shows_nothing_of_hers(place, signed_in, begimai):
    order = place()
    for page in ("selling/", "selling/book/", "selling/book/?word=asked"):
        assert order.guest.name not in signed_in(begimai).get(f"/market/orders/{page}").content.decode()


def test_her_book_is_told_apart_by_words_and_goes_on_a_page_at_a_time(place, walk, aizada, signed_in, monkeypatch):
    monkeypatch.setattr("marketplace.orders.makers_day.A_PAGE", 2)
    orders = [place() for _ in range(3)]
    walk(place(), "quote", "accept", "start")
    browser = signed_in(aizada)
    first = browser.get("/market/orders/selling/book/?word=asked").context
    assert [row.order.pk for row in first["rows"]] == [orders[2].pk, orders[1].pk]
    rest = browser.get(f"/market/orders/selling/book/?word=asked&before={first['older']}").context
    assert ([row.order.pk for row in rest["rows"]], rest["older"]) == ([orders[0].pk], None)
    assert browser.get("/market/orders/selling/book/?word=<b>&before=x").status_code == 200


def test_names_of_customers_are_text_and_nothing_more(place, visitor, aizada, signed_in):
    place(customer=visitor("<b>Айнура</b>"))
    html = signed_in(aizada).get("/market/orders/selling/").content.decode()
    assert "<b>Айнура" not in html
