"""From a wish to what was handed over, in two browsers at once: nobody reloads anything, each sees what the other does."""

import re
from datetime import datetime, time, timedelta
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.selling import in_days, offer, open_shop

from .counting import Counted
from .photos import photo
from .speaking import MIC, SPEAKS

__all__ = ["in_days", "offer", "open_shop"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = {"has_touch": True, "is_mobile": True}
NEXT = "main form button.button--full"


@pytest.fixture
def maker(served, window, aizada):
    """Her day is open on her phone before anyone asks for anything."""

    def show():
        page = window(aizada, served, **PHONE)
        page.goto("/market/orders/selling/")
        page.wait_for_load_state("load")
        return page

    return show


@pytest.fixture
def customer(served, window):
    """A stranger's phone; `customer(**options)`."""
    return lambda **options: window(None, served, **PHONE, **options)


def find(page, words):
    """Look for it in the market, and open the first that is found."""
    page.goto("/market/")
    page.fill("input[name=q]", words)
    page.press("input[name=q]", "Enter")
    page.wait_for_url("**/market/?q=*")
    page.tap(".offer__link >> nth=0")


def say_who(page):
    page.fill("input[name=name]", "Айнура")
    page.tap("input[name=phone]")
    page.keyboard.type("0700123456")
    page.tap(NEXT)
    page.wait_for_url(re.compile(r"/market/orders/\d+/$"))


def price(page, som):
    """The maker's answer to what waits for her first."""
    page.locator("a[href$='/tasks/price/']").first.tap()
    page.fill("input[name=price]", som)
    page.tap(NEXT)


def press(page, words):
    """A tap that leads on; whoever goes elsewhere before she is there is held up by it."""
    with page.expect_navigation():
        page.locator("main").get_by_text(words, exact=True).first.tap()


def hand_over(sews, wears, order):
    """It is hers, she says that she paid, and the maker that she received it: each sees it at once."""
    sews.goto(f"{order}tasks/handing-over/")
    sews.tap(NEXT)
    expect(state(wears)).to_contain_text("Тапшырылды")
    wears.locator("a[href*='/payments/']").first.tap()
    wears.tap(NEXT)
    wears.wait_for_url(f"**{order}")
    sews.goto(order)
    sews.locator("a[href$='/received/']").first.tap()
    sews.tap(NEXT)
    expect(wears.locator(".chip--good", has_text="Төлөндү")).to_be_visible()


def state(page):
    return page.locator(".steps [aria-current=step]")


def test_a_stranger_finds_a_dress_shows_one_and_sees_it_being_made(offer, maker, customer, aizada):
    offer(aizada, name="Көйнөк", som=3_500)
    sews, wears = maker(), customer()
    find(wears, "койнок")
    counted = Counted(wears)
    wears.reload()
    counted.screens.clear()

    press(wears, "Заказ кылуу")
    with wears.expect_file_chooser() as chooser:
        wears.tap("[data-pick]")
    chooser.value.set_files(photo())
    expect(wears.locator(".picked > li")).to_have_count(1)
    wears.tap(NEXT)
    wears.locator("button.day:not([disabled])").first.tap()
    expect(wears.locator("input[name=name]")).to_be_focused()
    say_who(wears)
    *screens, order = counted.screens
    assert len(screens) == 3, screens
    assert len(counted.touched) <= 6, counted.touched

    expect(wears.locator("a[href^='https://wa.me/996700123456']")).to_be_visible()
    expect(state(wears)).to_contain_text("Суралды")
    expect(sews.locator("main")).to_contain_text("Айнура")
    price(sews, "4200")
    expect(wears.locator("main")).to_contain_text("4 200 сом")
    expect(state(wears)).to_contain_text("Баа жөнөтүлдү")

    sews.goto(order)
    press(wears, "Макулмун")
    expect(state(sews)).to_contain_text("Макулдашылды")
    press(sews, "Баштайм")
    expect(state(wears)).to_contain_text("Даярдалып жатат")
    hand_over(sews, wears, order)
    press(wears, "Алдым, рахмат")
    wears.locator("a[href$='/review/']").first.tap()
    for question in ("on_time", "as_agreed", "again"):
        wears.check(f"input[name={question}][value='5']", force=True)
    wears.fill("textarea", "Абдан сулуу болду")
    wears.tap(NEXT)
    wears.wait_for_url(f"**{order}")
    sews.goto(order)
    expect(sews.locator("main")).to_contain_text("Абдан сулуу болду")


def test_she_says_it_instead_and_the_maker_hears_her(offer, maker, customer, aizada):
    from marketplace.orders.models import Order

    offer(aizada, name="Көйнөк", som=3_500)
    sews, wears = maker(), customer(**SPEAKS)
    find(wears, "көйнөк")
    press(wears, "Заказ кылуу")
    wears.tap(MIC)
    wears.wait_for_selector("voice-recorder[data-state=recording]")
    wears.wait_for_timeout(1200)
    wears.tap(MIC)
    expect(wears.locator(".recorder__done")).to_be_visible()
    wears.tap(NEXT)
    wears.locator("button.day:not([disabled])").first.tap()
    say_who(wears)
    assert Order.objects.get().voice is not None
    expect(sews.locator("main")).to_contain_text("Айнура")
    sews.locator("a[href$='/tasks/price/']").first.tap()
    expect(sews.locator("voice-player")).to_be_visible()


def test_a_dinner_for_forty_is_ordered_by_the_head(offer, maker, customer, aizada):
    offer(aizada, "catering", "Той дасторкону", som=450)
    cooks, hosts = maker(), customer()
    find(hosts, "той")
    press(hosts, "Заказ кылуу")
    hosts.fill("input[name=n]", "40")
    expect(hosts.locator("main")).to_contain_text("450 сом")
    hosts.tap(NEXT)
    hosts.locator("button.day:not([disabled])").first.tap()
    expect(hosts.locator("main")).to_contain_text("18 000 сом")
    say_who(hosts)
    expect(state(hosts)).to_contain_text("Макулдашылды")
    expect(cooks.locator("main")).to_contain_text("Айнура")


def test_the_last_three_of_eight_places_go_once(offer, maker, customer, aizada):
    from commons.people.details import GuestDetails
    from marketplace.orders.actions import Wish, place_order

    trip = offer(aizada, "guiding", "Арстанбап", som=1_800)
    at = timezone.make_aware(datetime.combine(timezone.localdate() + timedelta(days=9), time(8)))
    slot, next_day = (trip.slots.create(starts_at=at + timedelta(days=ahead), capacity=8, taken=0) for ahead in (0, 1))
    place_order(trip, GuestDetails("Нургүл", "+996700111222"), Wish(slot=slot.pk, n=5), uuid4())
    first, second = customer(), customer()
    for walker in (first, second):
        find(walker, "арстанбап")
        expect(walker.locator("main")).to_contain_text("3 орун калды")
        press(walker, "Заказ кылуу")
        walker.fill("input[name=n]", "3")
        walker.tap(NEXT)
        walker.locator("button.day:not([disabled])").first.tap()
    say_who(first)
    expect(state(first)).to_contain_text("Макулдашылды")
    second.fill("input[name=name]", "Бермет")
    second.fill("input[name=phone]", "0700654321")
    second.tap(NEXT)
    expect(second.locator("[role=alert]").first).to_be_visible()
    second.locator("button.day:not([disabled])").first.tap()
    expect(second.locator("input[name=name]")).to_have_value("Бермет")
    expect(second.locator("input[name=phone]")).to_have_value("0700654321")
    second.tap(NEXT)
    expect(state(second)).to_contain_text("Макулдашылды")
    slot.refresh_from_db()
    next_day.refresh_from_db()
    assert (slot.taken, next_day.taken) == (8, 3)


def test_the_tab_is_closed_and_the_price_still_reaches_her_by_the_makers_hand(offer, maker, customer, served, window, aizada):
    from commons.notify.actions import agree_to_show

    agree_to_show(aizada, True)
    offer(aizada, name="Көйнөк", som=3_500)
    sews, wears = maker(), customer()
    find(wears, "көйнөк")
    press(wears, "Заказ кылуу")
    wears.fill("textarea", "Кызыл көйнөк")
    wears.tap(NEXT)
    wears.locator("button.day:not([disabled])").first.tap()
    say_who(wears)
    sent_to_herself = parse_qs(urlsplit(wears.locator("a[href^='https://wa.me/']").get_attribute("href")).query)["text"][0].split("\n")[-1]
    wears.context.close()

    price(sews, "4200")
    sews.wait_for_url("**/selling/")
    sews.locator("a[href='/to-send/']").tap()
    letter = sews.locator("a[href^='https://wa.me/']").get_attribute("href")
    by_hand = parse_qs(urlsplit(letter).query)["text"][0].split("\n")[-1]
    assert by_hand == sent_to_herself
    sews.context.route("https://wa.me/**", lambda route: route.fulfill(body="WhatsApp"))
    sews.tap("send-on:defined a[href^='https://wa.me/']")  # before that she says herself that she has sent it
    expect(sews.locator("a[href^='https://wa.me/']:visible")).to_have_count(0)

    again = customer()
    again.goto(urlsplit(by_hand).path)
    expect(again.locator("main")).to_contain_text("4 200 сом")
    expect(again.locator("main").get_by_text("Макулмун", exact=True)).to_be_visible()
