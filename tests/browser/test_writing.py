"""What happens in the field: nothing she types is cut off, and what can't go is said in her language."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TOO_LONG = "Бул өтө узун"
LONG = "сөз " * 1_250


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
    osh.page.click(".composer__send")
    expect(osh.page.locator("textarea")).to_be_focused()
    assert osh.page.locator("form.composer").evaluate("form => form.noValidate")
    assert osh.waiting() == osh.said() == []


@pytest.mark.parametrize(
    "unseen", ["\u200b", " \u200e\u202e\u2066 ", "\ufeff\u00ad\u2060", "\u3164\u2800", "\ufffc", "\u0301\u20e3", "\U000e0041", " "]
)
def test_letters_that_nobody_sees_are_no_message(served, window, talk, network, aizada, unseen):
    osh = talk(window(aizada, served)).open_live(network)
    field, said = osh.page.locator("textarea"), osh.page.locator(".composer__error")
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
