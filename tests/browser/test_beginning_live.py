"""A live page that was open before it began, and what is written in it while a line is slow."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.events.conftest import ambassador, come, gathering, plan, visitor

from .live_rooms import felt, seated

__all__ = ["ambassador", "come", "felt", "gathering", "plan", "seated", "visitor"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_who_waited_for_it_to_begin_is_told_who_sees_her_question_and_a_host_has_all_at_hand(served, window, gathering, seated, ambassador):
    felt = gathering(video="", starts_at=timezone.now() + timedelta(hours=1))
    host, hers = window(ambassador, served), seated(felt)
    host.goto(f"/events/{felt.pk}/stage/")
    for page, name in ((host, "live-stage"), (hers, "live-gathering")):
        page.wait_for_function(f"!!customElements.get('{name}')")
    for part in ("call", "words", "asks"):
        expect(host.locator(f"#{part}")).to_be_hidden()
    host.click("button[value=begin]")
    expect(hers.locator("form.asks > [data-asks=to_host]")).to_be_visible()
    assert hers.locator("form.asks > [data-asks=to_host]").bounding_box()["height"] < 30, "its lock stands beside it"
    assert hers.locator(".signs").bounding_box()["height"] < 60
    host.click("#call summary")
    host.fill("#call textarea", "Чай ичебиз")
    host.click("#call button")
    expect(hers.locator(".called")).to_contain_text("Чай ичебиз")
    host.click("#pace-0")
    expect(hers.locator("[data-tab=chat]")).to_be_visible()
    assert host.evaluate("document.getElementById('pace-0').offsetHeight") < 60, "its word is whole"
    host.click("#end summary")
    host.click("#end button")
    expect(host.locator("#recording")).to_be_visible()
    expect(host.locator("#call")).to_be_hidden()


def test_what_she_asks_while_the_last_one_is_under_way_stays_without_her_name(served, felt, seated, ambassador):
    from events.actions import begin
    from events.models import Question

    begin(ambassador, felt)
    hers = seated(felt)
    hers.wait_for_function("!!customElements.get('live-gathering')")
    held = []
    hers.route("**/live/questions/", lambda route: held.append(route))
    hers.check("[name=is_anonymous]")
    hers.fill(".asks textarea", "Канча убакыт кургайт?")
    with hers.expect_request("**/live/questions/"):
        hers.click(".asks .icon-button")
    hers.fill(".asks textarea", "Ал эми жайында?")
    held.pop().continue_()
    expect(hers.locator(".asks__sent")).to_be_visible()
    expect(hers.locator(".asks textarea")).to_have_value("Ал эми жайында?")
    hers.unroute("**/live/questions/")
    hers.click(".asks .icon-button")
    expect(hers.locator(".asks textarea")).to_have_value("")
    assert list(Question.objects.order_by("pk").values_list("text", "is_anonymous")) == [
        ("Канча убакыт кургайт?", True),
        ("Ал эми жайында?", True),
    ]
