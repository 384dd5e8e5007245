"""Someone taps "I know her": the page that waited for it changes by itself."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("path", ["/chats/", "/me/"])
def test_her_open_page_changes_by_itself(served, window, network, invited, coordinator, path):
    from commons.people.actions import keep_words, vouch

    keep_words(invited)
    hers = window(invited, served)
    hers.goto(path)
    expect(hers.locator("waiting-card")).to_be_visible()
    vouch(coordinator, invited)
    expect(hers.locator("waiting-card")).to_have_count(0)
    expect(hers.locator(".turn--good")).to_contain_text(coordinator.name)
    if path == "/chats/":
        expect(hers.locator(f"li[data-room='{network.pk}']")).to_be_visible()


def test_what_was_said_before_the_socket_stood_is_found_too(served, window, network, invited, coordinator):
    from commons.people.actions import vouch

    hers = window(invited, served)

    def late(line):
        vouch(coordinator, invited)
        line.connect_to_server()

    hers.route_web_socket("**/ws/", late)
    hers.goto("/chats/")
    expect(hers.locator(".turn--good")).to_be_visible()
