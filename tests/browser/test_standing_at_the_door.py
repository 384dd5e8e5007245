"""A host at the door: with her phone's camera, with the network really off, and with a visitor who scans what hangs in the room."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import resolve
from django.utils import timezone
from playwright.sync_api import expect

from commons.journal.models import Entry
from events.actions import begin, check_in
from events.door_urls import urlpatterns
from events.models import Gathering, Seat
from events.room import room_code
from tests.events.conftest import again, ambassador, come, gathering, plan, visitor
from tests.events.counting import check

from .looking import LANGUAGES, SQUEEZED, TOO_SMALL, grave

__all__ = ["again", "ambassador", "come", "gathering", "plan", "visitor"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = (
    "/events/{felt}/door/",
    "/events/{felt}/door/?seat={here}",
    "/events/{felt}/door/?seat={absent}",
    "/events/{felt}/door/?q=Жок",
    "/events/{felt}/room/",
    "/events/{felt}/room/{code}/",
    "/events/{felt}/room/wrong/",
    "/events/{full}/room/{full_code}/",
)
NO_PAGES = {"door-list", "door-visitors", "door-seat"}
CAMERA = """window.BarcodeDetector = class {
  static async getSupportedFormats() { return ["qr_code"]; }
  async detect() { return window.held ? [{ rawValue: window.held }] : []; }
};"""  # what Chromium of a desktop has not; what she holds before it is in `held`
SEES = {"permissions": ["camera"]}
UNSENT = ".door__waiting"


@pytest.fixture
def felt(gathering):
    return gathering(capacity=10, starts_at=timezone.now() + timedelta(minutes=20))


@pytest.fixture
def door(served, window, ambassador, felt):
    """Her phone at the door."""
    page = window(ambassador, served)
    page.add_init_script(CAMERA)
    page.goto(f"/events/{felt.pk}/door/")
    page.wait_for_selector("html[data-line=open]", state="attached")
    return page


def row(page, name):
    return page.locator("[data-rows] .row", has_text=name)


def test_a_code_is_typed_and_she_is_there_at_once(door, felt, come, visitor, again):
    seat = come(felt, visitor("Айнура"), party=2)
    door.fill("#door-code", seat.code.lower())
    door.press("#door-code", "Enter")
    expect(door.locator("[data-seat]")).to_contain_text("Айнура")
    expect(door.locator("[data-here]")).to_have_text("2")
    expect(door.locator(UNSENT)).to_be_hidden()
    assert again(seat).came == 2
    door.fill("#door-code", seat.code)
    door.press("#door-code", "Enter")
    expect(door.locator("[data-seat] .turn__whose")).to_contain_text("Мурда эле")
    door.locator("[data-seat] .party__one").nth(2).click()
    door.locator("[data-seat] button[value=recount]").click()
    expect(door.locator("[data-here]")).to_have_text("3")
    door.locator("[data-seat] button[value=uncount]").click()
    expect(door.locator("[data-here]")).to_have_text("0")
    expect(row(door, "Айнура").locator("[data-does=come]")).to_be_visible()
    door.fill("#door-code", "ЖОК")
    door.press("#door-code", "Enter")
    expect(door.locator("[data-refused]")).to_be_visible()
    row(door, "Айнура").locator("[data-does=come]").click()
    expect(door.locator("[data-here]")).to_have_text("2")
    expect(door.locator("[data-refused]")).to_be_hidden()


def test_with_the_network_off_she_goes_on_and_nothing_is_lost(door, felt, come, visitor, again):
    first, second, third = come(felt, visitor("Айнура")), come(felt, visitor("Бермет"), party=2), come(felt, visitor("Чынара"))
    expect(row(door, "Чынара")).to_be_visible()
    door.context.set_offline(True)
    row(door, "Айнура").locator("[data-does=come]").click()
    door.fill("#door-code", second.code)
    door.press("#door-code", "Enter")
    door.locator("button[value='one more']").click()
    expect(door.locator(UNSENT)).to_contain_text("3")
    expect(door.locator("[data-here]")).to_have_text("3")
    expect(door.locator("connection-state")).to_be_visible()
    expect(row(door, "Айнура").locator(".chip--wait")).to_be_visible()
    check_in(felt.host, again(second), uuid4())  # her co-host, meanwhile, with a network
    assert (again(first).came, again(felt).here) == (0, 2)
    door.context.set_offline(False)
    expect(door.locator(UNSENT)).to_be_hidden()
    assert (again(first).came, again(second).came, again(third).came) == (1, 2, 0)
    assert (again(felt).here, again(felt).nameless) == (3, 1)
    assert Entry.objects.filter(fact="events.seat.came").count() == 2
    assert again(first).came_at < again(second).came_at, "by the hour she was seen at"
    check(felt)
    expect(row(door, "Айнура").locator(".chip--good")).to_be_visible()


def test_what_was_not_sent_outlives_the_page(served, window, door, felt, come, visitor, again, ambassador):
    seat = come(felt, visitor("Айнура"))
    expect(row(door, "Айнура")).to_be_visible()
    door.context.set_offline(True)
    row(door, "Айнура").locator("[data-does=come]").click()
    expect(door.locator(UNSENT)).to_contain_text("1")
    page = door.context.new_page()
    door.close()  # as if the phone had killed it
    page.context.set_offline(False)
    assert again(seat).came == 0
    page.goto(f"/events/{felt.pk}/door/")
    expect(row(page, "Айнура").locator("[data-does=open]")).to_be_visible()
    expect(page.locator(UNSENT)).to_be_hidden()
    assert again(seat).came == 1
    kept = page.evaluate("async () => (await indexedDB.databases()).length && (await caches.keys()).join()")
    assert "pages" not in str(kept), "nothing of the door is kept by the worker"


def test_the_camera_reads_one_after_the_other(served, window, ambassador, felt, come, visitor, again, browser_type_launch_args):
    first, second = come(felt, visitor("Айнура")), come(felt, visitor("Бермет"))
    page = window(ambassador, served, **SEES)
    page.add_init_script(CAMERA)
    page.add_init_script("navigator.mediaDevices.getUserMedia = async () => document.createElement('canvas').captureStream(5)")
    page.add_init_script("HTMLMediaElement.prototype.play = async () => {}")
    page.goto(f"/events/{felt.pk}/door/")
    expect(page.locator("[data-photo]")).to_be_hidden()
    page.click("button[data-camera]")
    for seat, name in ((first, "Айнура"), (second, "Бермет")):
        page.evaluate("code => (window.held = code)", seat.code)
        expect(page.locator("[data-seat]")).to_contain_text(name)
    expect(page.locator("[data-here]")).to_have_text("2")
    expect(page.locator(UNSENT)).to_be_hidden()
    assert (again(first).came, again(second).came) == (1, 1)
    page.click("button[data-camera]")
    expect(page.locator("video")).to_be_hidden()


def test_two_hosts_see_what_the_other_does(served, window, door, felt, come, visitor, ambassador):
    come(felt, visitor("Айнура"))
    other = window(ambassador, served)
    other.goto(f"/events/{felt.pk}/door/")
    row(other, "Айнура").locator("[data-does=come]").click()
    expect(row(door, "Айнура").locator("[data-does=open]")).to_be_visible()
    expect(door.locator("[data-here]")).to_have_text("1")
    stage = window(ambassador, served)
    stage.goto(f"/events/{felt.pk}/stage/")
    expect(stage.locator("[data-here]")).to_have_text("1")
    door.locator("button[value='one more']").click()
    expect(stage.locator("[data-nameless]")).to_have_text("1")


def test_from_the_stage_one_more_is_counted_by_a_tap_and_taken_back_by_another(served, window, ambassador, felt, again):
    begin(ambassador, felt)
    page = window(ambassador, served)
    page.goto(f"/events/{felt.pk}/stage/")
    for n in (1, 2):
        page.click("#hand-visitor")
        expect(page.locator("[data-nameless]")).to_have_text(str(n))
    page.click(".taken__nameless button")
    expect(page.locator("[data-nameless]")).to_have_text("1")
    assert again(felt).nameless == 1


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_what_hangs_in_the_room_checks_her_in(served, window, felt, come, make_member, again, scripts):
    member = make_member("Нуриза")
    seat = come(felt, member)
    page = window(member, served, java_script_enabled=scripts)
    page.goto(f"/events/{felt.pk}/room/{room_code(felt)}/")
    if not scripts:
        page.click("main form button")
    page.wait_for_url(f"**/seats/{seat.pk}/")
    assert again(seat).came == 1


def test_without_a_script_the_whole_door_works(served, window, ambassador, felt, come, visitor, again):
    seat = come(felt, visitor("Айнура"), party=2)
    page = window(ambassador, served, java_script_enabled=False)
    page.goto(f"/events/{felt.pk}/door/")
    page.fill("#door-code", seat.code)
    page.click("form:has(#door-code) button")
    expect(page.locator(".door__seat, .turn--good").first).to_contain_text("Айнура")
    page.locator(".party__one").nth(0).click()
    page.click("button[value=recount]")
    assert again(seat).came == 1
    page.click("button[value=uncount]")
    page.click("button[value=come] >> nth=0")
    page.click("button[value='one more']")
    assert (again(felt).here, again(felt).nameless) == (2, 1)


@pytest.fixture
def pages(felt, gathering, come, visitor):
    here, absent = come(felt, visitor("Айнура Токтогулова"), party=2), come(felt, visitor("Бермет"))
    Seat.objects.filter(pk=here.pk).update(came=2, came_at=timezone.now())
    full = gathering(capacity=1, starts_at=timezone.now() + timedelta(minutes=20))
    come(full)
    Gathering.objects.filter(pk=felt.pk).update(here=2, nameless=3)
    ids = {"felt": felt.pk, "full": full.pk, "here": here.pk, "absent": absent.pk}
    return [page.format(**ids, code=room_code(felt), full_code=room_code(full)) for page in PAGES]


def test_every_page_is_looked_at():
    ids = {"felt": 1, "full": 1, "here": 1, "absent": 1, "code": "x", "full_code": "x"}
    looked = {resolve(page.format(**ids).partition("?")[0]).url_name for page in PAGES}
    assert {route.name for route in urlpatterns} == looked | NO_PAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_serious(served, window, pages, ambassador, language):
    ambassador.language = language
    page, wrong = window(ambassador, served), []
    page.add_init_script(CAMERA)
    page.context.add_cookies([{"name": "django_language", "value": language, "url": served.url}])
    for address in pages:
        page.goto(address)
        wrong += [f"{address}: {found}" for found in grave(page)]
    assert not wrong, "\n".join(wrong)


def test_nothing_is_cut_and_every_target_is_large_enough(served, window, pages, ambassador):
    page, wrong = window(ambassador, served, width=320, height=568), []
    for address in pages:
        page.goto(address)
        if (wide := page.evaluate("document.documentElement.scrollWidth")) > 320:
            wrong.append((address, wide))
        wrong += [(address, one) for one in (*page.evaluate(SQUEEZED), *page.evaluate(TOO_SMALL))]
    assert not wrong
