"""A number and three words; limits per account and over all, never per address."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connections
from django.utils import timezone

from commons.journal.refusals import Refused
from commons.people.actions import sessions, sign_in
from commons.people.limits import Limit
from commons.people.models import Tally

pytestmark = pytest.mark.django_db

WORDS = "өрүк булак көл"


@pytest.fixture
def nazgul(make_member):
    return make_member("Назгүл", words=WORDS, language="uz-cyrl")


@pytest.mark.parametrize("typed", [WORDS, "Орук, БУЛАК кол", " өрүк-булак-көл "])
def test_her_words_are_hers_however_she_types_them(nazgul, typed):
    assert sign_in(nazgul.number, typed) == nazgul


@pytest.mark.parametrize("written", [" {0} {1} ", "№ {0}{1}", "№{0} {1}"])
def test_her_number_is_hers_however_she_types_it(written, nazgul, stranger):
    number = written.format(nazgul.number[:3], nazgul.number[3:])
    assert stranger.post("/sign-in/", {"number": number, "three_words": WORDS}).status_code == 302


@pytest.mark.parametrize("words", ["", "өрүк булак", "булак өрүк көл", "x" * 5000])
def test_other_words_are_refused(nazgul, words):
    with pytest.raises(Refused, match="forbidden"):
        sign_in(nazgul.number, words)


def test_one_who_keeps_no_words_has_none(aizada):
    with pytest.raises(Refused, match="forbidden"):
        sign_in(aizada.number, "")


def test_after_five_tries_the_right_words_wait_too(nazgul):
    for _ in range(5):
        with pytest.raises(Refused, match="forbidden"):
            sign_in(nazgul.number, "бир эки үч")
    with pytest.raises(Refused, match="slow_down") as refused:
        sign_in(nazgul.number, WORDS)
    assert 0 < refused.value.retry_in <= 900


def test_a_number_nobody_has_is_answered_alike(nazgul):
    def answers(number: str) -> list[tuple[str, str]]:
        found = []
        for _ in range(6):
            with pytest.raises(Refused) as refused:
                sign_in(number, "бир эки үч")
            found.append((refused.value.code, str(refused.value.message)))
        return found

    assert answers(nazgul.number) == answers("999999")


def test_others_sign_in_meanwhile(nazgul, make_member):
    other = make_member("Асел", words="тоо суу жел")
    for _ in range(7):
        with pytest.raises(Refused):
            sign_in(nazgul.number, "бир эки үч")
    assert sign_in(other.number, "тоо суу жел") == other


def test_over_all_there_is_a_limit_too(nazgul, monkeypatch):
    monkeypatch.setattr(sessions, "OVER_ALL", Limit("few", 3, timedelta(minutes=15)))
    for number in range(100_001, 100_004):
        with pytest.raises(Refused, match="forbidden"):
            sign_in(str(number), "бир эки үч")
    kept = Tally.objects.count()
    with pytest.raises(Refused, match="slow_down"):
        sign_in(nazgul.number, WORDS)
    assert Tally.objects.count() == kept, "whoever is sent away leaves no row behind"


def test_time_passes_and_she_may_try_again(nazgul):
    for _ in range(6):
        with pytest.raises(Refused):
            sign_in(nazgul.number, "бир эки үч")
    Tally.objects.update(ends_at=timezone.now())
    assert sign_in(nazgul.number, WORDS) == nazgul


def test_a_right_try_begins_anew(nazgul):
    for _ in range(3):
        with pytest.raises(Refused, match="forbidden"):
            sign_in(nazgul.number, "бир эки үч")
        assert sign_in(nazgul.number, WORDS) == nazgul


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_many_tries_at_once_slip_through_no_gap(nazgul):
    def guess(_: int) -> str:
        try:
            sign_in(nazgul.number, "бир эки үч")
        except Refused as refused:
            return refused.code
        finally:
            connections.close_all()
        return "in"

    with ThreadPoolExecutor(12) as threads:
        outcomes = list(threads.map(guess, range(24)))
    assert (outcomes.count("forbidden"), outcomes.count("slow_down")) == (5, 19)


def test_the_page_signs_her_in_for_180_days_in_her_language(nazgul, stranger):
    answer = stranger.post("/sign-in/", {"number": nazgul.number, "three_words": WORDS, "next": "/me/"})
    assert (answer.status_code, answer["Location"]) == (302, "/me/")
    assert answer.cookies["sessionid"]["max-age"] == 180 * 24 * 3600
    assert answer.cookies["django_language"].value == "uz-cyrl"


def test_close_after_me_keeps_nothing_past_the_browser(nazgul, stranger):
    answer = stranger.post("/sign-in/", {"number": nazgul.number, "three_words": WORDS, "closes_after_me": "on"})
    assert answer.cookies["sessionid"]["max-age"] == ""


def test_wrong_words_leave_the_number_in_its_field(nazgul, stranger):
    answer = stranger.post("/sign-in/", {"number": nazgul.number, "three_words": "бир эки үч"})
    assert answer.status_code == 422
    assert f'value="{nazgul.number}"' in answer.content.decode()
    assert not Session.objects.exists()


def test_the_page_says_when_to_try_again(nazgul, stranger):
    for _ in range(6):
        answer = stranger.post("/sign-in/", {"number": nazgul.number, "three_words": "бир эки үч"})
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 900


@pytest.mark.parametrize("next_page", ["https://example.com/", "//example.com", "javascript:alert(1)"])
def test_it_leads_to_no_other_house(nazgul, stranger, next_page):
    assert stranger.post("/sign-in/", {"number": nazgul.number, "three_words": WORDS, "next": next_page})["Location"] == "/"


def test_what_was_typed_is_in_no_tally_nor_found_by_trying_all_numbers(nazgul, settings):
    keys = []
    for settings.SECRET_KEY in ("one", "another"):
        with pytest.raises(Refused):
            sign_in(nazgul.number, "бир эки үч")
        keys.append(set(Tally.objects.values_list("key", flat=True)) - set().union(*keys))
    ours, theirs = keys
    assert len(ours) == len(theirs) >= 2  # hers, and that of all
    assert not [key for key in ours | theirs if nazgul.number in key or not re.fullmatch("[0-9a-f]{64}", key)]


def test_the_admin_has_no_door_without_limits(stranger, aizada, signed_in):
    assert stranger.post("/admin/login/", {"username": "1", "password": "2"})["Location"].startswith("/sign-in/")
    assert signed_in(aizada).post("/admin/login/", {"username": "1", "password": "2"}).status_code == 403
