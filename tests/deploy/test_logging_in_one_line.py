"""What a visitor gets wrong is one line in the log; where we fail, the place is told. Neither quotes her."""

import io
import logging
from uuid import uuid4

import pytest
from django.test import Client

from deploy.logs import WithoutWords

pytestmark = pytest.mark.django_db
SECRET = "купуя-сөз"


@pytest.fixture
def log():
    """What goes to the console, as the settings have it."""
    [console] = [handler for handler in logging.getLogger().handlers if isinstance(handler.formatter, WithoutWords)]
    before = console.setStream(written := io.StringIO())
    yield written
    console.setStream(before)


@pytest.fixture
def network():
    from chat.models import Room

    return Room.objects.get(kind=Room.Kind.NETWORK)


def post(browser, room, **form):
    return browser.post(f"/chats/{room.pk}/messages/", {"key": str(uuid4()), **form})


def test_what_is_refused_is_one_line(invited, aizada, network, signed_in, log):
    assert post(signed_in(invited), network, body=SECRET).status_code == 403
    assert post(signed_in(aizada), network, body=SECRET, key=SECRET).status_code == 422
    assert signed_in(aizada).get(f"/chats/999999/?q={SECRET}").status_code == 403
    written = log.getvalue()
    assert "Traceback" not in written
    assert "File " not in written
    assert SECRET not in written
    assert len(written.splitlines()) <= 3


@pytest.mark.parametrize(
    "form", [{"body": SECRET * 10_000}, {f"{SECRET}{number}": "" for number in range(200)}], ids=["too large", "too many fields"]
)
def test_what_is_too_large_is_one_line(form, aizada, network, signed_in, log):
    assert post(signed_in(aizada), network, **form).status_code in (400, 413)
    written = log.getvalue()
    assert "File " not in written
    assert SECRET not in written
    assert 1 <= len(written.splitlines()) <= 2


def test_a_host_that_isnt_ours_is_one_line(log):
    assert Client(headers={"host": "elsewhere.example"}).get("/").status_code == 400
    assert "File " not in log.getvalue()
    assert len(log.getvalue().splitlines()) <= 2


def test_where_we_fail_the_place_is_told_and_no_words(aizada, network, signed_in, monkeypatch, log):
    from chat.views import messages

    def fail(*given):
        raise RuntimeError(SECRET)

    monkeypatch.setattr(messages, "post_message", fail)
    browser = signed_in(aizada)
    browser.raise_request_exception = False
    assert post(browser, network, body=SECRET).status_code == 500
    assert "in fail" in log.getvalue()
    assert "RuntimeError" in log.getvalue()
    assert SECRET not in log.getvalue()
