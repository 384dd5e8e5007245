"""Away from the page she is told that there is something, and a tap leads to it.

No push service of a browser maker is asked: the page gets one that the test runs, and what came there is handed to the service worker.
"""

import json
from datetime import time, timedelta
from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.marketplace.orders.conftest import dress, place, visitor, walk
from tests.notify.phones import push_service
from tests.selling import in_days, offer, open_shop
from tests.servers.stores import wait_until

__all__ = ["dress", "in_days", "offer", "open_shop", "place", "visitor", "walk"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

OURS = """
  const said = %s;
  let made = null;
  const { endpoint, p256dh, auth } = said;
  const subscription = { endpoint, toJSON: () => ({ endpoint, keys: { p256dh, auth } }) };
  PushManager.prototype.subscribe = async ({ applicationServerKey }) => {
    if (applicationServerKey.length !== 87) throw new Error("no key of the house");
    return (made = subscription);
  };
  PushManager.prototype.getSubscription = async () => made;
  Notification.requestPermission = async () => "granted";
  Object.defineProperty(Notification, "permission", { get: () => "granted" });
"""
# looked at once and held on to: a browser without a desk to lay it on may drop a notification it has just shown
SHOWN = """async () => {
  for (;;) {
    [self.shown] = await registration.getNotifications();
    if (self.shown) return { title: shown.title, body: shown.body };
    await new Promise((then) => setTimeout(then, 50));
  }
}"""
TAPPED = """async () => {
  clients.openWindow = async (address) => { self.asked = address; };
  dispatchEvent(new NotificationEvent("notificationclick", { notification: self.shown }));
  while (!self.asked) await new Promise((then) => setTimeout(then, 50));
  return self.asked;
}"""


@pytest.fixture
def phone():
    with push_service() as one:
        yield one


@pytest.fixture
def hears(served, phone):
    """Hand what the push service got to the page's service worker, as her browser does: `hears(page)`; returns what was in it."""

    def hand_on(page):
        said = phone.heard()
        line = page.context.new_cdp_session(page)
        found = []
        line.on("ServiceWorker.workerRegistrationUpdated", lambda event: found.extend(event["registrations"]))
        line.send("ServiceWorker.enable")
        while not found:
            page.wait_for_timeout(50)
        line.send("ServiceWorker.deliverPushMessage", {"origin": served.url, "registrationId": found[0]["registrationId"], "data": said})
        return said

    return hand_on


def asked(page, served, phone):
    """She let this phone tell her."""
    page.context.grant_permissions(["notifications"], origin=served.url)
    page.add_init_script(OURS % json.dumps(phone.said))
    page.goto("/notices/preferences/")
    page.get_by_role("button", name="Ооба, ушул телефонго кабар бериңиз").click()
    expect(page.get_by_text("Бул телефон сизге кабар берет.")).to_be_visible()


def test_a_reply_while_she_is_away_rings_without_a_word_and_leads_to_the_room(served, window, phone, hears, say, aizada, begimai):
    from chat.actions import open_direct
    from commons.journal.models import Delivery
    from commons.notify.models import Preferences

    Preferences.objects.create(member=begimai, quiet_from=time(4), quiet_until=time(4))
    page = window(begimai, served)
    asked(page, served, phone)
    page.goto("/language/")
    room = open_direct(aizada, begimai.pk)
    say(aizada, room, "Купуя сөз")
    Delivery.objects.filter(listener="chat.telling.tell_whom_it_is_for").update(due_at=room.made_at - timedelta(seconds=1))
    assert "Купуя" not in hears(page)
    [worker] = page.context.service_workers
    shown = worker.evaluate(SHOWN)
    assert shown["title"] == "Бирге"
    assert not {"Купуя", "сөз", "Айзада"} & set(shown["body"].replace(".", " ").split())
    page.goto(worker.evaluate(TAPPED))
    page.wait_for_url(f"**/chats/{room.pk}/**")
    expect(page.get_by_role("log").get_by_text("Купуя сөз")).to_be_visible()


def test_it_is_switched_off_again(served, window, phone, aizada):
    from commons.notify.models import PushSubscription

    page = window(aizada, served)
    asked(page, served, phone)
    assert PushSubscription.objects.get().actor == aizada.actor
    page.get_by_role("button", name="Бул телефонго мындан ары келбесин").click()
    expect(page.get_by_role("button", name="Ооба, ушул телефонго кабар бериңиз")).to_be_focused()
    assert not PushSubscription.objects.exists()


def test_a_browser_that_was_told_no_says_how_to_allow_it(served, window, aizada):
    page = window(aizada, served)
    page.add_init_script('Object.defineProperty(Notification, "permission", { get: () => "denied" })')
    page.goto("/notices/preferences/")
    expect(page.get_by_text("Браузериңиз уруксат бербейт")).to_be_visible()
    expect(page.get_by_role("button", name="Ооба, ушул телефонго кабар бериңиз")).to_be_hidden()


def test_a_browser_that_cannot_says_so(served, window, aizada):
    page = window(aizada, served)
    page.add_init_script("delete window.PushManager")
    page.goto("/notices/preferences/")
    expect(page.get_by_text("Бул браузер муну кыла албайт")).to_be_visible()


def test_a_guest_is_told_of_her_order_where_she_looked_at_it(served, window, phone, hears, place, walk):
    from commons.journal.models import Delivery
    from commons.people.models import Pass

    order = place()
    page = window(None, served)
    page.context.grant_permissions(["notifications"], origin=served.url)
    page.add_init_script(OURS % json.dumps(phone.said))
    page.goto(urlsplit(Pass.objects.get(stream=order.stream).address).path)
    page.get_by_role("button", name="Ооба, ушул телефонго кабар бериңиз").click()
    expect(page.get_by_text("Бул телефон сизге кабар берет.")).to_be_visible()
    page.goto("/language/")
    walk(order, "quote")
    pushes = Delivery.objects.filter(listener="commons.notify.listeners.push_notice")
    wait_until(lambda: pushes.update(due_at=timezone.now()) or phone.has_rung, seconds=20, what="a push, though it be night")
    assert "4 800" not in hears(page)
    [worker] = page.context.service_workers
    assert worker.evaluate(SHOWN)["body"] == "Базарда жаңылык бар"
    page.goto(worker.evaluate(TAPPED))
    expect(page.locator("main")).to_contain_text("4 800 сом")
