import logging
from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path
from django.utils import translation

from commons.people.models import Member
from commons.ui import views
from commons.ui.errors import FAILURES, STALE_FORM, error_page
from deploy.urls import handler400, handler403, handler404, handler500, urlpatterns

LANGUAGES = ["ky", "ru", "uz-cyrl", "en"]


def burst(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("as if something broke")


handlers = (handler400, handler403, handler404, handler500)
urlpatterns = [*urlpatterns, path("burst/", burst)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("status", sorted(FAILURES))
def test_each_failure_says_in_her_language_what_happened_and_what_to_do(status: int, language: str) -> None:
    with translation.override(language):
        page = error_page(status).content.decode()
        failure = FAILURES[status]
        title, words, action = str(failure.title), str(failure.words), str(failure.action)
    with translation.override("en"):
        assert (language == "en") == (title == str(failure.title))
    for said in (title, words, action):
        assert said.replace("'", "&#x27;") in page
    assert f'lang="{language}"' in page
    assert page.count('class="button"') == 1, "one thing to do"


def test_failing_needs_no_database() -> None:
    """Without the database fixture any query raises; there is no session and no member to ask for, either."""
    for status in FAILURES:
        assert error_page(status).status_code == status


def test_a_page_that_broke_can_be_tried_again(settings: Any, caplog: pytest.LogCaptureFixture) -> None:
    settings.ROOT_URLCONF = __name__
    browser = Client(raise_request_exception=False, headers={"cookie": "django_language=ru"})
    caplog.set_level(logging.CRITICAL)
    response = browser.get("/burst/?seam=3")
    assert response.status_code == 500
    assert 'href="/burst/?seam=3"' in response.content.decode()
    assert 'lang="ru"' in response.content.decode()


@pytest.mark.django_db
def test_a_wrong_address_is_told_so(stranger: Client) -> None:
    response = stranger.get("/there-is-no-such-page/")
    assert response.status_code == 404
    assert str(translation.gettext("There is nothing here")) in response.content.decode()


@pytest.mark.django_db
def test_an_address_never_comes_back_as_markup(stranger: Client) -> None:
    assert "<script>alert" not in stranger.get("/<script>alert(1)</script>/").content.decode()


@pytest.mark.django_db
def test_a_stale_form_is_refused_in_words(aizada: Member) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(aizada)
    browser.cookies["csrftoken"] = "a" * 32
    response = browser.post("/language/", {"language": "ru"})
    assert response.status_code == 403
    with translation.override("ky"):
        assert str(STALE_FORM.title) in response.content.decode()


def test_a_host_that_is_not_ours_gets_a_page_too(settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["birge.example"]
    assert Client(HTTP_HOST="elsewhere.example").get("/").status_code == 400


def test_going_too_fast_is_told_when_to_go_on() -> None:
    with translation.override("en"):
        response = error_page(429, retry_in=6.6)
    assert response["Retry-After"] == "7"
    assert "7 seconds" in response.content.decode()


@pytest.mark.parametrize("show", [views.show_bad_request, views.show_forbidden, views.show_not_found])
def test_why_it_failed_is_not_told(show: Callable[[HttpRequest, Exception], HttpResponse]) -> None:
    request = RequestFactory().get("/chats/7/")
    assert "secret-of-the-room" not in show(request, PermissionError("secret-of-the-room")).content.decode()
