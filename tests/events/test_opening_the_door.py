"""Every page and verb at the door, for every standing and for guests: hosts check in, and whoever is in the room does by its QR."""

import re
from contextlib import suppress
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from commons.journal.refusals import Refused
from commons.realtime.verbs import VERBS as VERBS_OF_SOCKETS
from commons.realtime.verbs import Call
from events.actions import check_in
from events.door_urls import urlpatterns
from events.models import Gathering, Seat
from events.room import room_code
from tests.standings import EVERYONE, MEMBERS
from tests.ui.weighing import weigh

from .test_taking_part_by_socket import DONE

pytestmark = pytest.mark.django_db
KB = 1024

HERE = EVERYONE - {"suspended"}
MEET = HERE - {"blocked"}
AMONG_US = MEMBERS - {"asked", "blocked"}
HOSTS = {"aizada", "begimai", "coordinator"}

# page → who gets it with 200, of the gathering that is for everyone, for members alone, and for women
PAGES = {
    "<id:gathering_id>/door/": (HOSTS, HOSTS, HOSTS),
    "<id:gathering_id>/door/list/": (HOSTS, HOSTS, HOSTS),
    "<id:gathering_id>/room/": (HOSTS, HOSTS, HOSTS),
    "<id:gathering_id>/room/<slug:code>/": (MEET, AMONG_US, MEET),
}
# verb → who has done it by that
POSTS = {
    "<id:gathering_id>/door/": (HOSTS, HOSTS, HOSTS),
    "<id:gathering_id>/door/visitors/": (HOSTS, HOSTS, HOSTS),
    "<id:gathering_id>/door/seats/<id:seat_id>/": (HOSTS, HOSTS, HOSTS),
    "<id:gathering_id>/room/<slug:code>/": (MEET, AMONG_US, MEET - {"stranger", "another guest"}),  # they say their names
}
KINDS = ("open", "members", "women")


@pytest.fixture
def soon(gatherings, seats, come, cast):
    """The cast's gatherings begin in half an hour."""
    Gathering.objects.update(starts_at=timezone.now() + timedelta(minutes=30))
    come(gatherings["members"], cast["trusted"])
    return {kind: Gathering.objects.get(pk=one.pk) for kind, one in gatherings.items()}


def address(written, gathering, seat):
    which = {"<id:gathering_id>": gathering.pk, "<id:seat_id>": seat.pk, "<slug:code>": room_code(gathering)}
    for name, value in which.items():
        written = written.replace(name, str(value))
    return f"/events/{written}"


@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_to_those_it_is_for(page, soon, browsers):
    for kind, allowed in zip(KINDS, PAGES[page], strict=True):
        at = address(page, soon[kind], soon[kind].seats.first())
        got = {who: browser.get(at).status_code for who, browser in browsers.items()}
        assert {who for who, status in got.items() if status == 200} == allowed, (kind, got)
        assert set(got.values()) <= {200, 302, 403, 404}


@pytest.mark.parametrize("verb", POSTS)
def test_a_verb_is_for_those_it_is_for(verb, soon, browsers):
    for kind, allowed in zip(KINDS, POSTS[verb], strict=True):
        seat, done = soon[kind].seats.first(), set()
        for who in sorted(EVERYONE):
            change = "one more" if "visitors" in verb else "come"
            given = {"code": seat.code, "key": uuid4(), "change": change, "name": "Айнура", "phone": "0555 111 222", "party": "1"}
            if "room" in verb:
                page = browsers[who].get(address(verb, soon[kind], seat)).content.decode()
                given["seat"] = "".join(re.findall(r'name="seat" value="(\d+)"', page))
            before = state_of(soon[kind])
            with transaction.atomic():  # whatever she did is undone
                answer = browsers[who].post(address(verb, soon[kind], seat), given)
                assert answer.status_code in (302, 403, 404, 409), (kind, who, answer.status_code)
                if state_of(soon[kind]) != before:
                    done.add(who)
                transaction.set_rollback(True)
        assert done == allowed, kind


