"""What axe makes of the switch by which a phone tells her, in each of its states."""

import json

import pytest
from playwright.sync_api import expect

from tests.notify.phones import push_service

from .test_looking_at_chats import grave
from .test_telling_a_phone import OURS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PERMISSION = 'Object.defineProperty(Notification, "permission", { get: () => "%s" });'
IPHONE = 'Object.defineProperty(navigator, "userAgent", { get: () => "iPhone" });'
STATES = {
    "off": PERMISSION % "default",
    "asking": PERMISSION % "default" + "Notification.requestPermission = () => new Promise(() => {});",
    "denied": PERMISSION % "denied",
    "cannot": "delete window.PushManager;",
    "home": "delete window.PushManager;" + IPHONE,
    "failed": PERMISSION % "default" + "Notification.requestPermission = async () => { throw new Error('no'); };",
    "on": "",
}
PRESSED = ("asking", "failed", "on")


def test_axe_finds_nothing_serious_in_any_state(served, window, aizada):
    wrong = []
    with push_service() as phone:
        for state, script in STATES.items():
            page = window(aizada, served)
            page.context.grant_permissions(["notifications"], origin=served.url)
            page.add_init_script(script or OURS % json.dumps(phone.said))
            page.goto("/notices/preferences/")
            if state in PRESSED:
                page.locator("push-switch button[data-state=off]").click()
            expect(page.locator(f"push-switch [data-state={state}]").first).to_be_visible()
            wrong += [f"{state}: {found}" for found in grave(page)]
            low = page.locator("push-switch button:visible").evaluate_all("(all) => all.filter((one) => one.offsetHeight < 44).length")
            assert not low, state
    assert not wrong, "\n".join(wrong)
