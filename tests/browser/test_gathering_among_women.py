"""One for women only, from its announcement to its end, on four phones: the host's, a guest's, a member's, and one it isn't for."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.events.conftest import ambassador

from .looking import LANGUAGES, SQUEEZED, TOO_SMALL, grave

__all__ = ["ambassador"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = {"has_touch": True, "is_mobile": True}
CALL, NUMBER = "https://call.example/circle", "0555 100 001"


@pytest.fixture
def phone(served, window):
    """A phone in English: of a member, or of nobody the house knows."""

    def give(member=None, **options):
        if member:
            member.language = "en"
        page = window(member, served, **PHONE, **options)
        page.context.add_cookies([{"name": "django_language", "value": "en", "url": served.url}])
        return page

    return give


def announce(host):
    """By the ways of the screen, with a call and for women only; returns its number."""
    host.goto("/events/new/circle/")
    host.fill("[name=title]", "Биз өзүбүз")
    host.click("main form button")
    host.wait_for_url("**/time/")
    host.locator(".days-input:not(.days-input--hours) label").nth(2).click()
    host.locator(".days-input--hours label").nth(6).click()
    host.get_by_text("More", exact=True).click()
    host.get_by_label("Somewhere else, or by video").check()
    host.fill("[name=video]", CALL)
    host.get_by_label("For women only").check()
    host.click("main form > button")
    host.wait_for_url("**/share/")
    return int(host.url.split("/")[-3])


def ask_for_a_seat(page, felt, number=NUMBER):
    page.goto(f"/events/{felt}/")
    page.fill("input[name=name]", "Айнура")
    page.fill("input[name=phone]", number)
    page.click("#seat form button.button--full")
    expect(page.locator(".turn")).to_contain_text("She sends it to your number")


def send_her_link(host):
    """What waits on the host's list, and the link in the message that her messenger opens with."""
    host.goto("/to-send/")
    if (agree := host.get_by_role("button", name="Yes, I send myself")).count():
        agree.click()
    letter = host.locator(".letter").first
    expect(letter).to_contain_text("The link to her seat")
    whatsapp = letter.get_by_role("link", name="WhatsApp")
    way = urlsplit(whatsapp.get_attribute("href"))
    host.context.route("https://wa.me/**", lambda route: route.fulfill(body="WhatsApp"))
    whatsapp.tap()
    expect(host.locator(".letter:not(details *):visible")).to_have_count(0)
    assert way.path == "/996555100001"
    return urlsplit(parse_qs(way.query)["text"][0].split()[-1]).path


def shut(page, felt):
    """What of it this phone gets to see of what isn't for it."""
    ways = ("live/", "screen/", "live/chat/", "seats/1/", "seats/1/certificate/", "stage/", "desk/")
    return [way for way in ways if page.request.get(f"/events/{felt}/{way}", max_redirects=0).status == 200]


