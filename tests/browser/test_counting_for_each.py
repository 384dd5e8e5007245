"""What she is shown live and what she finds after a reload are the same, also where a woman is hidden from her."""

from uuid import uuid4

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_signs_of_a_hidden_woman_are_in_no_count_live_either(served, window, talk, network, say, aizada, begimai, trusted):
    from chat.actions import react
    from chat.models import Message
    from commons.people.actions import block

    block(trusted, aizada)
    said = Message.objects.get(seq=say(begimai, network, "Ким келет?"))
    react(trusted, network.pk, said.pk, uuid4(), "🌸", True)
    osh, batken = (talk(window(one, served)).open_live(network) for one in (aizada, begimai))
    expect(batken.row("Ким келет?").locator(".reactions")).to_have_text("🌸 1")
    expect(osh.row("Ким келет?").locator(".reactions")).to_have_count(0)
    batken.choose("Ким келет?", "[value='🌸']")
    expect(batken.row("Ким келет?").locator(".reactions")).to_have_text("🌸 2")
    expect(osh.row("Ким келет?").locator(".reactions")).to_have_text("🌸 1")
    osh.choose("Ким келет?", "[value='👍']")
    expect(osh.row("Ким келет?").locator(".reactions")).to_have_text("👍 1🌸 1")
    batken.row("Ким келет?").locator(":scope > p + a").click()
    batken.page.click("dialog [data-do=edit]")
    batken.write("Ким эртең келет?")
    osh.sees("Ким эртең келет?")
    expect(osh.row("Ким эртең келет?").locator(".reactions")).to_have_text("👍 1🌸 1")


def test_an_open_page_follows_a_block_and_its_end(served, window, talk, network, say, aizada, trusted):
    from commons.people.actions import block, unblock

    say(trusted, network, "Мен да келем")
    say(aizada, network, "Ким келет?")
    hers = talk(window(aizada, served)).open_live(network)
    block(aizada, trusted)
    expect(hers.row("Мен да келем")).to_have_count(0)
    expect(hers.row("Ким келет?")).to_be_visible()
    unblock(aizada, trusted)
    expect(hers.row("Мен да келем")).to_be_visible()
