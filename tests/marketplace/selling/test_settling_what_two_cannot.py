"""The coordinator's desk: only of her labs, and only while the two can't go on alone."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from django.utils.formats import date_format

from commons.people.models import Member, Role
from marketplace.orders.actions import confirm_payment, save_business_code
from marketplace.orders.desk import cases_for, how_many_for
from marketplace.orders.elqr import build
from marketplace.orders.may import waits_for_coordinator
from marketplace.orders.models import Order, PaymentLine
from tests.marketplace.orders.steps import WAYS, bring, fresh
from tests.marketplace.orders_pages.conftest import said
from tests.standings import EVERYONE

pytestmark = pytest.mark.django_db

DESK = {"coordinator", "elsewhere", "staff"}


@pytest.fixture
def disputed(place, walk):
    return walk(place(), "quote", "accept", "start", "dispute")


@pytest.fixture
def decide(signed_in):
    def send(who, order, **said):
        return signed_in(who).post(f"/market/orders/desk/{order.pk}/", {"version": order.version, "key": uuid4(), "refund": "", **said})

    return send


@pytest.mark.parametrize("who", sorted(EVERYONE))
def test_the_desk_is_for_coordinators_and_staff(who, guests, browser_of, walk):
    order = walk(guests["guest"], "quote", "accept", "start", "dispute")
    browser = browser_of(who)
    for page in ("", "totals/", "totals.csv"):
        assert (browser.get(f"/market/orders/desk/{page}").status_code == 200) == (who in DESK), page
    assert (browser.get(f"/market/orders/desk/{order.pk}/").status_code == 200) == (who in {"coordinator", "staff"})
    given = {"version": order.version, "key": uuid4(), "refund": "", "outcome": "settle"}
    sent = browser.post(f"/market/orders/desk/{order.pk}/", given)
    assert (fresh(order).state == "completed") == (who in {"coordinator", "staff"}), sent.status_code


def test_her_desk_holds_what_is_disputed_late_or_came_to_nothing(place, walk, coordinator, make_member, disputed):
    late, calm = walk(place(), "quote", "accept", "start"), walk(place(), "quote", "accept", "start")
    Order.objects.filter(pk=late.pk).update(due_on=timezone.localdate() - timedelta(days=4))
    stuck = walk(place(), "quote", "accept", "start", "propose_to_cancel", "refuse_to_cancel")
    hers = type(coordinator).objects.prefetch_related("roles").get(pk=coordinator.pk)
    assert [case.order.pk for case in cases_for(hers)] == [disputed.pk, late.pk, stuck.pk]
    assert calm.pk not in {case.order.pk for case in cases_for(hers)}
    elsewhere = make_member("Сайкал", at="batken", roles=("coordinator",))
    assert (cases_for(elsewhere), how_many_for(elsewhere)) == ([], 0)


def test_she_reads_nothing_of_an_order_that_never_waited_for_her(place, walk, coordinator, decide, signed_in, disputed):
    calm = walk(place(), "quote", "accept", "start")
    hers = signed_in(coordinator)
    for order in (calm, walk(calm, "deliver")):
        assert hers.get(f"/market/orders/desk/{order.pk}/").status_code == hers.get(f"/market/orders/{order.pk}/").status_code == 403
        assert decide(coordinator, order, outcome="settle").status_code == 403
    decide(coordinator, disputed, outcome="settle")
    for address in (f"/market/orders/desk/{disputed.pk}/", f"/market/orders/{disputed.pk}/"):
        assert hers.get(address, follow=True).status_code == 200, "how it came out stays hers to see"


def test_she_reads_how_much_can_still_be_given_back(disputed, walk, aizada, coordinator, decide, signed_in):
    confirm_payment(disputed.payments.get(), aizada, "cash")
    hers = signed_in(coordinator)
    hers.cookies["django_language"] = "en"

    def reads():
        return said(hers.get(f"/market/orders/desk/{disputed.pk}/"))

    assert "The maker has received 4,800 som. Of that 4,800 som can be given back." in reads()
    decide(coordinator, fresh(disputed), outcome="resume", refund="1000")
    assert "can be given back" not in reads()
    walk(fresh(disputed), "dispute")
    assert "The maker has received 4,800 som. Of that 3,800 som can be given back." in reads()


def test_an_order_that_waits_for_her_leads_to_where_she_decides(disputed, coordinator, signed_in, linked):
    way = f'href="/market/orders/desk/{disputed.pk}/"'
    assert way in signed_in(coordinator).get(f"/market/orders/{disputed.pk}/").content.decode()
    assert way not in linked(disputed).get(f"/market/orders/{disputed.pk}/").content.decode()


def test_she_is_no_judge_of_her_own(place, walk, coordinator, signed_in, decide):
    order = walk(place(customer=coordinator), "quote", "accept", "start", "dispute")
    assert decide(coordinator, order, outcome="settle").status_code == 403
    assert fresh(order).state == "disputed"


def test_a_maker_who_coordinates_her_lab_does_not_settle_what_is_said_of_her(disputed, make_member, decide, signed_in):
    maker = disputed.maker
    Role.objects.create(member=maker, lab=disputed.lab, kind="coordinator")
    maker = Member.objects.prefetch_related("roles").get(pk=maker.pk)
    assert decide(maker, disputed, outcome="settle").status_code == 403
    assert (fresh(disputed).state, cases_for(maker)) == ("disputed", [])


def test_it_is_made_on_by_another_day(disputed, coordinator, decide, in_days):
    day = in_days(12)
    assert decide(coordinator, disputed, outcome="resume", due_on=day.isoformat(), words="Эки күн кошулду").status_code == 302
    order = fresh(disputed)
    assert (order.state, order.due_on) == ("in_progress", day)


def test_what_was_not_paid_cannot_be_given_back_and_what_she_typed_stays(disputed, coordinator, decide):
    answer = decide(coordinator, disputed, outcome="settle", refund="500", words="Акчанын жарымы кайтсын")
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["refund"]
    assert "Акчанын жарымы кайтсын" in answer.content.decode()
    assert fresh(disputed).state == "disputed"


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({}, "outcome"),
        ({"outcome": "nothing"}, "outcome"),
        ({"outcome": "settle", "refund": "-1"}, "refund"),
        ({"outcome": "settle", "refund": "көп"}, "refund"),
        ({"outcome": "settle", "refund": "5,50"}, "refund"),
        ({"outcome": "resume", "due_on": "2020-01-01"}, "due_on"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(disputed, coordinator, decide, said, field):
    answer = decide(coordinator, disputed, **said)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])


def test_what_was_paid_goes_back_where_she_calls_it_off(disputed, coordinator, decide):
    PaymentLine.objects.filter(order=disputed).update(
        means="cash", claimed_at=timezone.now(), confirmed_at=timezone.now(), confirmed_by=disputed.maker.actor
    )
    assert decide(coordinator, disputed, outcome="call_off", refund="1000").status_code == 302
    order = fresh(disputed)
    assert (order.state, order.payments.refunds().sum()) == ("cancelled", 100_000)


def test_what_was_settled_meanwhile_is_shown_as_it_is(disputed, coordinator, decide):
    decide(coordinator, disputed, outcome="settle")
    assert decide(coordinator, disputed, outcome="call_off").status_code == 409
    assert fresh(disputed).state == "completed"


def test_what_came_onto_the_market_of_her_labs_lately_stands_there_to_be_looked_at(offer, aizada, begimai, coordinator, signed_in):
    felt = offer(aizada, "felt", "Шырдак")
    offer(begimai, "felt", "Баткендин килеми")
    old = offer(aizada, name="Эски көйнөк")
    type(old).objects.filter(pk=old.pk).update(published_at=timezone.now() - timedelta(days=20))
    page = signed_in(coordinator).get("/market/orders/desk/").content.decode()
    assert f"/market/services/{felt.code}/" in page
    assert "Баткендин килеми" not in page
    assert "Эски көйнөк" not in page
    assert "Базардан жашыруу" in signed_in(coordinator).get(f"/market/services/{felt.code}/").content.decode()


@pytest.fixture
def declare(open_shop, make_member):
    """A maker who says herself that her QR is a business's: `declare("bishkek", "Айзада")`."""

    def give(name, at="osh", host="pay.bank.example", **said):
        fields = {"00": "01", "01": "11", "32": f"00{len(host):02}{host}", "52": "5699", "53": "417", "59": name}
        maker = make_member(name, at=at)
        shop = open_shop(maker)
        save_business_code(maker, build(f"https://bank.example/{name}", fields), **said)
        return shop

    return give


