"""From a scanned invitation to her first message: two screens, six taps, as the browser itself counts them."""

import pytest
from playwright.sync_api import expect

from .counting import Counted

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_she_scans_is_welcomed_and_speaks(served, window, talk, trusted, network):
    from chat.models import Message
    from commons.people.actions import make_invitation
    from commons.people.models import Member

    code = make_invitation(trusted, "in_person").code
    page = window(None, served, has_touch=True, is_mobile=True)
    counted = Counted(page)

    page.goto(f"/i/{code}")
    page.tap("button[value=ky]")
    page.tap("input[name=name]")
    page.keyboard.type("Жаңыл")
    page.tap("form .button--full")
    page.tap("textarea[name=body]")
    page.keyboard.type("Салам, кыздар!")
    page.tap(".composer__send")
    talk(page).sees("Салам, кыздар!")

    assert Message.objects.get(body="Салам, кыздар!").author.name == "Жаңыл"
    *screens, room = dict.fromkeys(counted.screens)  # on a slow phone her words go by the form, and the room comes anew
    assert room.startswith("/chats/"), "where she speaks"
    assert 1 <= len(screens) <= 2, screens
    assert set(counted.touched) == {*screens, room}, "no page went by uncounted"
    assert len(counted.touched) <= 6, counted.touched
    assert Member.objects.get(name="Жаңыл").is_vouched
    expect(page.locator(".said > li.mine")).to_have_count(1)
