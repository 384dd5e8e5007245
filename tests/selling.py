"""Shops and services of the cast and the guests of its orders, for every test."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone


@pytest.fixture
def open_shop(db):
    """Her open shop: `open_shop(aizada)`."""
    from marketplace.catalog.models import Shop

    def give(member, **fields):
        shop, _ = Shop.objects.get_or_create(member=member, venture="", defaults={"lab": member.lab, "opened_at": timezone.now(), **fields})
        return shop

    return give


@pytest.fixture
def offer(open_shop):
    """A published service, of visits too for everyone: `offer(aizada, "tailoring", "Көйнөк", som=3_500)`."""
    from marketplace.catalog.actions.showing import set_up
    from marketplace.catalog.kinds import kind_of
    from marketplace.catalog.kinds.details import defaults_of
    from marketplace.catalog.models import Listing

    def give(member, kind="tailoring", name="Көйнөк", som=3_500, details=None, **fields):
        shop, declared = open_shop(member), kind_of(kind)
        open_to_all = {"who": "everyone"} if declared.field("who") else {}
        details = {**defaults_of(declared), **open_to_all, **(details or {})}
        fields = {"unit": declared.unit, "published_at": timezone.now(), "names": {"ky": name}, **fields}
        fields["lead_days"] = declared.lead_days(details)
        listing = Listing.objects.create(shop=shop, lab=shop.lab, kind=kind, price_from=som * 100, details=details, **fields)
        set_up(shop)
        return listing

    return give


@pytest.fixture
def in_days():
    """The day so many days ahead, on which shops work."""

    def give(ahead):
        day = timezone.localdate() + timedelta(days=ahead)
        return day + timedelta(days=1) if day.isoweekday() == 7 else day

    return give


@pytest.fixture
def linked(db):
    """A browser in which a guest opened all her private links: `linked(order)`; also of a seat."""
    from commons.people.models import Pass

    def give(order):
        browser = Client()
        browser.cookies["django_language"] = "en"
        for link in Pass.objects.good().filter(guest=order.guest):
            browser.get(f"/g/{link.code}")
        return browser

    return give
