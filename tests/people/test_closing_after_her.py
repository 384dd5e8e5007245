""" "Close after me": with the browser, and in the house itself after twelve hours."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from commons.realtime.sessions import STRANGER, look_up

pytestmark = pytest.mark.django_db

HALF_A_DAY = timedelta(hours=12)


@pytest.fixture
def closing(make_member, stranger):
    """A browser in which she asked for it."""
    nazgul = make_member("Назгүл", words="өрүк булак көл")
    stranger.post("/sign-in/", {"number": nazgul.number, "three_words": "өрүк булак көл", "closes_after_me": "on"})
    return stranger


def test_the_row_ends_after_twelve_hours_and_the_cookie_with_the_browser(closing):
    assert closing.cookies["sessionid"]["max-age"] == ""
    left = Session.objects.get().expire_date - timezone.now()
    assert HALF_A_DAY - timedelta(minutes=1) < left <= HALF_A_DAY


def test_using_it_keeps_it_no_longer(closing):
    before = Session.objects.get().expire_date
    assert closing.post("/me/words/").status_code == 200
    assert Session.objects.get().expire_date == before
    assert closing.cookies["sessionid"]["max-age"] == ""


def test_then_pages_and_sockets_know_her_no_more(closing):
    key = closing.cookies["sessionid"].value
    assert look_up([key])[key] != STRANGER
    Session.objects.update(expire_date=timezone.now())
    assert closing.get("/me/").status_code == 302
    assert look_up([key])[key] == STRANGER


def test_others_stay_for_180_days(make_member, stranger):
    nazgul = make_member("Назгүл", words="өрүк булак көл")
    stranger.post("/sign-in/", {"number": nazgul.number, "three_words": "өрүк булак көл"})
    assert Session.objects.get().expire_date - timezone.now() > timedelta(days=179)


def test_signing_in_sweeps_out_what_is_over(closing, aizada):
    Session.objects.update(expire_date=timezone.now())
    aizada.set_password("тоо суу жел")
    aizada.save()
    closing.post("/sign-in/", {"number": aizada.number, "three_words": "тоо суу жел"})
    assert Session.objects.count() == 1
