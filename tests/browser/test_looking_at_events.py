"""What axe and narrow screens make of events: every page, each as those see it whose it is."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.urls import URLResolver, get_resolver, resolve
from django.utils import timezone

from tests.events.conftest import ambassador, come, gathering, plan, visitor

from .looking import LANGUAGES, grave
from .test_looking_at_the_market import SQUEEZED

__all__ = ["ambassador", "come", "gathering", "plan", "visitor"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

STRANGERS = (
    "/",
    "/events/",
    "/events/?lab=osh",
    "/events/?lab=batken",
    "/events/?month={month}",
    "/events/?month={later}",
    "/events/{open}/",
    "/events/{full}/",
    "/events/{full}/seat/",
    "/events/{cancelled}/",
    "/events/{members}/",  # not there for her
    "/events/{full}/seats/{waiting}/",  # closed to her
)
GUESTS = (
    "{private}",  # the private link first
    "/events/{open}/",
    "/events/{open}/seats/{taken}/release/",
    "/events/{open}/seats/{taken}/link/",
    "/events/{open}/seats/{taken}/join/",
    "/events/{open}/seats/{taken}/join/name/",
    "/events/",
)
MEMBERS = (
    "/events/",
    "/events/past/",
    "/events/{open}/",
    "/events/{members}/",
    "/events/{full}/seats/{offered}/",
    "/events/{full}/seats/{offered}/release/",
)
HOSTS = ("/events/", "/events/{open}/")
NO_PAGES = {"gathering-now", "picture", "ics", "lab-ics", "seat-now", "party", "offer", "again", "feedback", "claim"}
NO_PAGES |= {"certificates", "certificate-check", "certificate"}  # looked at in test_going_home.py


@pytest.fixture
def events(gathering, come, begimai):
    """An open one, one that is full with an offer and a line, one that was cancelled, one for members."""
    from commons.people.models import Pass
    from events.actions import give_up_seat
    from events.models import Gathering

    felt = gathering(abouts={"ky": "Алжапкыч алып келиңиз."}, video="https://call.example/felt")
    full = gathering(capacity=1, women_only=True, starts_at=timezone.now() + timedelta(days=5))
    cancelled, members = gathering(), gathering(members_only=True)
    Gathering.objects.filter(pk=cancelled.pk).update(state="cancelled")
    first, offered, waiting, taken = come(full), come(full, who=begimai), come(full), come(felt, party=2)
    give_up_seat(first)
    today = timezone.localdate()
    return {
        "open": felt.pk,
        "full": full.pk,
        "cancelled": cancelled.pk,
        "members": members.pk,
        "offered": offered.pk,
        "waiting": waiting.pk,
        "taken": taken.pk,
        "private": urlsplit(Pass.objects.get(stream=taken.stream).address).path,
        "month": f"{felt.starts_at:%Y-%m}",
        "later": f"{today + timedelta(days=300):%Y-%m}",
    }


def test_every_page_is_looked_at(events):
    every = (*STRANGERS[1:], *GUESTS[1:], *MEMBERS, *HOSTS)
    looked = {resolve(address.format(**events).partition("?")[0]).url_name for address in every}
    own = {route.name for route in get_resolver("events.urls").url_patterns if not isinstance(route, URLResolver)}
    assert own == looked | NO_PAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_serious(served, window, events, ambassador, begimai, language):
    wrong = []
    for woman, addresses in ((None, STRANGERS), (None, GUESTS), (begimai, MEMBERS), (ambassador, HOSTS)):
        if woman is not None:
            woman.language = language
        page = window(woman, served)
        page.context.add_cookies([{"name": "django_language", "value": language, "url": served.url}])
        for address in addresses:
            page.goto(address.format(**events))
            wrong += [f"{address}: {found}" for found in grave(page)]
    assert not wrong, "\n".join(wrong)


def test_nothing_is_cut_on_a_small_phone(served, window, events, ambassador, begimai):
    wrong = []
    for woman, addresses in ((None, STRANGERS), (None, GUESTS), (begimai, MEMBERS), (ambassador, HOSTS)):
        page = window(woman, served, width=320, height=568)
        for address in addresses:
            page.goto(address.format(**events))
            if (wide := page.evaluate("document.documentElement.scrollWidth")) > 320:
                wrong.append((address, wide))
            wrong += [(address, squeezed) for squeezed in page.evaluate(SQUEEZED)]
    assert not wrong
