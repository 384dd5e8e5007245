"""Every page and verb of events for those who come, for every standing and for guests: what opens, what doesn't.

What those do who hold a gathering has its own list.
"""

from uuid import uuid4

import pytest
from django.urls import URLResolver, get_resolver
from django.utils import timezone

from commons.journal.writing import atomic, record
from commons.people.actions import take_pass
from commons.people.codes import code_from, hash_of
from events.models import Certificate, Gathering, Seat
from events.models.certificates import LENGTH
from tests.standings import EVERYONE, MEMBERS

pytestmark = pytest.mark.django_db

HERE = EVERYONE - {"suspended"}
MEET = HERE - {"blocked"}
AMONG_US = MEMBERS - {"asked", "blocked"}

# page → who gets it with 200; {open} is for everyone, {members} for members alone, {seat} is whose she is who stands there
PAGES = {
    "": HERE,
    "past/": HERE,
    "{open}/": MEET,
    "{open}/now/": MEET,
    "{open}/picture/": HERE,
    "{members}/picture/": set(),
    "{members}/": AMONG_US,
    "{members}/now/": AMONG_US,
    "{open}/seat/": MEET,
    "{members}/seat/": AMONG_US,
    "{open}/calendar.ics": MEET,
    "{members}/calendar.ics": AMONG_US,
    "labs/osh/calendar.ics": HERE,
    "certificates/": HERE,
    "certificates/{code}/": HERE,
    "{open}/seats/{seat}/certificate/": {"trusted"},
    "{open}/seats/{seat}/": {"trusted"},
    "{open}/seats/{seat}/now/": {"trusted"},
    "{open}/seats/{seat}/release/": {"trusted"},
}
# verb → who gets past its door: 302, 422 where something is missing, 409 where it isn't the time for it
POSTS = {
    "{open}/seat/": MEET,
    "{members}/seat/": AMONG_US,
    "{open}/seats/{seat}/party/": {"trusted"},
    "{open}/seats/{seat}/release/": {"trusted"},
    "{open}/seats/{seat}/offer/": {"trusted"},
    "{open}/seats/{seat}/again/": {"trusted"},
    "{open}/seats/{seat}/feedback/": {"trusted"},
    "{open}/seats/{seat}/certificate/": {"trusted"},
}
# in test_opening_the_way_to_join.py
ELSEWHERE = {f"<id:gathering_id>/seats/<id:seat_id>/{page}/" for page in ("link", "join", "join/name", "mine")}


@pytest.fixture
def address(gatherings, seats):
    """What stands in an address: `address("{open}/seats/{seat}/", "guest")`."""

    def give(written, whose="trusted"):
        ids = {"open": gatherings["open"].pk, "members": gatherings["members"].pk, "seat": seats[whose].pk}
        return "/events/" + written.format(**ids, code=certified(seats) if "certificate" in written else "")

    return give


def certified(seats):
    """It is over, all were there, and one of those who only look has a certificate: its code."""
    Gathering.objects.filter(pk=seats["guest"].gathering_id).update(state="ended", ended_at=timezone.now(), certifies=True)
    Seat.objects.filter(gathering=seats["guest"].gathering_id).update(came=1, came_at=timezone.now())
    other, _ = Certificate.objects.get_or_create(
        seat=seats["another guest"], defaults={"seed": "a", "code_hash": hash_of(code_from("a", LENGTH)), "name": "Назгүл"}
    )
    return other.code


def those(allowed, whose):
    """Those who are let in, where it is hers."""
    return {whose} if allowed == {"trusted"} else allowed


def said():
    hers = {"name": "Айнура", "phone": "0555 111 222", "party": "2", "key": str(uuid4())}
    return {**hers, "face": "3", "again": "yes"}


@pytest.mark.parametrize("whose", ["trusted", "guest"])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_to_those_it_is_for(page, whose, address, browsers):
    got = {who: browser.get(address(page, whose)).status_code for who, browser in browsers.items()}
    assert {who for who, status in got.items() if status == 200} == those(PAGES[page], whose), got
    assert set(got.values()) <= {200, 403, 404}


@pytest.mark.parametrize("whose", ["trusted", "guest"])
@pytest.mark.parametrize("verb", POSTS)
def test_a_verb_is_for_those_it_is_for(verb, whose, address, browsers, seats):
    passed = set()
    for who in sorted(EVERYONE, key=lambda one: one == whose):
        before = Seat.objects.count(), Seat.objects.values_list("state", "party", "version").get(pk=seats[whose].pk)
        answer = browsers[who].post(address(verb, whose), said())
        assert answer.status_code in (302, 403, 404, 409), (who, answer.status_code)
        if answer.status_code in (302, 409):
            passed.add(who)
        else:
            assert before == (Seat.objects.count(), Seat.objects.values_list("state", "party", "version").get(pk=seats[whose].pk)), who
    assert passed == those(POSTS[verb], whose)


@pytest.mark.parametrize("verb", [verb for verb in POSTS if "{seat}" in verb])
def test_a_guest_whose_link_was_taken_does_nothing_more(verb, address, browsers, seats):
    seat = seats["guest"]
    with atomic():
        record(take_pass(seat.guest, seat.stream, "system"))
    assert browsers["guest"].post(address(verb, "guest"), said()).status_code == 403
    assert browsers["guest"].get(address("{open}/seats/{seat}/", "guest")).status_code == 403
    assert Seat.objects.values_list("state", "party", "version").get(pk=seat.pk) == ("taken", 1, 1)


def test_every_page_is_in_a_list():
    own = {str(route.pattern) for route in get_resolver("events.urls").url_patterns if not isinstance(route, URLResolver)}
    written = {"{code}": "<slug:code>", "{open}": "<id:gathering_id>", "{members}": "<id:gathering_id>", "{seat}": "<id:seat_id>"}
    listed = set()
    for address in (*PAGES, *POSTS):
        for name, pattern in written.items():
            address = address.replace(name, pattern)
        listed.add(address.replace("/osh/", "/<slug:slug>/"))
    assert own == listed | ELSEWHERE
