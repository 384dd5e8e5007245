"""Her seat's page: whose turn it is, and what she can do there; by her private link or her account."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from events.actions import give_up_seat, hold_offer
from events.models import Gathering, Seat

from .counting import check
from .pages import hidden, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def at():
    """Her browser, in which she opened her link: `at(seat)`."""
    from commons.people.models import Pass

    def give(seat):
        browser = Client()
        browser.cookies["django_language"] = "en"
        opened = browser.get(f"/g/{Pass.objects.good().get(stream=seat.stream).code}")
        assert opened["Location"] == page_of(seat)
        return browser

    return give


def page_of(seat, noun=""):
    return f"/events/{seat.gathering_id}/seats/{seat.pk}/{noun and noun + '/'}"


@pytest.fixture
def offered(gathering, come, again):
    """A seat of a guest's that is offered, of a gathering with one place."""
    felt = gathering(capacity=1)
    first, second = come(felt), come(felt)
    give_up_seat(first)
    return again(second)


def test_her_code_stands_large_and_as_a_picture(gathering, come, at):
    seat = come(gathering())
    page = at(seat).get(page_of(seat))
    assert seat.spoken_code in said(page)
    assert 'src="data:image/svg+xml' in page.content.decode()


def test_an_offer_is_her_turn_and_its_clock_runs_since_she_looked(offered, at, again):
    browser = at(offered)
    page = browser.get(page_of(offered))
    ends_at = again(offered).offer_ends_at
    assert ends_at is not None
    assert "Your turn" in said(page)
    assert "A place is free for you" in said(page)
    assert timezone.localtime(ends_at).strftime("%H:%M") in said(page)
    for _ in range(2):
        assert browser.post(page_of(offered, "offer"))["Location"] == page_of(offered)
    assert again(offered).state == "taken"
    assert "Your place is kept" in said(browser.get(page_of(offered)))
    check(offered.gathering)


def test_she_says_that_she_cannot_once_and_is_asked_before(offered, at, again, come):
    third, browser = come(offered.gathering), at(offered)
    assert "Give up my place" in said(browser.get(page_of(offered, "release")))
    assert again(offered).state == "offered"
    for _ in range(2):
        assert browser.post(page_of(offered, "release"))["Location"] == page_of(offered)
    assert [again(seat).state for seat in (offered, third)] == ["given_up", "offered"]
    assert browser.get(page_of(offered, "release")).status_code == 302
    check(offered.gathering)


def test_an_offer_that_ran_out_says_so_and_she_asks_again_as_the_same_woman(offered, at, again):
    browser = at(offered)
    hold_offer(offered.pk)
    Seat.objects.filter(pk=offered.pk).update(offer_ends_at=timezone.now() - timedelta(seconds=1))
    answer = browser.post(page_of(offered, "offer"))
    assert answer.status_code == 409
    assert "The time for this offer is over" in said(answer)
    give_up_seat(again(offered))
    key = hidden(browser.get(page_of(offered)), "key")
    first, second = [browser.post(page_of(offered, "again"), {"key": key})["Location"] for _ in range(2)]
    assert first == second != page_of(offered)
    fresh = Seat.objects.latest("pk")
    assert (fresh.state, fresh.who, fresh.guest.name) == ("taken", offered.who, offered.guest.name)
    assert "Your place is kept" in said(browser.get(first))
    check(offered.gathering)


def test_who_asks_again_waits_in_line_only_where_she_was_told(gathering, come, at):
    felt = gathering(capacity=1)
    seat = come(felt)
    browser = at(seat)
    browser.post(page_of(seat, "release"))
    page = browser.get(page_of(seat))
    assert "I'm coming after all" in said(page)
    come(felt)  # the last place goes while she looks
    form = {"key": hidden(page, "key")}
    answer = browser.post(page_of(seat, "again"), form)
    assert answer.status_code == 409
    assert "There is no place left." in said(answer)
    assert "Wait in line again" in said(answer)
    browser.post(page_of(seat, "again"), {**form, "waits": "1"})
    assert Seat.objects.latest("pk").state == "waiting"
    check(felt)


def test_we_are_two_where_there_is_room(gathering, come, at, again):
    seat = come(gathering(capacity=2))
    browser = at(seat)
    assert browser.post(page_of(seat, "party"), {"party": "2"}).status_code == 302
    assert again(seat).party == 2
    answer = browser.post(page_of(seat, "party"), {"party": "4"})
    assert answer.status_code == 422
    assert 'id="id_party_error"' in answer.content.decode()
    assert again(seat).party == 2
    assert browser.post(page_of(seat, "party"), {"party": "seven"}).status_code == 422


def test_she_who_waits_sees_her_number_go_down(gathering, come, at):
    felt = gathering(capacity=1)
    come(felt)
    second, third = come(felt), come(felt)
    browser = at(third)
    assert "Your number in line: 2" in said(browser.get(page_of(third)))
    give_up_seat(second)
    assert "Your number in line: 1" in said(browser.get(page_of(third, "now")))


@pytest.mark.parametrize(("fields", "words"), [({"state": "cancelled"}, "was cancelled"), ({"ends_at": timezone.now()}, "is over")])
def test_what_is_cancelled_or_over_asks_nothing_of_her(fields, words, gathering, come, at, again):
    seat = come(gathering())
    fields = {"starts_at": timezone.now() - timedelta(hours=1), **fields}
    Gathering.objects.filter(pk=seat.gathering_id).update(**fields)
    browser = at(seat)
    page = browser.get(page_of(seat))
    assert words in said(page)
    assert "<form" not in page.content.decode().partition("data-now")[2].partition("</live-part>")[0]
    browser.post(page_of(seat, "release"))
    assert again(seat).state == "taken"


def test_a_blocked_woman_keeps_her_seat(gathering, come, ambassador, begimai, signed_in):
    from commons.people.models import Block

    seat = come(gathering(), who=begimai)
    Block.objects.create(by=ambassador, member=begimai)
    page = signed_in(begimai).get(page_of(seat))
    assert page.status_code == 200
    assert f'data-stream="{seat.stream}"' in page.content.decode()  # and nothing else: that stream is closed to her


def test_nobody_else_opens_it(gathering, come, at, begimai, signed_in):
    seat, other = come(gathering()), come(gathering())
    for browser in (Client(), at(other), signed_in(begimai)):
        for noun in ("", "now"):
            assert browser.get(page_of(seat, noun)).status_code == 403
        for noun in ("party", "release", "offer", "again"):
            assert browser.post(page_of(seat, noun), {"party": "2", "key": str(uuid4())}).status_code == 403
    assert at(seat).get(f"/events/{other.gathering_id}/seats/{seat.pk}/").status_code == 403


def test_it_costs_the_same_however_many_come(gathering, come, at, django_assert_max_num_queries):
    felt = gathering(capacity=3)
    for _ in range(9):
        seat = come(felt)
    browser = at(seat)
    browser.get(page_of(seat))
    with django_assert_max_num_queries(14):
        browser.get(page_of(seat))
