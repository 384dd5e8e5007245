"""What a coordinator and a host see of their pages: nothing cut, nothing that sticks together, nothing done by accident."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_coordinator_is_made_by_two_taps_also_without_javascript(served, window, aizada, coordinator):
    page = window(coordinator, served, java_script_enabled=False)
    page.goto(f"/members/{aizada.pk}/")
    form = page.locator("form.switch", has=page.locator("[value=coordinator]"))
    sure = form.locator("button", has_text="Ооба, координатор болсун")
    expect(sure).to_be_hidden()
    form.locator("summary").click()
    assert not aizada.roles.exists()
    sure.click()
    expect(page.locator(".person .chip", has_text="Координатор")).to_be_visible()
    assert aizada.roles.get().kind == "coordinator"


def test_until_when_an_invitation_holds_is_told_whole(served, window, coordinator):
    from commons.people.actions import make_invitation

    for kind in ("link", "workshop"):
        make_invitation(coordinator, kind)
    page = window(coordinator, served)
    page.goto("/invitations/")
    told = page.locator(".made .row__words p")
    expect(told).to_have_count(2)
    assert told.evaluate_all("all => all.every((one) => one.scrollWidth <= one.clientWidth)")


def test_a_notice_keeps_its_distance(served, window, invited, coordinator):
    from commons.people.actions import make_invitation

    page = window(coordinator, served)
    page.goto(f"/members/{invited.pk}/")
    invitation = make_invitation(coordinator, "workshop")
    page.locator("form.turn__actions").evaluate(
        """(form, address) => {
          const next = Object.assign(document.createElement("input"), { type: "hidden", name: "next", value: address });
          form.append(next);
        }""",
        f"/invitations/{invitation.pk}/",
    )
    page.click("form.turn__actions button")
    notice, card = page.locator(".notice--good").bounding_box(), page.locator(".ticket").bounding_box()
    assert card["y"] - notice["y"] - notice["height"] >= 16