def test_the_payment_codes_that_makers_of_her_labs_vouch_for_themselves_are_hers_to_look_at(declare, aizada, coordinator, signed_in):
    at = coordinator.lab.slug
    declare("Назира", at, declared=True)
    declare("Гүлзат", at, host="c2b.bank.example")
    declare("Сайкал", "batken" if at != "batken" else "osh", declared=True)
    page = signed_in(coordinator).get("/market/orders/desk/").content.decode()
    assert "bank.example · pay.bank.example · <bdi>Назира</bdi>" in page
    assert "Гүлзат" not in page
    assert "Сайкал" not in page


def test_more_of_them_ask_the_database_no_more_and_the_list_ends(declare, coordinator, signed_in, monkeypatch):
    hers, at = signed_in(coordinator), coordinator.lab.slug

    def queries():
        with CaptureQueriesContext(connection) as seen:
            page = hers.get("/market/orders/desk/")
        return len(seen), len(page.context["codes"])

    declare("Назира", at, declared=True)
    queries()
    few, one = queries()
    for number in range(4):
        declare(f"Чебер{number}", at, declared=True)
    assert (queries(), one) == ((few, 5), 1)
    monkeypatch.setattr("marketplace.orders.desk.MOST", 3)
    assert queries() == (few, 3)


