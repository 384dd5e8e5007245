"""Every page and deed of notices, for every standing: what opens, what doesn't. A route that isn't in a list fails."""

import pytest
from django.urls import get_resolver

from commons.notify.mail import token_address

OPEN_TO_ALL = {"mail/<str:token>/confirm/", "mail/<str:token>/stop/"}  # to whoever holds the token

pytestmark = pytest.mark.django_db


def test_every_page_is_in_a_list():
    assert {str(route.pattern) for route in get_resolver("commons.notify.urls").url_patterns} == OPEN_TO_ALL


@pytest.mark.parametrize("name", ["notify:mail-confirm", "notify:mail-stop"])
def test_whoever_reads_her_mail_opens_its_page_and_a_broken_token_opens_nothing(name, aizada, stranger, settings):
    address = token_address(name, aizada.actor, "aizada@example.kg").removeprefix(settings.ORIGIN)
    page = stranger.get(address)
    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    assert "aizada@example.kg" not in page.content.decode()
    assert stranger.get(address.replace("/mail/", "/mail/x")).status_code == 404
