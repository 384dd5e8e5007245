"""A form that can't be trusted: why is told plainly, and what she typed comes back where it is surely hers."""

import pytest
from django.middleware.csrf import REASON_BAD_ORIGIN, REASON_NO_REFERER
from django.test import Client, RequestFactory
from django.utils import translation

from commons.ui.errors import FOREIGN_FORM, HIDDEN_FORM, NO_COOKIE, STALE_FORM
from commons.ui.views import show_csrf_failure

pytestmark = pytest.mark.django_db
TYPED = {"body": "Узун сөз", "three_words": "өрүк булак көл"}
TOKEN = "a" * 32


def send(aizada, **headers: str) -> tuple[int, str]:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(aizada)
    if headers.pop("cookie", "") != "none":
        browser.cookies["csrftoken"] = TOKEN
    answer = browser.post("/chats/7/messages/", {**TYPED, "csrfmiddlewaretoken": "b" * 32}, headers=headers)
    assert "no-store" in answer["Cache-Control"]
    return answer.status_code, answer.content.decode()


@pytest.mark.parametrize(
    ("headers", "failure", "comes_back"),
    [
        ({}, STALE_FORM, True),
        ({"Origin": "http://testserver"}, STALE_FORM, True),
        ({"Origin": "https://elsewhere.example"}, FOREIGN_FORM, False),
        ({"Origin": "null"}, HIDDEN_FORM, False),
        ({"cookie": "none"}, NO_COOKIE, True),
    ],
)
def test_each_reason_is_told_apart(aizada, headers, failure, comes_back):
    status, page = send(aizada, **headers)
    with translation.override("ky"):
        assert str(failure.title) in page
    assert status == 403
    assert ("Узун сөз</textarea>" in page) == comes_back
    assert "өрүк" not in page, "what is no prose may be a secret"


def test_the_way_on_is_the_page_she_came_from(aizada):
    _, page = send(aizada, Referer="http://testserver/chats/7/?at=5")
    assert 'href="/chats/7/?at=5"' in page


def test_no_referer_on_https_is_hidden_not_stale(settings):
    with translation.override("en"):
        request = RequestFactory().post("/chats/7/messages/", TYPED, secure=True)
        assert "hides" in show_csrf_failure(request, REASON_NO_REFERER).content.decode()


def test_django_still_says_why_in_these_words():
    assert REASON_BAD_ORIGIN % "null" == "Origin checking failed - null does not match any trusted origins."