VERBS = {
    "events.check_in": {"seat": None, "at": 1_700_000_000_000},
    "events.recount": {"seat": None, "came": 2},
    "events.uncount": {"seat": None},
    "events.count": {"on": True},
}


@pytest.mark.parametrize("name", VERBS)
def test_a_verb_of_the_socket_is_for_those_it_is_for(name, soon, cast):
    felt = soon["open"]
    seat, done = felt.seats.first(), set()
    if name != "events.check_in":
        check_in(cast["aizada"], seat, uuid4())
    before = state_of(felt)
    for who, member in cast.items():
        if member is None:
            continue  # no account, no socket: the realtime app's own tests
        args = {key: seat.pk if key == "seat" else value for key, value in VERBS[name].items()}
        with transaction.atomic():
            with suppress(Refused):
                VERBS_OF_SOCKETS[name](Call(member, felt.desk_stream, uuid4(), args, "ky"))
            if state_of(felt) != before:
                done.add(who)
            transaction.set_rollback(True)
    assert done == HOSTS


@pytest.mark.parametrize("stream", ["events.desk:0", "events.desk:x", "events.seat:1", "chat.room:1", "events.desk:"])
def test_at_no_other_stream_anything_is_done(stream, soon, cast):
    for name, args in VERBS.items():
        given = {key: soon["open"].seats.first().pk if key == "seat" else value for key, value in args.items()}
        with pytest.raises(Refused):
            VERBS_OF_SOCKETS[name](Call(cast["aizada"], stream, uuid4(), given, "ky"))


@pytest.mark.parametrize(
    "args", [{}, {"seat": "1", "at": 1}, {"seat": 1, "at": 2**60}, {"seat": 1, "at": -1}, {"seat": 1, "at": 1, "more": 1}]
)
def test_what_is_no_check_in_is_refused(args, soon, cast):
    with pytest.raises(Refused, match="invalid"):
        VERBS_OF_SOCKETS["events.check_in"](Call(cast["aizada"], soon["open"].desk_stream, uuid4(), args, "ky"))


def state_of(gathering):
    fresh = Gathering.objects.get(pk=gathering.pk)
    return fresh.here, fresh.nameless, Seat.objects.here().filter(gathering=gathering).count()


def test_every_address_is_in_a_list():
    assert {str(route.pattern) for route in urlpatterns} == PAGES.keys() | POSTS.keys()
    assert {name for name in VERBS_OF_SOCKETS if name.startswith("events.")} == VERBS.keys() | DONE.keys()


@pytest.mark.parametrize("page", ["door/", "door/list/"])
def test_the_number_of_queries_does_not_grow(page, gathering, come, ambassador, signed_in, make_member):
    felt, browser = gathering(capacity=30, starts_at=timezone.now() + timedelta(minutes=30)), signed_in(ambassador)

    def fill():
        for _ in range(3):
            come(felt)
            come(felt, make_member("Айнура"))

    def queries():
        with CaptureQueriesContext(connection) as seen:
            assert browser.get(f"/events/{felt.pk}/{page}").status_code == 200
        return len(seen)

    fill()
    queries()
    few = queries()
    fill()
    assert queries() == few


@pytest.mark.parametrize("language", ["ky", "ru", "uz-cyrl", "en"])
def test_the_pages_at_the_door_fit_a_patchy_network(gathering, come, visitor, ambassador, signed_in, language):
    felt = gathering(capacity=200, starts_at=timezone.now() + timedelta(minutes=30))
    for n in range(60):
        come(felt, visitor(f"Айнура Токтогулова {n}"), party=1 + n % 3)
    browser = signed_in(ambassador)
    browser.cookies["django_language"] = language
    for path in ("door/", "room/", f"room/{room_code(felt)}/"):
        weight = weigh(browser, f"/events/{felt.pk}/{path}")
        print(path, weight.html, weight.css, weight.js, weight.total)
        assert weight.html <= 12 * KB, path
        assert weight.css <= 12 * KB, path
        assert weight.js <= 35 * KB, path
        assert weight.total <= 60 * KB, path
