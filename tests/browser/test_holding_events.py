"""A host with her phone: announced in eight taps, with and without a script, her desk live; what axe and narrow screens make of it."""

from datetime import timedelta

import pytest
from django.urls import resolve
from django.utils import timezone
from playwright.sync_api import expect

from events.actions import give_up_seat
from events.hosts_urls import urlpatterns
from events.models import CoHost, Gathering, Seat
from tests.events.conftest import again, ambassador, come, gathering, plan, visitor

from .looking import LANGUAGES, SQUEEZED, TOO_SMALL, grave

__all__ = ["again", "ambassador", "come", "gathering", "plan", "visitor"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = (
    "/events/new/",
    "/events/new/masterclass/",
    "/events/{felt}/share/",
    "/events/{felt}/poster/",
    "/events/{felt}/desk/",
    "/events/{felt}/desk/?waits=1",
    "/events/{felt}/desk/?q=Жок",
    "/events/{felt}/feedback/",
    "/events/{felt}/change/",
    "/events/{felt}/cancellation/",
    "/events/{felt}/hosts/",
    "/events/{empty}/desk/",
    "/events/{cancelled}/desk/",
)


@pytest.fixture
def pages(gathering, come, visitor, ambassador, make_member, again):
    """Those of a gathering that is full, with an offer and a line; of an empty one, and of one that was cancelled."""
    felt = gathering(capacity=6, titles={"ky": "Кийизден оюнчук жасоо: ачык мастер-класс", "ru": "Игрушки из войлока"})
    seats = [come(felt, visitor(name), party=2) for name in ("Айнура", "Назгүл", "Сайкал Токтогулова")]
    for _ in range(2):
        come(felt, party=2)
    give_up_seat(again(seats[0]))
    CoHost.objects.create(gathering=felt, member=make_member("Елена"))
    cancelled = gathering()
    Gathering.objects.filter(pk=cancelled.pk).update(state="cancelled")
    ids = {"felt": felt.pk, "empty": gathering().pk, "cancelled": cancelled.pk}
    return [page.format(**ids) for page in PAGES]


NO_PAGES = {"desk-release", "desk-certificate", "newcomer", "host-name", "host-removal"}  # they only take a form


def test_every_page_is_looked_at():
    looked = {resolve(page.partition("?")[0].format(felt=1, empty=1, cancelled=1)).url_name for page in PAGES} | {"announce-time"}
    assert {route.name for route in urlpatterns} == looked | NO_PAGES


def announce(page, title="Кийиз жасоо"):
    """All taps of it, the day she chose, and the address she sends on."""
    taps = 0

    def tap(where):
        nonlocal taps
        where.click()
        taps += 1

    page.goto("/events/")
    tap(page.locator("a[href='/events/new/']"))
    tap(page.locator(".kind").first)
    page.locator("[name=title]").press_sequentially(title)  # it has the focus: she says it, by the microphone of her keyboard
    taps += 1
    tap(page.locator("main form button"))
    page.wait_for_url("**/time/")
    day = page.locator("[name=day]").nth(2).get_attribute("value")  # late in the evening the first is tomorrow
    tap(page.locator(".days-input:not(.days-input--hours) label").nth(2))
    tap(page.locator(".days-input--hours label").nth(6))
    tap(page.locator("main form > button"))
    page.wait_for_url("**/share/")
    taps += 1  # what opens her messenger
    return taps, day, page.locator("main a.button").first.get_attribute("href")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_it_is_announced_and_sent_on_in_eight_taps(served, window, ambassador, scripts):
    page = window(ambassador, served, java_script_enabled=scripts)
    taps, day, way = announce(page)
    assert taps == 8
    felt = Gathering.objects.get()
    assert way.startswith("https://wa.me/?text=")
    begins = timezone.localtime(felt.starts_at)
    assert (felt.title, begins.hour, begins.date().isoformat()) == ("Кийиз жасоо", 14, day)
    assert begins.date() - timezone.localdate() in (timedelta(days=2), timedelta(days=3))


def test_days_and_hours_are_chosen_by_keyboard(served, window, ambassador):
    page = window(ambassador, served)
    page.goto("/events/new/talk/")
    page.keyboard.type("Жүн")
    page.keyboard.press("Enter")
    page.wait_for_url("**/time/")
    days = [one.get_attribute("value") for one in page.locator("[name=day]").all()]
    page.locator("[name=day]").first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    assert page.locator("[name=day]:checked").get_attribute("value") == days[2]
    assert page.locator("[name=hour]:checked").count() == 1
    page.locator("[name=hour]:checked").press("Enter")
    page.wait_for_url("**/share/")


def test_who_comes_stands_on_the_desk_at_once_and_her_menu_stays_open(served, window, gathering, come, visitor, ambassador, again):
    felt = gathering(capacity=2)
    first = come(felt, visitor("Назгүл"))
    page = window(ambassador, served)
    page.goto(f"/events/{felt.pk}/desk/")
    page.click(f"#seat-{first.pk} summary")
    come(felt, visitor("Айнура"))
    expect(page.locator(".row", has_text="Айнура")).to_be_visible()
    expect(page.locator(".taken .big")).to_have_text("2")
    page.click(f"#seat-{first.pk} button")  # as she opened it before
    expect(page.locator(".row", has_text="Назгүл")).to_have_count(0)
    assert again(first).state == Seat.State.GIVEN_UP


def test_while_she_looks_for_somebody_nothing_is_taken_from_her(served, window, gathering, come, visitor, ambassador):
    felt = gathering()
    come(felt, visitor("Назгүл"))
    page = window(ambassador, served)
    page.goto(f"/events/{felt.pk}/desk/?q=Назг")
    page.fill("[name=q]", "Айн")
    come(felt, visitor("Айнура"))
    page.locator(".live-part__changed").wait_for()
    assert page.locator("[name=q]").input_value() == "Айн"


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_serious(served, window, pages, ambassador, language):
    ambassador.language = language
    page, wrong = window(ambassador, served), []
    for address in pages:
        page.goto(address)
        wrong += [f"{address}: {found}" for found in grave(page)]
    page.goto("/events/new/talk/")
    page.fill("[name=title]", "Жүн")
    page.click("main form button")
    page.wait_for_url("**/time/")
    for folded in page.locator("details > summary").all():
        if folded.is_visible():
            folded.click()
    wrong += [f"time: {found}" for found in grave(page)]
    page.click("main form > button")
    page.locator(".field__errors").first.wait_for()
    wrong += [f"time, refused: {found}" for found in grave(page)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("width", [320, 360])
def test_nothing_is_cut_and_all_can_be_pressed_on_a_small_phone(served, window, pages, ambassador, width):
    page, wrong = window(ambassador, served, width=width, height=640), []

    def look(what):
        if (wide := page.evaluate("document.documentElement.scrollWidth")) > width:
            wrong.append((what, wide))
        wrong.extend((what, squeezed) for squeezed in page.evaluate(SQUEEZED))
        wrong.extend((what, small) for small in page.evaluate(TOO_SMALL) if 'type="radio"' not in small and 'type="checkbox"' not in small)

    for address in pages:
        page.goto(address)
        look(address)
    page.goto("/events/new/talk/")
    page.fill("[name=title]", "Жүн")
    page.click("main form button")
    page.wait_for_url("**/time/")
    for folded in page.locator("details > summary").all():
        if folded.is_visible():
            folded.click()
    look("time")
    boxes = [label.bounding_box() for label in page.locator(".days-input label").all()]
    assert min(min(box["width"], box["height"]) for box in boxes) >= 44
    assert not wrong
