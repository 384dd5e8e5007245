"""A private link: whoever has it is that guest there; the table tells no code; a changed one opens nothing."""

import json

import pytest
from django.core import serializers
from django.test import RequestFactory
from django.utils import timezone

from commons.journal.models import Entry
from commons.journal.things import Thing, describes, thing, things
from commons.journal.writing import atomic, record
from commons.people.actions import change_pass, give_pass, take_pass
from commons.people.models import Guest, Pass
from commons.people.models.guests import GOOD_FOR
from commons.people.passes import MOST, carry, guest_at, passes_of, streams_of

pytestmark = pytest.mark.django_db
TABLE = "tests.table:1"


@describes("tests.table")
def describe_tables(names):
    return {name: Thing(f"Table {name}", f"/tables/{name}/") for name in names if name != "0"}


@pytest.fixture
def guest():
    return Guest.objects.create(name="Айнура", phone="+996700123456")


@pytest.fixture
def link(guest):
    with atomic():
        return give_pass(guest, TABLE)


@pytest.fixture
def visit(stranger):
    """A request of the stranger's browser as it is now."""

    def ask():
        request = RequestFactory().get("/")
        request.session = stranger.session
        return request

    return ask


def test_it_leads_to_the_page_of_its_thing_and_makes_the_browser_hers(link, guest, stranger, visit):
    answer = stranger.get(f"/g/{link.code}")
    assert (answer.status_code, answer["Location"]) == (302, "/tables/1/")
    assert "no-store" in answer["Cache-Control"]
    assert guest_at(visit(), TABLE) == guest
    assert guest_at(visit(), "tests.table:2") is None
    assert streams_of(visit()) == {TABLE}


def test_however_its_code_was_typed(link, stranger):
    assert stranger.get(f"/g/{link.code.lower()}/").status_code == 302
    assert link.address.endswith(f"/g/{link.code}")
    assert len(link.code) == 16


def test_the_same_link_is_given_again_and_a_fresh_one_after_it_was_taken(link, guest):
    with atomic():
        assert give_pass(guest, TABLE) == link
    with atomic():
        fact = take_pass(guest, TABLE, guest.actor)
        fresh = give_pass(guest, TABLE)
        record(fact)
    assert fresh.code != link.code
    with atomic():
        assert take_pass(guest, "tests.table:2", guest.actor) is None
    assert Entry.objects.get(stream=f"people.guest:{guest.pk}").data == {}


def test_one_that_was_taken_opens_nothing_and_says_so(link, guest, stranger, visit):
    stranger.get(f"/g/{link.code}")
    with atomic():
        record(take_pass(guest, TABLE, guest.actor))
    assert guest_at(visit(), TABLE) is None
    answer = stranger.get(f"/g/{link.code}")
    assert answer.status_code == 404
    assert "Жөнөткөн" in answer.content.decode()


def test_a_member_is_led_to_what_was_taken_over_and_not_past_a_link_that_was_only_changed(link, guest, signed_in, aizada):
    hers = signed_in(aizada)
    with atomic():
        fresh, fact = change_pass(link, guest.actor)
        record(fact)
    assert hers.get(f"/g/{link.code}").status_code == 404, "whoever sent it has another for her"
    with atomic():
        record(take_pass(guest, TABLE, guest.actor))
    for code in (link.code, fresh.code):
        assert hers.get(f"/g/{code}")["Location"] == "/tables/1/"


@pytest.mark.parametrize("code", ["", "x", "ABCDEFGHJKMNPQRS", "../", "Ө" * 400, "%00"])
def test_what_is_no_code_opens_nothing(code, stranger, link):
    assert stranger.get(f"/g/{code}").status_code == 404


def test_however_many_wrong_ones_are_tried_the_right_one_opens(link, stranger):
    for _ in range(30):
        assert stranger.get("/g/ABCDEFGHJKMNPQRS").status_code == 404
    assert stranger.get(f"/g/{link.code}").status_code == 302


def test_one_that_is_old_opens_nothing_and_makes_room_for_another(link, guest, stranger):
    Pass.objects.update(made_at=timezone.now() - GOOD_FOR)
    assert stranger.get(f"/g/{link.code}").status_code == 404
    with atomic():
        fresh = give_pass(guest, TABLE)
    assert stranger.get(f"/g/{fresh.code}").status_code == 302


def test_she_closes_it_on_a_phone_that_is_shared_and_opens_it_again(link, stranger, visit):
    assert stranger.get("/g/closing/")["Location"] == "/"
    stranger.get(f"/g/{link.code}")
    assert stranger.get("/g/closing/").status_code == 200  # asks first
    assert passes_of(visit()) == [link]
    assert stranger.post("/g/closing/").status_code == 302
    assert passes_of(visit()) == []
    stranger.get(f"/g/{link.code}")
    assert passes_of(visit()) == [link]


def test_whoever_signs_in_on_that_phone_is_not_that_guest(link, stranger, coordinator):
    from commons.people.actions import make_invitation

    stranger.get(f"/g/{link.code}")
    code = make_invitation(coordinator, "in_person").code
    stranger.post(f"/i/{code}/name/", {"name": "Нуриза", "key": "a" * 32})
    assert "_auth_user_id" in stranger.session
    assert "passes" not in stranger.session


def test_the_tables_tell_no_code(link):
    kept = serializers.serialize("json", Pass.objects.all())
    assert link.code not in kept
    assert link.code.lower() not in kept.lower()
    assert json.loads(kept)


def test_a_browser_carries_so_many_and_forgets_the_first(guest, visit):
    request = visit()
    with atomic():
        links = [give_pass(guest, f"tests.table:{number}") for number in range(1, MOST + 3)]
    for one in links:
        carry(request, one)
    assert [one.pk for one in passes_of(request)] == [one.pk for one in reversed(links[2:])]
    carry(request, links[5])
    assert passes_of(request)[0] == links[5]


@pytest.mark.parametrize("kept", ["x", 7, None, ["x", None], {"a": 1}, [0, -1]])
def test_a_session_that_says_something_else_opens_nothing(kept, visit):
    request = visit()
    request.session["passes"] = kept
    assert passes_of(request) == []


def test_signing_out_takes_the_links_along(link, aizada, signed_in):
    browser = signed_in(aizada)
    browser.get(f"/g/{link.code}")
    assert browser.session["passes"]
    browser.post("/sign-out/")
    assert "passes" not in browser.session


def test_things_are_told_by_who_knows_them():
    assert things([TABLE, "tests.table:0", "nowhere:1"]) == {TABLE: Thing("Table 1", "/tables/1/")}
    assert thing("nowhere:1") is None
