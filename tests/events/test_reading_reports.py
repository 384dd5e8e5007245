"""Whose reports they are, what they show, and the same as a file; however many there were, as few questions."""

import csv
import io
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver
from django.utils import timezone

from commons.people.models import Block
from events.actions import check_in
from events.models import Gathering, Step
from events.reports_urls import urlpatterns
from tests.events.pages import said
from tests.standings import EVERYONE
from tests.ui.weighing import weigh

pytestmark = pytest.mark.django_db

KB = 1024
HOLD = {"aizada", "begimai", "coordinator"}
ANNOUNCE = {"ambassador", "coordinator", "elsewhere"}
PAGES = {
    "{gathering}/report/": HOLD,
    "reports/": ANNOUNCE | {"aizada"},  # who announced one, whatever she is now
    "reports/file.csv": ANNOUNCE | {"aizada"},
    "reports/labs/osh/": {"coordinator"},
    "reports/labs/osh/file.csv": {"coordinator"},
    "reports/labs/batken/": {"elsewhere"},
    "reports/labs/batken/file.csv": {"elsewhere"},
    "reports/labs/nowhere/": set(),
}


@pytest.mark.parametrize("page", PAGES)
def test_a_report_is_for_those_it_is_for(page, gatherings, browsers):
    address = "/events/" + page.format(gathering=gatherings["open"].pk)
    got = {who: browser.get(address).status_code for who, browser in browsers.items()}
    assert {who for who, status in got.items() if status == 200} == PAGES[page], got
    assert set(got.values()) <= {200, 302, 403}


def test_those_who_hold_it_are_counted_as_they_send_it_on(gatherings, browsers, cast):
    address = f"/events/{gatherings['open'].pk}/sharing/"
    done = {who for who in sorted(EVERYONE) if browsers[who].post(address, {"way": "link", "key": str(uuid4())}).status_code == 200}
    assert done == HOLD
    assert browsers["aizada"].post(address, {"way": "link", "key": "1"}).status_code == 400


def test_every_address_is_in_a_list():
    written = {page.format(gathering="<id:gathering_id>").replace("osh", "<slug:slug>") for page in PAGES}
    written = {page for page in written if "batken" not in page and "nowhere" not in page}
    assert {str(route.pattern) for route in urlpatterns} == written | {"<id:gathering_id>/sharing/"}
    assert get_resolver("events.urls")


@pytest.fixture
def year(begun, come, ambassador, deliver):
    """Two gatherings of Aizada's, last month and in this; to the first four came."""
    felt, wool = begun(titles={"en": "Felt"}), begun(titles={"en": "=Wool"})
    for party in (3, 1):
        seat = come(felt, party=party)
        check_in(ambassador, seat, uuid4())
    come(felt, party=2)
    come(wool)
    deliver()
    Gathering.objects.filter(pk=felt.pk).update(starts_at=a_month_ago(), ends_at=a_month_ago() + timedelta(hours=2))
    Gathering.objects.filter(pk=wool.pk).update(starts_at=timezone.now(), ends_at=timezone.now() + timedelta(hours=2))
    return felt, wool


def a_month_ago():
    return timezone.localtime().replace(day=1, hour=12) - timedelta(days=20)


def english(browser):
    browser.cookies["django_language"] = "en"
    return browser


def test_a_gathering_step_by_step(year, ambassador, signed_in):
    felt, _wool = year
    page = english(signed_in(ambassador)).get(f"/events/{felt.pk}/report/")
    assert [(step.n, step.length) for step in page.context["steps"]] == [(0, 0), (6, 100), (4, 67), (0, 0), (0, 0)]
    assert "Places taken 6" in said(page)
    assert f'href="/events/{felt.pk}/report/"' in signed_in(ambassador).get(f"/events/{felt.pk}/desk/").content.decode()


def test_a_year_month_by_month_and_the_gatherings_of_one(year, ambassador, signed_in):
    felt, _wool = year
    before = a_month_ago()
    page = english(signed_in(ambassador)).get(f"/events/reports/?month={before:%Y-%m}")
    by_month = {one.month.month: one.figures.steps for one in page.context["report"].months if one.figures.gatherings}
    assert by_month[before.month] == [0, 6, 4, 0, 0]
    assert [(one, figures.steps) for one, figures in page.context["report"].rows] == [(felt, [0, 6, 4, 0, 0])]
    assert "<svg" in page.content.decode()
    assert "Felt" in said(page)


