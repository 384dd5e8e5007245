"""A live page that was open before it began, and what is written in it while a line is slow."""

from datetime import timedelta
from uuid import uuid4

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


def test_begun_long_before_its_hour_the_door_is_at_hand(served, window, gathering, ambassador):
    felt = gathering(starts_at=timezone.now() + timedelta(hours=6))
    host = window(ambassador, served)
    host.goto(f"/events/{felt.pk}/stage/")
    host.wait_for_function("!!customElements.get('live-stage')")
    door, code = (host.locator(f".stage__more a[href$='/{page}/']") for page in ("door", "room"))
    expect(door).to_be_hidden()
    host.click("button[value=begin]")
    expect(door).to_be_visible()
    expect(code).to_be_visible()


def test_what_she_writes_with_goes_as_soon_as_she_is_muted_and_comes_back(served, window, felt, seated, ambassador, begimai):
    from events.actions import arrange_asking, begin, lift_restraint, restrain, say
    from events.models import Seat

    begin(ambassador, felt)
    arrange_asking(ambassador, felt, "to_host")
    hers, others, member = seated(felt), seated(felt), window(begimai, served)
    member.goto(f"/events/{felt.pk}/live/")
    for page in (hers, others, member):
        page.wait_for_function("!!customElements.get('live-gathering')")
        expect(page.locator("#questions")).to_be_hidden()  # nothing stands below it
    others.fill(".asks textarea", "Дагы бир суроо")
    guest = Seat.objects.whole().order_by("pk").first().guest
    muted = [restrain(ambassador, say(felt, who, "Салам", uuid4()), "muted") for who in (guest, begimai)]
    for page in (hers, member):
        expect(page.locator("form.asks, form.says")).to_have_count(0)
        expect(page.locator(".live__foot")).to_contain_text("окуп")
    for one in muted:
        lift_restraint(ambassador, one)
    for page in (hers, member):
        expect(page.locator("form.asks")).to_be_visible()
    expect(others.locator(".asks textarea")).to_have_value("Дагы бир суроо")


def test_of_today_the_hours_that_are_over_are_not_offered(served, window, ambassador):
    host = window(ambassador, served)
    host.goto("/events/new/talk/")
    host.fill("[name=title]", "Жүн тууралуу")
    host.press("[name=title]", "Enter")
    expect(host.locator("hours-ahead:defined")).to_be_attached()
    host.evaluate("""() => {
        const today = document.querySelector("[name=day]").value;
        Object.assign(document.querySelector("hours-ahead").dataset, { today, now: "14:20" });
    }""")
    days, hours = host.locator("[name=day]"), host.locator("[name=hour]")
    hours.nth(2).check(force=True)
    days.nth(0).check(force=True)
    assert hours.evaluate_all("all => all.filter(one => one.checkVisibility()).map(one => one.value)")[0] == "15:00"
    assert not hours.evaluate_all("all => all.some(one => one.checked)")
    days.nth(1).check(force=True)
    assert hours.evaluate_all("all => all.filter(one => one.checkVisibility()).map(one => one.value)")[0] == "08:00"
