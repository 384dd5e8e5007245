"""Strangers on their phones: the last places, the line, and an offer that reaches an open page; and all of it without scripts."""

import re

import pytest
from playwright.sync_api import expect

from tests.events.conftest import ambassador, come, gathering, plan, visitor

__all__ = ["ambassador", "come", "gathering", "plan", "visitor"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = {"has_touch": True, "is_mobile": True}


@pytest.fixture
def stranger_at(served, window):
    """A stranger's phone that reads English: `stranger_at("/events/")`."""

    def give(address, **options):
        page = window(None, served, **{**PHONE, **options})
        page.context.add_cookies([{"name": "django_language", "value": "en", "url": served.url}])
        page.goto(address)
        return page

    return give


def say_who(page, name, phone, party=1):
    page.fill("input[name=name]", name)
    page.fill("input[name=phone]", phone)
    page.locator(".party__one", has_text=str(party)).first.click()
    page.locator("#seat button.button--full").click()
    page.wait_for_url(re.compile(r"/events/\d+/seats/\d+/$"))


def turn(page):
    return page.locator(".turn").first


def test_the_last_places_the_line_and_an_offer_that_comes_by_itself(gathering, stranger_at):
    felt = gathering(capacity=2, titles={"en": "Felt by hand"})
    first = stranger_at("/events/")
    first.locator(".happening__link").tap()
    first.wait_for_url(f"**/events/{felt.pk}/")
    watching = stranger_at(f"/events/{felt.pk}/")
    expect(watching.locator(".chip--wait", has_text="2 places left")).to_be_visible()
    say_who(first, "Aizada", "0555 100 001", party=2)
    expect(turn(first)).to_contain_text("Your place is kept")
    expect(watching.locator(".chip--wait", has_text="Full: waiting list")).to_be_visible()  # nobody reloads anything

    second = stranger_at(f"/events/{felt.pk}/")
    expect(second.locator("#seat")).to_contain_text("All places are taken")
    say_who(second, "Begimai", "0555 100 002")
    expect(turn(second)).to_contain_text("Your number in line: 1")

    first.get_by_text("I can't come").tap()
    first.get_by_text("Give up my place").tap()
    expect(turn(first)).to_contain_text("You can't come")
    expect(turn(second)).to_contain_text("A place is free for you")
    expect(turn(second)).to_contain_text("It is held for you until")
    second.locator(".turn").get_by_text("I'm coming").tap()
    expect(turn(second)).to_contain_text("Your place is kept")
    expect(second.locator(".code__words")).to_have_text(re.compile(r"^\w{3} \w{3}$"))
    assert second.evaluate("document.documentElement.scrollWidth") <= 360


def test_what_she_types_is_not_taken_from_her_by_what_others_do(gathering, come, stranger_at):
    felt = gathering(capacity=5)
    hers = stranger_at(f"/events/{felt.pk}/")
    hers.fill("input[name=name]", "Aizada")
    come(felt, party=3)
    expect(hers.locator(".chip--wait", has_text="2 places left")).to_be_visible()
    assert hers.input_value("input[name=name]") == "Aizada"


def test_all_of_it_works_without_scripts(gathering, come, stranger_at):
    felt = gathering(capacity=1)
    hers = stranger_at("/events/", java_script_enabled=False)
    hers.locator(".happening__link").tap()
    say_who(hers, "Aizada", "0555 100 001")
    expect(turn(hers)).to_contain_text("Your place is kept")
    waits = come(felt)
    hers.get_by_text("I can't come").tap()
    hers.get_by_text("Give up my place").tap()
    expect(turn(hers)).to_contain_text("You can't come")
    waits.refresh_from_db()
    assert waits.state == "offered"
    hers.get_by_text("Wait in line again").tap()
    expect(turn(hers)).to_contain_text("Your number in line: 1")
    hers.locator(".party__one", has_text="2").tap()
    hers.get_by_text("So many of us come").tap()
    expect(hers.locator(".party__one:has(:checked)")).to_have_text("2")


def test_two_taps_on_the_button_are_one_seat(gathering, stranger_at):
    from events.models import Seat

    felt = gathering(capacity=5)
    hers = stranger_at(f"/events/{felt.pk}/")
    hers.fill("input[name=name]", "Aizada")
    hers.fill("input[name=phone]", "0555 100 001")
    hers.locator("#seat button.button--full").dblclick()
    hers.wait_for_url(re.compile(r"/events/\d+/seats/\d+/$"))
    assert Seat.objects.count() == 1
