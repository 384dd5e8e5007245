from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client

from commons.people.models import Member

pytestmark = pytest.mark.django_db
SignIn = Callable[[Member], Client]


@pytest.mark.parametrize(("code", "name"), settings.LANGUAGES)
def test_each_language_is_offered_by_its_own_name(stranger: Client, code: str, name: str) -> None:
    for path in ("/", "/language/"):
        page = stranger.get(path).content.decode()
        assert f'value="{code}" lang="{code}"' in page
        assert name in page


@pytest.mark.parametrize("code", [code for code, _ in settings.LANGUAGES])
def test_the_next_page_is_in_the_language_she_chose(stranger: Client, code: str) -> None:
    response = stranger.post("/language/", {"language": code, "next": "/"}, follow=True)
    assert response.redirect_chain == [("/", 302)]
    assert f'<html lang="{code}"' in response.content.decode()


@pytest.mark.parametrize(
    "address", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", "/\\elsewhere.example", ""]
)
def test_nobody_is_sent_elsewhere(stranger: Client, address: str) -> None:
    assert stranger.post("/language/", {"language": "ru", "next": address})["Location"] == "/"
    assert f'value="{address}"' not in stranger.get("/language/", {"next": address or "none"}).content.decode()


def test_she_comes_back_to_where_she_was(stranger: Client) -> None:
    assert stranger.post("/language/", {"language": "ru", "next": "/offline/?a=1"})["Location"] == "/offline/?a=1"
    back = stranger.post("/language/", {"language": "ru"}, headers={"referer": "http://testserver/offline/"})
    assert back["Location"] == "http://testserver/offline/"


def test_a_language_nobody_speaks_here_changes_nothing(stranger: Client) -> None:
    response = stranger.post("/language/", {"language": "tlh", "next": "/"})
    assert response.status_code == 302
    assert settings.LANGUAGE_COOKIE_NAME not in response.cookies


def test_a_member_keeps_it_for_every_phone(aizada: Member, signed_in: SignIn) -> None:
    signed_in(aizada).post("/language/", {"language": "uz-cyrl", "next": "/"})
    aizada.refresh_from_db()
    assert aizada.language == "uz-cyrl"


def test_looking_at_the_languages_chooses_none(stranger: Client) -> None:
    assert settings.LANGUAGE_COOKIE_NAME not in stranger.get("/language/?language=ru").cookies