def test_from_its_announcement_to_i_know_her(phone, ambassador, begimai, make_member):
    from commons.people.models import Block, Member
    from events.models import Gathering, Seat

    host, typed, member, stranger = phone(ambassador), phone(), phone(begimai), phone()
    felt = announce(host)
    assert Gathering.objects.get().women_only

    ask_for_a_seat(typed, felt)
    typed.goto(f"/events/{felt}/live/")
    expect(typed.locator(".empty")).to_contain_text("Open the private link that the host has sent you")
    assert shut(typed, felt) == []
    link = send_her_link(host)
    ask_for_a_seat(stranger, felt)  # who wants to know whether she comes
    assert shut(stranger, felt) == []
    assert Seat.objects.count() == 1

    hers = phone()
    hers.goto(link)
    expect(hers.locator(".turn").first).to_contain_text("Your place is kept")
    expect(hers.get_by_role("link", name="To the video call")).to_have_attribute("href", CALL)
    member.goto(f"/events/{felt}/")
    member.click("#seat form button.button--full")
    expect(member.locator(".turn").first).to_contain_text("Your place is kept")

    soon = timezone.now() + timedelta(minutes=10)  # its day has come
    Gathering.objects.update(starts_at=soon, ends_at=soon + timedelta(hours=2))
    host.goto(f"/events/{felt}/stage/")
    host.click("button[value=begin]")
    expect(host.locator("#hand-next")).to_be_visible()
    for page in (hers, member):
        page.goto(f"/events/{felt}/live/")
        page.wait_for_function("!!customElements.get('live-gathering')")
    hers.fill(".asks textarea", "Can I come with my sister?")
    hers.click(".asks .icon-button")
    host.locator("button[value=show]").click()
    member.locator(".question button.question__vote").click()
    expect(hers.locator(".question [data-votes]")).to_have_text("1")
    host.click("#hand-poll")
    hers.locator(".poll .choice").first.click()
    hers.locator(".poll form button").click()
    expect(hers.locator(".poll__thanks")).to_be_visible()
    hers.click("button[data-tab=chat]")
    hers.fill(".says input[name=body]", "Hello from Batken")
    hers.press(".says input[name=body]", "Enter")
    member.click("button[data-tab=chat]")
    expect(member.locator(".remark")).to_contain_text("Hello from Batken")
    for page in (typed, stranger):
        assert shut(page, felt) == []
        assert CALL not in page.request.get(f"/events/{felt}/calendar.ics").text()

    host.goto(f"/events/{felt}/desk/")
    host.get_by_role("button", name="Here · Айнура").click()
    expect(host.locator(".came")).to_be_visible()
    host.goto(f"/events/{felt}/stage/")
    host.click("#end summary")
    host.click("#end button")
    expect(hers.locator("[data-when=ended]")).to_be_visible()

    hers.goto(link)
    hers.locator("label:has([name=face])").first.click()
    hers.locator("label:has([name=again])").first.click()
    hers.get_by_role("button", name="Send my answers").click()
    expect(hers.get_by_text("Change my answers").first).to_be_visible()
    expect(hers.get_by_text("My certificate")).to_have_count(0)
    hers.get_by_role("link", name="Join the network").click()
    hers.click("button[value=en]")
    hers.get_by_role("button", name="Join").click()
    expect(hers.locator(".turn--waiting")).to_contain_text("I know her")
    host.goto(f"/events/{felt}/desk/")
    host.get_by_role("button", name="I know her").click()
    expect(hers.locator(".turn--good").first).to_contain_text(f"{ambassador.name} said")
    assert Member.objects.get(name="Айнура").is_vouched

    unmet = make_member("Гүлзат")
    Block.objects.create(by=unmet, member=ambassador)
    for page in (typed, stranger, phone(unmet)):
        assert shut(page, felt) == []
        page.goto("/events/past/")
        expect(page.get_by_text("Can I come with my sister?")).to_have_count(0)
    assert phone(unmet).request.get(f"/events/{felt}/").status == 404


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_serious_and_nothing_is_cut(served, window, phone, ambassador, language):
    from events.models import Gathering
    from events.room import room_code

    felt = announce(phone(ambassador))
    guest = window(None, served, width=320, **PHONE)
    guest.context.add_cookies([{"name": "django_language", "value": language, "url": served.url}])
    room, wrong = f"/events/{felt}/room/{room_code(Gathering.objects.get())}/", []

    def look(what):
        if (wide := guest.evaluate("document.documentElement.scrollWidth")) > 320:
            wrong.append(f"{what}: {wide}")
        small = [one for one in guest.evaluate(TOO_SMALL) if "radio" not in one]
        wrong.extend(f"{what}: {found}" for found in (*grave(guest), *guest.evaluate(SQUEEZED), *small))

    guest.goto(f"/events/{felt}/")
    look("its page")
    guest.fill("input[name=name]", "Айнура")
    guest.fill("input[name=phone]", NUMBER)
    guest.click("#seat form button.button--full")
    guest.wait_for_url("**/seat/")
    look("asked")
    guest.goto(f"/events/{felt}/live/")
    look("live")
    Gathering.objects.update(state="live", in_lab_room=True)
    guest.goto(room)
    look("room")
    guest.goto(f"/events/{felt}/seat/")
    look("asked in the room")
    assert not wrong, "\n".join(wrong)
