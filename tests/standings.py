"""Every standing and role, as the matrices know them by name."""

from uuid import uuid4

import pytest
from django.test import Client

OSH = {"aizada", "another maker", "trusted", "ambassador", "mentor", "coordinator", "blocked", "under_18", "staff"}
VOUCHED = OSH | {"elsewhere", "begimai"}
MEMBERS = VOUCHED | {"asked", "invited"}
GUESTS = {"guest", "another guest"}  # each opened her private links to an order and to a seat of her own
EVERYONE = MEMBERS | GUESTS | {"stranger", "suspended"}


@pytest.fixture
def cast(make_member, open_shop, aizada, begimai, coordinator, trusted, invited, suspended, under_18):
    """All but the guests; "blocked" is a woman whom Aizada doesn't wish to meet, "elsewhere" coordinates Batken."""
    from commons.people.models import Block

    blocked = make_member("Мээрим")
    Block.objects.create(by=aizada, member=blocked)
    another_maker = make_member("Жылдыз")
    open_shop(another_maker)
    return {
        "stranger": None,
        "asked": make_member("Асель", standing="asked"),
        "invited": invited,
        "aizada": aizada,
        "another maker": another_maker,
        "trusted": trusted,
        "ambassador": make_member("Елена", roles=("ambassador",)),
        "mentor": make_member("Анара", roles=("mentor",)),
        "coordinator": coordinator,
        "elsewhere": make_member("Сайкал", at="batken", standing="trusted", roles=("coordinator",)),
        "begimai": begimai,
        "blocked": blocked,
        "suspended": suspended,
        "under_18": under_18,
        "staff": make_member("Жамал", is_staff=True, is_superuser=True),
    }


@pytest.fixture
def guests(cast, offer):
    """The orders of the guests: each asked for the same dress of Aizada's."""
    from commons.people.details import GuestDetails
    from marketplace.orders.actions import Wish, place_order

    dress = offer(cast["aizada"], "tailoring", "Көйнөк")
    hers = {"guest": GuestDetails("Айнура", "+996700123456"), "another guest": GuestDetails("Назгүл", "+996700654321")}
    return {who: place_order(dress, details, Wish(brief="Кызыл"), uuid4()).order for who, details in hers.items()}


@pytest.fixture
def browser_of(cast, guests, seats, signed_in, linked):
    """A browser of hers, as fresh as she may have it: `browser_of("guest")`."""

    def give(who):
        if who in GUESTS:
            return linked(guests[who])
        return signed_in(cast[who]) if cast[who] else Client()

    return give


@pytest.fixture
def browsers(browser_of):
    """One of each, by name."""
    return {who: browser_of(who) for who in sorted(EVERYONE)}


def cookie_in(browser: Client) -> str | None:
    """What a phone or a live page says of who is before it."""
    return browser.cookies["sessionid"].value if "sessionid" in browser.cookies else None
