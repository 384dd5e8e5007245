"""What there will be: by day, by month, by lab; what is hers on top; on the first page; and in her own calendar."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar

from commons.people.models import Block, Pass
from events.feeds import calendar_of
from events.models import Gathering

from .pages import said

pytestmark = pytest.mark.django_db


@pytest.fixture
def hers():
    """The browser of a stranger who reads English."""
    browser = Client()
    browser.cookies["django_language"] = "en"
    return browser


@pytest.fixture
def named(gathering):
    """One of this name, in so many days: `named("Felt", 3)`."""

    def give(name, ahead=3, **fields):
        return gathering(titles={"en": name}, starts_at=timezone.now() + timedelta(days=ahead), **fields)

    return give


def test_the_next_comes_first_and_what_is_over_or_cancelled_not_at_all(named, hers):
    for name, ahead in (("Later", 9), ("Sooner", 2), ("Cancelled one", 4), ("Over", 5)):
        named(name, ahead)
    Gathering.objects.filter(titles__en="Cancelled one").update(state="cancelled")
    past = timezone.now() - timedelta(hours=1)
    Gathering.objects.filter(titles__en="Over").update(starts_at=past - timedelta(hours=1), ends_at=past)
    words = said(hers.get("/events/"))
    assert words.index("Sooner") < words.index("Later")
    assert "Cancelled one" not in words
    assert "Over" not in words


def test_one_that_began_is_still_there(named, hers):
    felt = named("On now")
    Gathering.objects.filter(pk=felt.pk).update(starts_at=timezone.now() - timedelta(minutes=5))
    assert "On now" in said(hers.get("/events/"))


def test_who_has_something_of_hers_on_top_is_led_past_it_to_the_month(named, hers, come, signed_in, aizada):
    felt = named("Felt")
    month = f"/events/?month={timezone.localdate():%Y-%m}"
    assert f'href="{month}"' in hers.get("/events/").text
    come(felt, aizada)
    page = signed_in(aizada).get("/events/").text
    assert f'href="{month}#calendar"' in page
    assert 'id="calendar"' in page


def test_where_nothing_is_announced_it_says_so(hers):
    assert "No events are announced yet" in said(hers.get("/events/"))
    assert "Coming events" not in said(hers.get("/"))


def test_of_one_lab_and_of_all(named, make_member, hers):
    named("In Osh")
    named("In Batken", host=make_member("Сайкал", at="batken", roles=("coordinator",)))
    assert all(name in said(hers.get("/events/")) for name in ("In Osh", "In Batken"))
    words = said(hers.get("/events/?lab=batken"))
    assert ("In Batken" in words, "In Osh" in words) == (True, False)
    assert '<meta name="robots" content="noindex">' in hers.get("/events/?lab=batken").content.decode()
    assert "In Osh" in said(hers.get("/events/?lab=nowhere"))


def test_for_members_alone_and_past_a_block(named, hers, ambassador, begimai, make_member, signed_in):
    named("Ours", members_only=True)
    asked = make_member("Асель", standing="asked")
    assert "Ours" not in said(hers.get("/events/"))
    assert "Ours" not in said(signed_in(asked).get("/events/"))
    assert "Ours" in said(signed_in(begimai).get("/events/"))
    Block.objects.create(by=ambassador, member=begimai)
    assert "Ours" not in said(signed_in(begimai).get("/events/"))


def test_a_month_has_its_days_as_links(named, hers):
    felt = named("Felt", 40)
    day = timezone.localdate(felt.starts_at)
    page = hers.get(f"/events/?month={day:%Y-%m}")
    assert f"?month={day:%Y-%m}&amp;day={day:%Y-%m-%d}#days" in page.content.decode()
    assert "Felt" in said(hers.get(f"/events/?month={day:%Y-%m}&day={day:%Y-%m-%d}"))
    named("Tea", 41)
    other = timezone.localdate(felt.starts_at) + timedelta(days=1)
    if other.month == day.month:
        cards = hers.get(f"/events/?month={day:%Y-%m}&day={other:%Y-%m-%d}").content.decode().partition('id="days"')[2]
        assert ("Tea" in cards, "Felt" in cards) == (True, False)


@pytest.mark.parametrize("month", ["2026-13", "x", "1999-01", "9999-12", "2026-1", "-", "٢٠٢٦-٠١"])
def test_what_is_no_month_is_this_one(month, hers):
    page = hers.get("/events/", {"month": month, "day": "x"})
    assert page.status_code == 200
    assert timezone.localdate().strftime("%B %Y") in said(page)


def test_her_own_stand_on_top(named, come, ambassador, begimai, signed_in):
    begimai.language = ambassador.language = "en"
    felt = named("Felt")
    seat = come(felt, who=begimai)
    words = said(signed_in(begimai).get("/events/"))
    assert "You are coming" in words
    assert f"/events/{felt.pk}/seats/{seat.pk}/" in signed_in(begimai).get("/events/").content.decode()
    assert "1 of 30 taken" in said(signed_in(ambassador).get("/events/"))
    assert "Announce an event" in said(signed_in(ambassador).get("/events/"))
    assert "Announce an event" not in said(signed_in(begimai).get("/events/"))


def test_a_guests_seats_are_there_by_her_links(named, come, hers):
    seat = come(named("Felt"))
    assert "You are coming" not in said(hers.get("/events/"))
    hers.get(f"/g/{Pass.objects.get(stream=seat.stream).code}")
    assert "You are coming" in said(hers.get("/events/"))


def test_the_number_of_queries_does_not_grow(named, come, begimai, signed_in):
    browser = signed_in(begimai)
    come(named("First"), who=begimai)
    counts = []
    for _ in range(2):
        for address in ("/events/", "/events/?month="):
            browser.get(address)
            with CaptureQueriesContext(
                connection,
            ) as queries:
                browser.get(address)
            counts.append(len(queries))
        for n in range(6):
            come(named(f"One {n}", 4 + n), who=begimai)
    assert counts[:2] == counts[2:]


def test_a_stranger_sees_the_next_three_on_the_first_page(named, hers):
    for n in range(4):
        named(f"Number {n}", n + 1)
    words = said(hers.get("/"))
    assert "Coming events" in words
    assert [f"Number {n}" in words for n in range(4)] == [True, True, True, False]


def test_a_phone_may_keep_it_where_it_is_nobodys(named, hers, begimai, signed_in):
    felt = named("Felt")
    for address in ("/events/", f"/events/{felt.pk}/"):
        assert hers.get(address).headers.get("X-Keep") == "1"
        assert "X-Keep" not in signed_in(begimai).get(address).headers


def test_one_goes_into_her_calendar(named, hers, settings):
    felt = named("Felt, wool; and \\ soap", place="Library, 2nd floor", video="https://call.example/felt")
    answer = hers.get(f"/events/{felt.pk}/calendar.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    lines = answer.content.decode().replace("\r\n ", "").split("\r\n")
    assert (lines[0], lines[-2], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR", "")
    assert f"DTSTART:{felt.starts_at:%Y%m%dT%H%M%SZ}" in lines
    assert "SUMMARY:Felt\\, wool\\; and \\\\ soap" in lines
    assert "LOCATION:Library\\, 2nd floor" in lines
    assert f"UID:gathering-{felt.pk}@{settings.ORIGIN.partition('://')[2]}" in lines
    assert sum(line.startswith(("UID:", "DTSTAMP:", "DTEND:")) for line in lines) == 3
    assert "call.example" not in answer.content.decode()


def test_the_call_is_in_the_calendar_of_who_comes(named, come, begimai, signed_in):
    felt = named("Felt", video="https://call.example/felt")
    come(felt, who=begimai)
    answer = signed_in(begimai).get(f"/events/{felt.pk}/calendar.ics")
    assert "call.example" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]


def test_a_lab_can_be_followed_and_what_was_cancelled_is_told(named, make_member, hers):
    named("Ours", members_only=True)
    named("In Batken", host=make_member("Сайкал", at="batken", roles=("coordinator",)))
    felt = named("Felt")
    Gathering.objects.filter(pk=felt.pk).update(state="cancelled")
    words = hers.get("/events/labs/osh/calendar.ics").content.decode()
    assert ("Felt" in words, "STATUS:CANCELLED" in words, "Ours" in words, "Batken" in words) == (True, True, False, False)
    assert hers.get("/events/labs/nowhere/calendar.ics").status_code == 404


def test_a_long_name_in_two_bytes_a_letter_is_read_as_it_is_by_a_calendar(named):
    words = calendar_of([named("Ө" * 80)])
    assert all(len(line) <= 75 for line in words.encode().split(b"\r\n"))
    (event,) = Calendar.from_ical(words).walk("VEVENT")
    assert str(event["summary"]) == "Ө" * 80


def test_what_was_is_found_again_with_her_seat_and_her_desk(named, hers, come, ambassador, signed_in, django_assert_max_num_queries):
    felt, other, members, gone = named("Felt"), named("Another"), named("Ours", members_only=True), named("Cancelled one")
    seat = come(felt)
    past = {"starts_at": timezone.now() - timedelta(hours=3), "ends_at": timezone.now() - timedelta(hours=1)}
    Gathering.objects.update(**past)
    Gathering.objects.exclude(pk=other.pk).update(state="ended")  # which nobody began
    Gathering.objects.filter(pk=gone.pk).update(state="cancelled")
    page = hers.get("/events/past/")
    assert [name in said(page) for name in ("Felt", "Another", "Ours", "Cancelled one", "My seats")] == [True, True, False, False, False]
    hers.get(Pass.objects.get(stream=seat.stream).address)
    assert f"/events/{felt.pk}/seats/{seat.pk}/" in hers.get("/events/past/").content.decode()
    browser = signed_in(ambassador)
    with django_assert_max_num_queries(15):
        page = browser.get("/events/past/").content.decode()
    assert all(f"/events/{one.pk}/desk/" in page for one in (felt, other, members))
    assert "Ours" in page


def test_a_calendar_learns_that_it_is_cancelled(named):
    felt = named("Felt")
    before = calendar_of([felt])
    felt.state = "cancelled"
    assert ("SEQUENCE:1" in before, "SEQUENCE:2" in calendar_of([felt])) == (True, True)