def test_more_orders_and_services_ask_the_database_no_more(place, walk, offer, aizada, coordinator, signed_in, disputed):
    hers = signed_in(coordinator)

    def queries():
        with CaptureQueriesContext(connection) as seen:
            page = hers.get("/market/orders/desk/")
        return len(seen), len(page.context["cases"]), len(page.context["fresh"])

    queries()
    few, *one = queries()
    for name in ("Жилет", "Шырдак"):
        walk(place(offer(aizada, name=name)), "quote", "accept", "start", "dispute")
    assert (one, queries()) == ([1, 1], (few, 3, 3))


def test_after_she_lets_it_go_on_there_is_one_day_on_which_it_is_ready(disputed, coordinator, decide, in_days, linked):
    day = in_days(16)
    decide(coordinator, disputed, outcome="resume", due_on=day.isoformat())
    with translation.override("en"):
        before, after = (date_format(one, "MONTH_DAY_FORMAT") for one in (disputed.due_on, day))
    page = said(linked(disputed).get(f"/market/orders/{disputed.pk}/"))
    assert after in page
    assert before not in page


def test_a_lab_sees_its_months_and_no_ones_own(place, walk, offer, make_member, coordinator, signed_in, hear):
    for n in range(5):
        order = walk(place(offer(make_member(f"Чебер {n}"), name="Көйнөк")), "quote", "accept", "start", "deliver")
        confirm_payment(order.payments.get(), order.maker, "cash")
        hear()
        shown = signed_in(coordinator).get("/market/orders/desk/totals/").context["labs"]
        file = signed_in(coordinator).get("/market/orders/desk/totals.csv").content.decode("utf-8-sig")
        assert [len(months) for _lab, months, _bars in shown] == [int(n == 4)]
        assert file.count("\r\n") == 1 + (n == 4)
    [(_lab, [month], [_bar])] = shown
    assert (month.amount, month.orders) == (5 * 480_000, 5)
    assert f"{timezone.localdate():%Y-%m},5,24000" in file


def test_at_the_desk_is_what_the_two_cannot_go_on_with_alone(place, walk):
    orders = [bring(place(), state) for state in WAYS]
    late, refused = (walk(place(), "quote", "accept", "start") for _ in range(2))
    Order.objects.filter(pk=late.pk).update(due_on=timezone.localdate() - timedelta(days=3))
    walk(refused, "propose_to_cancel", "refuse_to_cancel")
    whole = [fresh(order) for order in (*orders, late, refused)]
    assert {order for order in whole if waits_for_coordinator(order)} == set(Order.objects.stuck()) > {late, refused}
