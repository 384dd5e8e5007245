"""From a seat to a member: she asks to join on her phone, the host taps "I know her", and her open page changes by itself."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from events.actions import begin, end
from tests.events.conftest import ambassador, any_day, come, gathering, plan, visitor

from .test_looking_at_chats import grave

__all__ = ["ambassador", "any_day", "come", "gathering", "plan", "visitor"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = {"has_touch": True, "is_mobile": True}


@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without"])
def test_seat_asks_to_join_i_know_her_hers(served, window, gathering, come, visitor, ambassador, script):
    from commons.people.models import Member, Pass
    from events.models import Seat

    felt = gathering()
    seat = come(felt, visitor("Айнура"))
    end(ambassador, begin(ambassador, felt))
    hers = window(None, served, java_script_enabled=script, **PHONE)
    hers.context.add_cookies([{"name": "django_language", "value": "en", "url": served.url}])
    hers.goto(urlsplit(Pass.objects.get(stream=seat.stream).address).path)
    hers.get_by_role("link", name="Join the network").tap()
    hers.tap("button[value=en]")
    expect(hers.locator("input[name=name]")).to_have_value("Айнура")
    hers.get_by_role("button", name="Join").tap()
    expect(hers.locator(".turn--waiting")).to_contain_text("I know her")
    expect(hers.get_by_text("Three words to keep")).to_be_visible()

    ambassador.language = "en"
    host = window(ambassador, served, **PHONE)
    host.goto(f"/events/{felt.pk}/stage/")
    expect(host.locator("#newcomers")).to_have_text("1 asks to join")
    assert not script or not [*grave(hers), *grave(host)]
    host.get_by_role("button", name="I know her").tap()
    expect(host.locator("#newcomers")).to_have_count(0)

    if not script:
        hers.reload()
    expect(hers.locator(".turn--good").first).to_contain_text(f"{ambassador.name} said")
    assert Seat.objects.get(pk=seat.pk).member == Member.objects.get(name="Айнура", standing="vouched", belonging="network")
    hers.goto("/members/")
    expect(hers.locator("main")).to_contain_text(ambassador.name)


def test_the_desk_sees_by_itself_that_somebody_asks(served, window, gathering, come, ambassador):
    from uuid import uuid4

    from events.actions import ask_to_join

    felt = gathering()
    seat = come(felt)
    ambassador.language = "en"
    host = window(ambassador, served, **PHONE)
    host.goto(f"/events/{felt.pk}/desk/")
    expect(host.locator(".desk")).to_be_visible()
    ask_to_join(seat, seat.guest, "Айнура", "ky", False, uuid4())
    expect(host.locator("#newcomers")).to_have_text("1 asks to join")
