"""What a woman sees first on a small phone while it is on: what she can do now, not what is over; and never an empty page."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.events.conftest import ambassador, come, gathering, plan, visitor

from .live_rooms import felt, seated

__all__ = ["ambassador", "come", "felt", "gathering", "plan", "seated", "visitor"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("scripts", [True, False])
def test_polls_that_are_over_make_room_for_questions_and_chat(felt, seated, ambassador, come, scripts):
    from events.actions import ask_question, begin, close_poll, decide_question, open_poll

    begin(ambassador, felt)
    asked = decide_question(ambassador, ask_question(felt, come(felt).guest, "Качан?", uuid4()), "show")
    old, last, now = (_poll(open_poll, ambassador, felt, words, close_poll) for words in ("Байыркы", "Акыркы", ""))
    hers = seated(felt, java_script_enabled=scripts)
    question = hers.locator(f"#q-{asked.pk}")
    assert _top(hers.locator(f"#p-{now.pk}")) < _top(question) < _top(hers.locator(f"#p-{last.pk}")) < _top(hers.locator(f"#p-{old.pk}"))
    assert _top(hers.locator(".live__foot")) > _top(question)
    if scripts:
        close_poll(ambassador, now)  # what was just asked stays, with its results
        expect(hers.locator(f"#p-{now.pk}[data-open]")).to_have_count(0)
        assert _top(hers.locator(f"#p-{now.pk}")) < _top(question)
        hers.locator("[data-tab=chat]").click()
        expect(hers.locator(f"#p-{now.pk}")).to_be_visible()
        expect(hers.locator(f"#p-{old.pk}")).to_be_hidden()
        expect(hers.locator(".live__chat")).to_be_visible()


def test_where_questions_go_to_the_hosts_the_page_says_what_stands_here(gathering, seated, ambassador):
    from events.actions import begin, end, say_now

    felt = begin(ambassador, gathering(video="", starts_at=timezone.now() + timedelta(hours=1)))
    hers = seated(felt)
    hint = hers.locator(".questions__aloud")
    expect(hint).to_be_visible()
    say_now(ambassador, felt, "Жүндү жууйбуз")
    expect(hint).to_be_hidden()
    say_now(ambassador, felt, "")
    expect(hint).to_be_visible()
    end(ambassador, felt)
    expect(hint).to_be_hidden()


def test_a_host_finds_what_was_asked_above_the_polls_that_are_over(window, served, felt, ambassador, come):
    from events.actions import ask_question, begin, close_poll, decide_question, open_poll

    begin(ambassador, felt)
    decide_question(ambassador, ask_question(felt, come(felt).guest, "Качан?", uuid4()), "show")
    _poll(open_poll, ambassador, felt, "Байыркы", close_poll)
    hers = window(ambassador, served)
    hers.goto(f"/events/{felt.pk}/stage/")
    assert _top(hers.get_by_text("Качан?")) < _top(hers.get_by_text("Байыркы"))
    open_poll(ambassador, felt, "Азыркы", ["Ооба", "Жок"], uuid4())
    expect(hers.get_by_text("Азыркы")).to_be_visible()
    assert _top(hers.get_by_text("Азыркы")) < _top(hers.get_by_text("Качан?")) < _top(hers.get_by_text("Байыркы"))


def _poll(open_poll, ambassador, felt, words, close_poll):
    """One that is over; without words, one that is open."""
    poll = open_poll(ambassador, felt, words or "Азыркы", ["Ооба", "Жок"], uuid4())
    return close_poll(ambassador, poll) or poll if words else poll


def _top(found):
    return found.bounding_box()["y"]
