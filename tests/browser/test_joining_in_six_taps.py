"""From a scanned invitation to her first message: two screens, six taps."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_she_scans_is_welcomed_and_speaks(served, window, talk, trusted, network):
    from commons.people.actions import make_invitation
    from commons.people.models import Member

    code = make_invitation(trusted, "in_person").code
    page = window(None, served, has_touch=True, is_mobile=True)
    screens, taps = [], 0

    def tap(what: str) -> None:
        nonlocal taps
        taps += 1
        page.tap(what)

    page.goto(f"/i/{code}")
    screens.append(page.url)
    tap("button[value=ky]")
    page.wait_for_selector("input[name=name]")
    screens.append(page.url)
    tap("input[name=name]")
    page.keyboard.type("Жаңыл")
    tap("form .button--full")
    page.wait_for_selector("textarea[name=body]")
    tap("textarea[name=body]")
    page.keyboard.type("Салам, кыздар!")
    tap(".composer__send")
    talk(page).sees("Салам, кыздар!")
    assert len(screens) == 2
    assert taps <= 6
    assert Member.objects.get(name="Жаңыл").is_vouched
    expect(page.locator(".said > li.mine")).to_have_count(1)
