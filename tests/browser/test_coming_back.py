"""A browser that met a busy moment comes back by itself."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TAKE_ALL = """(n) => Promise.all(Array.from({ length: n }, () => new Promise((done) => {
  const line = new WebSocket(`ws://${location.host}/ws/`);
  line.onmessage = line.onclose = done;
})))"""

LISTEN = """(stream) => new Promise((done) => {
  const source = new EventSource(`/live/?stream=${stream}`);
  source.onerror = () => done(source.readyState === EventSource.CONNECTING);
})"""


def test_a_live_page_that_finds_no_room_is_not_given_up(served, window, aizada, settings):
    page = window(aizada, served)
    page.goto("/language/")
    page.evaluate(TAKE_ALL, settings.REALTIME_CONNECTIONS_PER_MEMBER)
    assert page.evaluate(LISTEN, f"people.member:{aizada.pk}")
