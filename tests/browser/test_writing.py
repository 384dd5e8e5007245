"""What happens in the field: nothing she types is cut off, and what can't go is said in her language."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TOO_LONG = "Бул өтө узун"
LONG = "сөз " * 1_250
PLACES = "list => [...list.children].map((row) => [row.offsetTop - list.offsetTop, row.offsetHeight])"


def test_what_is_too_long_is_kept_whole_and_said(served, window, talk, network, aizada):
    osh = talk(window(aizada, served)).open_live(network)
    field, said = osh.page.locator("textarea"), osh.page.locator(".composer__error")
    expect(said).to_be_hidden()
    field.fill(LONG)
    expect(said).to_contain_text(TOO_LONG)
    osh.page.click(".composer__send")
    expect(field).to_have_value(LONG)
    assert osh.waiting() == osh.said() == []
    osh.page.reload()
    expect(field).to_have_value(LONG)
    field.fill(LONG[:4_000])
    expect(said).to_be_hidden()
    osh.page.click(".composer__send")
    osh.sees("сөз")
    expect(field).to_have_value("")


def test_an_empty_field_is_simply_quiet(served, window, talk, network, aizada):
    osh = talk(window(aizada, served)).open_live(network)
    expect(osh.page.locator(".composer__send")).to_be_hidden()
    osh.page.locator("textarea").press("Enter")
    expect(osh.page.locator("textarea")).to_be_focused()
    assert osh.page.locator("form.composer").evaluate("form => form.noValidate")
    assert osh.waiting() == osh.said() == []


def test_letters_that_nobody_sees_are_no_message(served, window, talk, network, aizada):
    osh = talk(window(aizada, served)).open_live(network)
    field, said = osh.page.locator("textarea"), osh.page.locator(".composer__error")
    for unseen in ("\u200b", " \u200e\u202e\u2066 ", "\ufeff\u00ad\u2060", "\u3164\u2800", "\ufffc", "\u0301\u20e3", "\U000e0041", " "):
        osh.page.fill("textarea", "А")  # which takes the sentence away
        expect(said).to_be_hidden()
        osh.write(unseen)
        expect(said).to_have_text("Адегенде бир нерсе жазыңыз.")
        expect(field).to_have_value("")
        expect(field).to_be_focused()
        assert osh.waiting() == osh.said() == []
    osh.page.reload()
    expect(field).to_have_value("")
    osh.write("🧑‍🌾\u200e")
    osh.sees("🧑‍🌾")
    expect(said).to_be_hidden()


@pytest.mark.parametrize(("words", "told"), [(LONG, TOO_LONG), (" ", "Адегенде бир нерсе жазыңыз")])
def test_without_javascript_the_page_says_it_and_keeps_the_words(served, window, talk, network, aizada, words, told):
    osh = talk(window(aizada, served, java_script_enabled=False)).open(network)
    osh.write(words)
    expect(osh.page.locator(".composer__error")).to_contain_text(told)
    expect(osh.page.locator("textarea")).to_have_value(words)


def test_what_a_finger_pressed_does_not_stay_pressed(served, window, talk, network, aizada):
    osh = talk(window(aizada, served, has_touch=True, is_mobile=True)).open_live(network)
    send, colour = osh.page.locator(".composer__send"), "button => getComputedStyle(button).backgroundColor"
    before = send.evaluate(colour)
    osh.page.fill("textarea", "Салам")
    assert send.evaluate(colour) == before
    send.tap()
    osh.sees("Салам")
    assert send.evaluate(colour) == before


def test_a_message_put_better_into_nothing_is_said(served, window, talk, network, aizada):
    osh = talk(window(aizada, served, width=1280)).open_live(network)
    osh.write("Оңдоло турган сөз")
    osh.sees("Оңдоло турган сөз")
    osh.choose("Оңдоло турган сөз", "[data-do=edit]")
    osh.page.fill("textarea", "")
    osh.page.keyboard.press("Enter")
    expect(osh.page.locator(".composer__error")).to_have_text("Адегенде бир нерсе жазыңыз.")
    expect(osh.page.locator(".composer__quote")).to_be_visible()
    osh.page.fill("textarea", "Оңдолгон сөз")
    osh.page.keyboard.press("Enter")
    osh.sees("Оңдолгон сөз")
    expect(osh.page.locator(".composer__error")).to_be_hidden()


def test_what_waits_stands_where_it_will_stand_when_it_is_sent(served, window, talk, network, aizada):
    page = window(aizada, served)
    osh = talk(page).open_live(network)
    osh.write("Биринчи")
    osh.sees("Биринчи")
    page.context.set_offline(True)
    osh.write("Экинчи")
    page.locator(".said > li.waiting").wait_for()
    before = page.locator(".said").evaluate(PLACES)
    page.context.set_offline(False)
    osh.sees("Экинчи")
    expect(page.locator(".said > li[data-key]")).to_have_count(0)
    assert page.locator(".said").evaluate(PLACES) == before


def test_a_finger_finds_a_sign_and_a_listener_the_menu(served, window, talk, network, say, aizada, begimai):
    from uuid import uuid4

    from chat.actions import react
    from chat.models import Message

    message = Message.objects.get(seq=say(begimai, network, "Ким келет?"))
    for sign in ("👍", "🌸"):
        react(begimai, network.pk, message.pk, uuid4(), sign, True)
    osh = talk(window(aizada, served)).open_live(network)
    assert osh.row("Ким келет?").locator(".reactions button").evaluate_all(
        """signs => signs.map((sign) => {
          const box = sign.getBoundingClientRect();
          const found = (x, y) => document.elementFromPoint(x, y) === sign;
          const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
          let [top, bottom] = [y, y];
          while (found(x, top - 1)) top -= 1;
          while (found(x, bottom + 1)) bottom += 1;
          return bottom - top >= 42 && box.width >= 42 && box.height < 30;
        })"""
    ) == [True, True]
    trigger = osh.row("Ким келет?").locator(":scope > p + a")
    name = trigger.get_attribute("aria-label")
    assert name == f"{trigger.locator('time').inner_text()}. Бул кат менен эмне кылуу керек"