@pytest.mark.parametrize("month", ["", "2026-13", "1800-01", "9999-12", "слово"])
def test_another_month_than_there_is_is_this_one(month, year, ambassador, signed_in):
    page = signed_in(ambassador).get("/events/reports/", {"month": month})
    assert page.context["report"].month == timezone.localdate().replace(day=1)


def test_what_was_cancelled_is_not_counted(year, ambassador, signed_in):
    Gathering.objects.update(state="cancelled")
    assert signed_in(ambassador).get("/events/reports/").context["report"].total.gatherings == 0


def test_a_coordinator_reads_who_held_them_of_those_she_meets(year, ambassador, make_member, signed_in, begun):
    coordinator = make_member("Чолпон", standing="trusted", roles=("coordinator",))
    other = make_member("Елена", roles=("ambassador",))
    begun_by_her = Gathering.objects.get(pk=begun().pk)
    Gathering.objects.filter(pk=begun_by_her.pk).update(host=other, starts_at=timezone.now(), ends_at=timezone.now() + timedelta(hours=1))
    page = english(signed_in(coordinator)).get("/events/reports/labs/osh/")
    assert [(host, n) for host, n, _figures in page.context["hosts"]][-1] == (other, 1)
    Block.objects.create(by=other, member=coordinator)
    page = signed_in(coordinator).get("/events/reports/labs/osh/")
    assert [host for host, _n, _figures in page.context["hosts"]] == [ambassador]


def test_the_same_as_a_file_in_which_words_stay_words(year, ambassador, make_member, signed_in):
    coordinator = make_member("Чолпон", standing="trusted", roles=("coordinator",))
    for browser, address in ((signed_in(ambassador), "/events/reports/"), (signed_in(coordinator), "/events/reports/labs/osh/")):
        answer = english(browser).get(f"{address}file.csv")
        assert answer["Content-Type"] == "text/csv; charset=utf-8"
        assert "no-store" in answer["Cache-Control"]
        head, *rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
        assert answer.content.startswith(b"\xef\xbb\xbf")
        assert head[0] == "Month"
        assert len({len(row) for row in (head, *rows)}) == 1
        assert [row[2] for row in rows if row[0] == f"{timezone.localdate():%Y-%m}"] == ["'=Wool"]
        assert rows[-1][4:] == ["0", "1", "0", "0", "0"]


@pytest.mark.parametrize("page", ["reports/", "reports/labs/osh/", "reports/file.csv", "reports/labs/osh/file.csv"])
def test_the_number_of_queries_does_not_grow(page, year, gathering, come, deliver, make_member, signed_in):
    browser = signed_in(year[0].host)
    year[0].host.roles.create(lab=year[0].lab, kind="coordinator")

    def queries():
        with CaptureQueriesContext(connection) as seen:
            assert browser.get(f"/events/{page}").status_code == 200
        return len(seen)

    queries()
    few = queries()
    for host in (None, *(make_member(name, roles=("ambassador",)) for name in ("Аида", "Айым"))):
        felt = gathering(host)
        Gathering.objects.filter(pk=felt.pk).update(starts_at=timezone.now(), ends_at=timezone.now() + timedelta(hours=1))
        Step.objects.create(gathering=felt, kind="seats", key="seat 0", n=1, entry=1)
    assert queries() == few


@pytest.mark.parametrize("language", ["ky", "ru", "uz-cyrl", "en"])
def test_they_fit_a_patchy_network(year, ambassador, signed_in, language):
    ambassador.roles.create(lab=ambassador.lab, kind="coordinator")
    for number in range(60):
        starts_at = timezone.now()
        Gathering.objects.create(
            key=uuid4(),
            lab=ambassador.lab,
            host=ambassador,
            kind="talk",
            titles={"ky": f"Кийизден оюнчук жасоо: ачык мастер-класс {number}"},
            starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=1),
            capacity=30,
            in_lab_room=False,
        )
    browser = signed_in(ambassador)
    browser.cookies["django_language"] = language
    for path in (f"/events/{year[0].pk}/report/", "/events/reports/", "/events/reports/labs/osh/"):
        weight = weigh(browser, path)
        assert weight.html <= 12 * KB, path
        assert weight.css <= 12 * KB, path
        assert weight.js <= 35 * KB, path
        assert weight.total <= 60 * KB, path


def test_me_leads_there_who_announces(ambassador, aizada, signed_in):
    assert 'href="/events/reports/"' in signed_in(ambassador).get("/me/").content.decode()
    assert 'href="/events/reports/"' not in signed_in(aizada).get("/me/").content.decode()
