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


def test_how_many_are_here_follows_a_block(served, window, talk, network, aizada, begimai):
    from chat.actions import open_direct
    from commons.people.actions import block, unblock

    alone = open_direct(aizada, begimai.pk)
    pages = [talk(window(one, served)).open_live(room).page for room in (network, alone) for one in (aizada, begimai)]
    here = [page.locator("[data-here]") for page in pages]
    for count in here:
        expect(count).to_contain_text("2")
    block(begimai, aizada)
    for count in here:
        expect(count).to_be_hidden()
    expect(pages[2].locator("[data-refused]")).to_be_visible()
    unblock(begimai, aizada)
    for count in here[:2]:
        expect(count).to_contain_text("2")


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


@pytest.fixture
def with_news(served, window, talk, network, say, aizada, begimai, trusted):
    """Aizada's window on a room in which Nargiza, and then perhaps Begimai, said what is new to her."""
    from chat.actions import mark_read

    def show(*others):
        mark_read(aizada, network.pk, say(begimai, network, "Эски"))
        for woman in (trusted, *others):
            say(woman, network, f"{woman.name}: жаңы")
        return talk(window(aizada, served)).open_live(network)

    return show


def test_the_line_before_the_new_goes_with_it(with_news, aizada, trusted):
    from commons.people.actions import block

    osh = with_news()
    expect(osh.page.locator(".since")).to_have_count(1)
    block(aizada, trusted)
    expect(osh.row("Наргиза: жаңы")).to_have_count(0)
    expect(osh.page.locator(".since")).to_have_count(0)
    osh.write("Салам")
    osh.sees("Салам")
    assert osh.said() == ["Эски", "Салам"]
    assert osh.page.locator(".since").count() == 0


def test_the_line_stays_before_what_others_said(with_news, aizada, begimai, trusted):
    from commons.people.actions import block

    osh = with_news(begimai)
    block(aizada, trusted)
    expect(osh.row("Наргиза: жаңы")).to_have_count(0)
    expect(osh.page.locator(".since + li")).to_contain_text("Бегимай: жаңы")


def test_whom_she_meets_again_comes_back_by_herself(with_news, aizada, trusted):
    from commons.people.actions import block, unblock

    block(aizada, trusted)
    osh = with_news()
    assert osh.said() == ["Эски"]
    unblock(aizada, trusted)
    osh.sees("Наргиза: жаңы")
