"""An answer shows what it answers as that is now: bettered, removed, or said by one whom she doesn't meet any more."""

from uuid import uuid4

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

REMOVED = "Бул кат өчүрүлгөн"
GONE = "Сиз жооп берип жаткан кат бул жерде жок."


@pytest.fixture
def answered(network, say, aizada, begimai):
    """Begimai's words, and an answer to them: `answered(far=True)` with so much between that a page shows the answer alone."""
    from chat.actions import post_message
    from chat.models import Message

    def answer(far: bool) -> Message:
        first = Message.objects.get(room=network, seq=say(begimai, network, "Биринчи сөз"))
        for n in range(60 if far else 1):
            say(begimai, network, f"Башка {n}")
        post_message(aizada, network.pk, uuid4(), "Жооп", first.pk)
        return first

    return answer


@pytest.mark.parametrize("far", [False, True])
def test_an_answer_follows_what_it_answers(served, window, talk, network, answered, aizada, begimai, far):
    from chat.actions import edit_message, remove_message

    message = answered(far)
    osh = talk(window(aizada, served)).open_live(network)
    quote = osh.row("Жооп").locator(".quote")
    expect(quote).to_contain_text("Биринчи сөз")
    edit_message(begimai, network.pk, message.pk, uuid4(), "Экинчи сөз,\nбашка сапта")
    expect(quote).to_have_text("БегимайЭкинчи сөз, башка сапта")
    osh.choose("Жооп", "[data-do=reply]")
    remove_message(begimai, network.pk, message.pk, uuid4())
    expect(quote).to_contain_text(REMOVED)
    expect(quote).to_contain_text("Бегимай")
    assert "Экинчи" not in osh.page.content()
    osh.page.click(".log")
    quote.click()
    expect(osh.page.locator(f"#m-{message.pk}")).to_be_in_viewport()


def test_what_she_is_answering_is_removed_under_her_hands(served, window, talk, network, answered, aizada, begimai):
    from chat.actions import remove_message

    message = answered(far=False)
    osh = talk(window(aizada, served)).open_live(network)
    osh.row("Биринчи сөз").first.locator(":scope > p + a").click()
    osh.page.click("dialog [data-do=reply]")
    expect(osh.page.locator(".composer__quote")).to_contain_text("Биринчи сөз")
    remove_message(begimai, network.pk, message.pk, uuid4())
    expect(osh.page.locator(".composer__quote")).to_contain_text(REMOVED)
    osh.write("Менин сөзүм")
    expect(osh.page.locator(".composer__error")).to_contain_text(GONE)
    expect(osh.page.locator("textarea[name=body]")).to_have_value("Менин сөзүм")
    expect(osh.page.locator(".composer__quote")).to_be_hidden()
    osh.page.click(".composer__send")
    osh.sees("Менин сөзүм")
    expect(osh.row("Менин сөзүм").locator(".quote")).to_have_count(0)


def test_an_answer_that_waited_until_what_it_answers_was_gone_stands_by_itself(served, window, talk, network, answered, aizada, begimai):
    from chat.actions import remove_message

    message = answered(far=False)
    page = window(aizada, served)
    osh = talk(page).open_live(network)
    osh.row("Биринчи сөз").first.locator(":scope > p + a").click()
    page.click("dialog [data-do=reply]")
    page.context.set_offline(True)
    osh.write("Менин сөзүм")
    expect(page.locator(".said > li[data-key]")).to_have_count(1)
    remove_message(begimai, network.pk, message.pk, uuid4())
    page.context.set_offline(False)
    expect(page.locator(".refusal")).to_contain_text(GONE)
    assert osh.waiting() == ["Менин сөзүм"]
    page.click("[data-again]")
    osh.sees("Менин сөзүм")
    expect(page.locator(".said > li[data-key]")).to_have_count(0)


@pytest.mark.parametrize("far", [False, True])
def test_nothing_is_quoted_of_whom_she_blocked(served, window, talk, network, answered, say, aizada, begimai, trusted, far):
    from chat.actions import mark_read, post_message
    from commons.people.actions import block

    message = answered(far)
    mark_read(trusted, network.pk, message.seq + 61)
    refused = []
    osh = talk(window(trusted, served)).open_live(network)
    osh.page.on("response", lambda answer: refused.append(answer.url) if answer.status == 403 else None)
    quote = osh.row("Жооп").locator(".quote")
    expect(quote).to_contain_text("Биринчи сөз")
    block(trusted, begimai)
    expect(quote).to_have_count(0)
    assert osh.said() == ["Жооп"]
    post_message(aizada, network.pk, uuid4(), "Дагы жооп", message.pk)
    osh.sees("Дагы жооп")
    osh.open_live(network)
    osh.sees("Дагы жооп")
    expect(osh.page.locator(".quote")).to_have_count(0)
    assert "Биринчи сөз" not in osh.page.content()
    assert refused == []


def test_a_block_takes_her_away_at_once_and_tells_the_other_nothing(served, window, talk, network, say, aizada, begimai, trusted):
    from chat.actions import react
    from chat.models import Message

    begun = Message.objects.get(room=network, seq=say(aizada, network, "Менден"))
    say(begimai, network, "Анын сөзү")
    for woman in (begimai, trusted):
        react(woman, network.pk, begun.pk, uuid4(), "🌸", True)
    say(begimai, network, "Акыркы сөзү")
    hers, others = talk(window(aizada, served)).open_live(network), talk(window(begimai, served)).open_live(network)
    for page in (hers.page, others.page):
        page.set_viewport_size({"width": 1280, "height": 800})  # the list stands beside the room
        expect(page.locator("room-list")).to_contain_text("Акыркы сөзү")
    hers.choose("Анын сөзү", "[data-do=reply]")
    answered = []
    others.page.on("response", lambda answer: answered.append(answer.url))
    elsewhere = hers.page.context.new_page()
    elsewhere.goto(f"/members/{begimai.pk}/block/")
    elsewhere.click("main form button")
    expect(hers.row("Анын сөзү")).to_have_count(0)
    expect(hers.page.locator(".composer__quote")).to_be_hidden()
    expect(hers.row("Менден").locator(".reactions")).to_have_text("🌸 1")
    expect(hers.page.locator("room-list")).not_to_contain_text("Акыркы сөзү")
    assert hers.said() == ["Менден"]
    say(trusted, network, "Баарыңарга")
    others.sees("Баарыңарга")
    assert others.said() == ["Менден", "Анын сөзү", "Акыркы сөзү", "Баарыңарга"]
    expect(others.row("Менден").locator(".reactions")).to_have_text("🌸 2")
    assert not [url for url in answered if "/messages/" in url]


def test_a_list_that_is_empty_after_a_block_is_emptied(served, window, say, network, aizada, begimai):
    from chat.actions import open_direct

    say(begimai, open_direct(aizada, begimai.pk), "Экөөбүз")
    page = window(aizada, served)
    page.goto("/chats/?show=direct")
    rows = page.locator("room-list li[data-room]")
    expect(rows).to_have_count(1)
    page.wait_for_selector("html[data-line=open]", state="attached")
    elsewhere = page.context.new_page()
    elsewhere.goto(f"/members/{begimai.pk}/block/")
    elsewhere.click("main form button")
    expect(rows).to_have_count(0)
