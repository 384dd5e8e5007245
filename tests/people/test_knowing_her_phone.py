"""Whoever tries her number elsewhere locks nobody out of the phone she has signed in on."""

from datetime import timedelta

import pytest
from django.test import Client

from commons.people.actions import sessions
from commons.people.limits import Limit

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

WORDS, WRONG = "өрүк булак көл", "бир эки үч"


@pytest.fixture
def nazgul(make_member):
    return make_member("Назгүл", words=WORDS)


@pytest.fixture
def hers(nazgul, stranger):
    """The phone she was signed in on, and signed out of."""
    assert sign_in(stranger, nazgul) == 302
    stranger.post("/sign-out/")
    return stranger


def sign_in(browser: Client, member, words: str = WORDS, **more: str) -> int:
    return browser.post("/sign-in/", {"number": member.number, "three_words": words, **more}).status_code


def use_up(browser: Client, member) -> None:
    assert [sign_in(browser, member, WRONG) for _ in range(6)] == [422] * 5 + [429]


def test_tries_elsewhere_are_not_hers(hers, nazgul):
    use_up(Client(), nazgul)
    assert sign_in(Client(), nazgul) == 429
    assert sign_in(hers, nazgul) == 302


def test_nor_are_those_of_all(hers, nazgul, monkeypatch):
    monkeypatch.setattr(sessions, "OVER_ALL", Limit("few", 1, timedelta(minutes=15)))
    assert Client().post("/sign-in/", {"number": "999999", "three_words": WRONG}).status_code == 422
    assert sign_in(Client(), nazgul) == 429
    assert sign_in(hers, nazgul) == 302


def test_on_her_phone_too_there_is_a_limit_and_her_other_phone_keeps_its_own(hers, nazgul):
    other = Client()
    assert sign_in(other, nazgul) == 302
    other.post("/sign-out/")
    use_up(hers, nazgul)
    assert sign_in(hers, nazgul) == 429
    assert sign_in(other, nazgul) == 302


def test_a_phone_is_hers_from_the_day_she_joined(invite, stranger):
    code = invite().code
    key = stranger.get(f"/i/{code}/name/").context["form"]["key"].value()
    answer = stranger.post(f"/i/{code}/name/", {"name": "Сайкал", "key": key})
    assert "device" in answer.cookies


def test_it_opens_no_other_number(hers, make_member):
    other = make_member("Асел", words="тоо суу жел")
    use_up(Client(), other)
    assert sign_in(hers, other, "тоо суу жел") == 429


def test_none_is_made_up(nazgul, hers):
    value = hers.cookies["device"].value
    use_up(Client(), nazgul)
    for forged in ("", "x", "a:b:c", "x" + value, value[:-1], value.split(":")[0]):
        browser = Client()
        browser.cookies["device"] = forged
        assert sign_in(browser, nazgul) == 429


def test_a_computer_that_is_not_hers_alone_is_not_remembered(nazgul):
    browser = Client()
    assert sign_in(browser, nazgul, closes_after_me="on") == 302
    assert "device" not in browser.cookies


def test_it_tells_nothing_and_goes_to_the_sign_in_alone(hers, nazgul):
    cookie = hers.cookies["device"]
    assert nazgul.number not in cookie.value
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/sign-in/", True, "Lax")
    assert cookie["max-age"] == 400 * 24 * 3600
