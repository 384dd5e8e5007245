"""From her first message to the three words she comes back by."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_from_her_first_message_to_her_words_and_back_from_another_phone(served, window, talk, network, aizada):
    osh = talk(window(aizada, served)).open_live(network)
    card = osh.page.locator("words-offer")
    expect(card).to_be_hidden()
    osh.write("Салам, кыздар!")
    expect(card).to_be_visible()
    expect(card).to_contain_text(aizada.number)
    expect(osh.page.locator(".said > li", has_text="Салам, кыздар!")).to_be_in_viewport()
    expect(osh.page.locator("textarea[name=body]")).to_be_in_viewport()
    assert card.bounding_box()["height"] < 60, "one line, since she is writing"
    card.locator("summary").click()
    expect(card.locator(".number")).to_be_visible()
    card.locator("form[action$='/words/'] button").click()
    words = osh.page.locator(".keepsake__words li").all_inner_texts()
    assert len(set(words)) == 3
    osh.page.locator("a.button--full").click()
    osh.page.wait_for_url(f"**/chats/{network.pk}/")
    expect(osh.page.locator("words-offer")).to_have_count(0)

    other = window(None, served)
    other.goto("/sign-in/")
    other.fill("input[name=number]", aizada.number)
    other.fill("input[name=three_words]", " ".join(words).upper())
    other.click("form.form button[type=submit]")
    other.wait_for_url("**/chats/")


def test_put_off_it_is_gone_at_once_and_after_a_reload(served, window, talk, network, aizada):
    osh = talk(window(aizada, served)).open_live(network)
    osh.write("Салам")
    osh.page.locator("words-offer summary").click()
    with osh.page.expect_response("**/me/words/later/"):
        osh.page.locator("words-offer form[action$='/later/'] button").click()
    expect(osh.page.locator("words-offer")).to_have_count(0)
    osh.write("Дагы")
    osh.sees("Дагы")
    osh.page.reload()
    osh.sees("Дагы")
    expect(osh.page.locator("words-offer")).to_have_count(0)
