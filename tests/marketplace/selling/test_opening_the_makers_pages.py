"""Every page and verb of the maker's side, for every standing: hers alone."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver

from marketplace.orders.makers_urls import urlpatterns
from marketplace.orders.tasks import CALLED, TASKS
from tests.standings import EVERYONE, MEMBERS

pytestmark = pytest.mark.django_db

CAST = sorted(EVERYONE)
PAGES = {
    "selling/": MEMBERS,
    "selling/book/": MEMBERS,
    "selling/calendar/": MEMBERS,
}  # what is hers stands there, and nothing of anyone else's
OF_AN_ORDER = {"<id:order_id>/tasks/<task:noun>/"}
BOOKS = {  # in test_keeping_ones_own_books.py
    "selling/owed/",
    "selling/earnings/",
    "selling/earnings.csv",
    "selling/code/",
    "selling/code/removal/",
    "selling/terms/",
    "selling/legally/",
    "<id:order_id>/guest-block/",
}
AT_THE_DESK = {"desk/", "desk/totals/", "desk/totals.csv", "desk/<id:order_id>/"}  # in test_settling_what_two_cannot.py


@pytest.fixture
def hers(guests):
    """An order at Aizada's, as she stands in the cast."""
    return guests["guest"]


@pytest.mark.parametrize("who", CAST)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_to_those_it_is_for(page, who, browser_of):
    assert (browser_of(who).get(f"/market/orders/{page}").status_code == 200) == (who in PAGES[page])


@pytest.mark.parametrize("who", CAST)
def test_the_tasks_of_an_order_are_its_makers_alone(who, browser_of, hers):
    phone = browser_of(who)
    for noun in (*TASKS, CALLED.noun):
        address = f"/market/orders/{hers.pk}/tasks/{noun}/"
        seen = phone.get(address)
        sent = phone.post(address, {"version": hers.version, "key": uuid4()})
        if who == "aizada":
            assert seen.status_code in (200, 303), noun
            assert sent.status_code in (302, 409, 422), noun
        else:
            assert {seen.status_code, sent.status_code} <= {302, 403}, noun


def test_what_is_no_task_or_no_order_is_not_there(aizada, place, signed_in):
    order = place()
    assert signed_in(aizada).get(f"/market/orders/{order.pk}/tasks/nothing/").status_code == 404
    assert signed_in(aizada).get("/market/orders/9999999/tasks/price/").status_code == 403


def test_every_address_is_in_a_list():
    assert {str(route.pattern) for route in urlpatterns} == PAGES.keys() | OF_AN_ORDER | BOOKS | AT_THE_DESK
    assert get_resolver("marketplace.orders.urls").url_patterns


@pytest.mark.parametrize("page", PAGES)
def test_the_number_of_queries_does_not_grow_with_her_orders(page, place, walk, aizada, signed_in):
    browser = signed_in(aizada)

    def queries():
        with CaptureQueriesContext(connection) as seen:
            assert browser.get(f"/market/orders/{page}").status_code == 200
        return len(seen)

    for lines in ((), ("quote", "accept"), ("quote", "accept", "start")):
        walk(place(), *lines)
    queries()  # the first of a browser reads what is kept from then on
    few = queries()
    for lines in ((), ("quote", "accept"), ("quote", "accept", "start")) * 3:
        walk(place(), *lines)
    assert queries() == few
