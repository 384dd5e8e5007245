"""Orders of the cast, and browsers that walk through the pages."""

import re
from uuid import uuid4

import pytest
from django.test import Client

from tests.marketplace.orders.conftest import asks_advance, departs, dinner, dress, place, trip, visitor, walk

__all__ = ["asks_advance", "departs", "dinner", "dress", "place", "trip", "visitor", "walk"]

CONTACT = {"name": "Айнура", "phone": "0700 123 456"}


@pytest.fixture
def hers():
    """The browser of a stranger who reads English."""
    return english()


@pytest.fixture
def send():
    """Press the button of a step on its page: `send(browser, order, "agreement")`, with the version that is shown."""

    from marketplace.orders.models import Order

    def give(browser, order, noun, **fields):
        order = Order.objects.get(pk=order.pk)
        given = {"version": order.version, "key": str(uuid4()), "revision": order.revision, **fields}
        return browser.post(f"/market/orders/{order.pk}/{noun}/", given)

    return give


@pytest.fixture
def order_by_pages():
    """Walk the three pages: `order_by_pages(browser, listing, first={…}, day={…})`; returns the last answer."""

    def go(browser, listing, first, day, contact=CONTACT):
        begin = f"/market/orders/new/{listing.code}/"
        answer = browser.post(begin, first)
        assert answer.status_code == 302, said(answer)
        answer = browser.post(answer["Location"], day)
        assert answer.status_code == 302, said(answer)
        return browser.post(answer["Location"], {**hidden(browser.get(answer["Location"])), **contact})

    return go


def english():
    """A browser that reads English."""
    browser = Client()
    browser.cookies["django_language"] = "en"
    return browser


def hidden(answer):
    """What a page's forms bring along unseen."""
    fields = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', answer.content.decode())
    return {name: value for name, value in fields if name != "csrfmiddlewaretoken"}


def said(answer):
    """The words of a page, without its markup."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))
