"""A board in real browsers: both move one card and one wins; words in progress stay; keyboard, pointer, and no script at all."""

import pytest
from playwright.sync_api import expect

from tests.marketplace.boards.conftest import columns, comes, put, venture

__all__ = ["columns", "comes", "put", "venture"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def board(venture, columns, comes, put, begimai):
    """Aizada's, with Begimai in it: its address, columns, and three cards in the second of them."""
    made = venture()
    comes(made, begimai)
    laid = columns(made)
    return f"/market/together/{made.pk}/", laid, [put(laid[1], title) for title in ("Бир", "Эки", "Үч")]


def live(page, address, column):
    return followed(page, f"{address}board/?column={column.pk}")


def followed(page, address):
    """The page, once it follows what happens."""
    with page.expect_response(lambda answer: "/live/" in answer.url):
        page.goto(address)
    return page


def shown(page, column):
    return page.locator(f"[data-column='{column.pk}'] .tile__link")


def press(page, card, where):
    page.locator(f"#card-{card.pk} summary").click()
    page.click(f"#card-{card.pk} [value$='.{where}']")


def order(column):
    from marketplace.boards.models import Card

    return [card.title for card in Card.objects.standing().filter(column=column)]


def test_both_move_one_card_and_one_is_told(served, window, aizada, begimai, board):
    from marketplace.boards.models import Card

    address, laid, cards = board
    phone, wide = live(window(aizada, served), address, laid[1]), live(window(begimai, served, width=1280), address, laid[1])
    expect(wide.locator("[data-column] [data-list]")).to_have_count(3)
    wide.route("**/tile/", lambda route: route.abort())  # she hasn't heard yet of what happens meanwhile
    press(phone, cards[0], "down")
    expect(shown(phone, laid[1])).to_have_text(["Эки", "Бир", "Үч"])
    press(wide, cards[0], "next")
    expect(wide.locator(".board__told")).to_contain_text("өзгөр")
    expect(shown(wide, laid[1])).to_have_text(["Эки", "Бир", "Үч"])
    wide.unroute("**/tile/")
    press(wide, cards[0], "next")
    expect(shown(wide, laid[2])).to_have_text(["Бир"])
    expect(shown(phone, laid[1])).to_have_text(["Эки", "Үч"])
    expect(phone.locator(f"[data-tab='{laid[2].pk}'] [data-count]")).to_have_text("1")
    assert (order(laid[1]), order(laid[2])) == (["Эки", "Үч"], ["Бир"])
    assert Card.objects.filter(archived_at=None).count() == 3


def test_what_she_types_survives_what_others_do(served, window, aizada, begimai, board):
    from marketplace.boards.actions import Saying, change_card, move_card

    address, laid, cards = board
    phone = live(window(aizada, served), address, laid[1])
    phone.fill("[data-column].is-shown .adding__title", "Жарым жазылган")
    change_card(begimai, cards[1].pk, Saying(title="Башкача"), 1)
    move_card(begimai, cards[2].pk, laid[1].pk, None, 1)
    expect(shown(phone, laid[1])).to_have_text(["Үч", "Бир", "Башкача"])
    expect(phone.locator("[data-column].is-shown .adding__title")).to_have_value("Жарым жазылган")
    phone.click("[data-column].is-shown .adding__do")
    expect(shown(phone, laid[1])).to_have_text(["Үч", "Бир", "Башкача", "Жарым жазылган"])
    expect(phone.locator("[data-column].is-shown .adding__title")).to_have_value("")


def test_she_looks_at_what_changed_and_keeps_what_she_typed(served, window, aizada, begimai, board):
    from marketplace.boards.actions import add_item
    from marketplace.boards.models import CheckItem

    address, _laid, cards = board
    phone = followed(window(aizada, served), f"{address}cards/{cards[0].pk}/")
    phone.fill("#item", "Жарым жазылган")
    phone.click("#edit summary")
    phone.fill("#id_words", "Дагы бир нерсе")
    add_item(begimai, cards[0].pk, "Жип алуу")
    notice = phone.locator(".live-part__changed")
    notice.locator("a").click()
    expect(phone.locator(".ticks")).to_contain_text("Жип алуу")
    expect(notice).to_be_hidden()
    assert (phone.input_value("#item"), phone.input_value("#id_words")) == ("Жарым жазылган", "Дагы бир нерсе")
    phone.press("#item", "Enter")
    phone.wait_for_function("!document.querySelector('#item').value")
    assert [item.words for item in CheckItem.objects.order_by("pk")] == ["Жип алуу", "Жарым жазылган"]


def test_an_edit_of_a_card_survives_what_others_say_of_it(served, window, aizada, begimai, board):
    from marketplace.boards.actions import Saying, change_card
    from marketplace.boards.models import Card

    address, _, cards = board
    page = followed(window(aizada, served), f"{address}cards/{cards[0].pk}/")
    page.click("#edit summary")
    page.fill("#edit [name=words]", "Айзада жазып жатат")
    change_card(begimai, cards[0].pk, Saying(title="Биринчи", words="Бегимай жазды"), 1)
    expect(page.locator(".work__title")).to_have_text("Биринчи")
    expect(page.locator("#edit [name=words]")).to_have_value("Айзада жазып жатат")
    page.click("#edit button")
    expect(page.locator(".notice[role=alert]")).to_be_visible()
    expect(page.locator("[data-now]")).to_contain_text("Бегимай жазды")
    expect(page.locator("#edit [name=words]")).to_have_value("Айзада жазып жатат")
    page.click("#edit button")
    expect(page.locator("[data-now]")).to_contain_text("Айзада жазып жатат")
    assert Card.objects.get(pk=cards[0].pk).version == 3


def test_by_keyboard_alone_and_told_to_those_who_listen(served, window, aizada, board):
    address, laid, cards = board
    page = live(window(aizada, served, width=1280), address, laid[1])
    expect(page.locator("[data-column] [data-list]")).to_have_count(3)
    page.focus(f"#card-{cards[0].pk} a")
    page.keyboard.press("Shift+ArrowDown")
    expect(shown(page, laid[1])).to_have_text(["Эки", "Бир", "Үч"])
    expect(page.locator(f"#card-{cards[0].pk} a")).to_be_focused()
    expect(page.locator("[data-says]")).to_contain_text("«Бир»")
    page.keyboard.press("Shift+ArrowRight")
    expect(shown(page, laid[2])).to_have_text(["Бир"])
    expect(page.locator(f"#card-{cards[0].pk} a")).to_be_focused()
    page.keyboard.press("Shift+ArrowLeft")
    expect(shown(page, laid[1])).to_have_text(["Эки", "Үч", "Бир"])
    assert order(laid[1]) == ["Эки", "Үч", "Бир"]


def test_with_a_pointer_it_is_dragged(served, window, aizada, board):
    address, laid, cards = board
    page = live(window(aizada, served, width=1280), address, laid[1])
    expect(page.locator("[data-column] [data-list]")).to_have_count(3)
    page.locator(f"#card-{cards[2].pk} a").drag_to(page.locator(f"#card-{cards[0].pk}"), target_position={"x": 40, "y": 4})
    expect(shown(page, laid[1])).to_have_text(["Үч", "Бир", "Эки"])
    page.locator(f"#card-{cards[0].pk} a").drag_to(page.locator(f"[data-column='{laid[2].pk}'] h2"))
    expect(shown(page, laid[2])).to_have_text(["Бир"])
    expect(page.locator(f"#card-{cards[0].pk}")).to_have_attribute("data-version", "2")
    assert (order(laid[1]), order(laid[2])) == (["Үч", "Эки"], ["Бир"])


def test_where_there_is_no_network_it_stays_where_it_was(served, window, aizada, board):
    address, laid, cards = board
    page = live(window(aizada, served, width=1280), address, laid[1])
    expect(page.locator("[data-column] [data-list]")).to_have_count(3)
    page.context.set_offline(True)
    page.locator(f"#card-{cards[2].pk} a").drag_to(page.locator(f"#card-{cards[0].pk}"), target_position={"x": 40, "y": 4})
    expect(page.locator(".board__told")).to_contain_text("Байланыш")
    expect(shown(page, laid[1])).to_have_text(["Бир", "Эки", "Үч"])


def test_without_script_all_of_it_works(served, window, aizada, board):
    address, laid, cards = board
    page = window(aizada, served, java_script_enabled=False)
    page.goto(f"{address}board/?column={laid[1].pk}")
    page.fill("[data-column].is-shown .adding__title", "Төрт")
    page.click("[data-column].is-shown .adding__do")
    press(page, cards[1], "up")
    expect(shown(page, laid[1])).to_have_text(["Эки", "Бир", "Үч", "Төрт"])
    press(page, cards[1], "next")
    expect(page.locator("[data-column].is-shown .tile__link")).to_have_text(["Эки"])
    page.click(f"#card-{cards[1].pk} a")
    page.fill("[name=item]", "Жип")
    page.press("[name=item]", "Enter")
    page.click(".tick__do")
    expect(page.locator(".tick")).to_have_class("tick is-done")
    page.click(".doer")
    expect(page.locator(".doer").first).to_have_attribute("aria-pressed", "true")
    page.fill("[name=words] >> nth=0", "Макул")
    page.click(".saying:has([name=words]) button")
    expect(page.locator("#said")).to_contain_text("Макул")
    page.select_option("#to", label=page.locator("#to option").last.inner_text())
    page.click(".moving button")
    assert "Эки" in order(laid[1]) + order(laid[0])


def test_a_column_of_many_is_read_on(served, window, aizada, venture, columns, put):
    made = venture()
    laid = columns(made)
    for n in range(35):
        put(laid[0], f"Иш {n}-чи")
    page = live(window(aizada, served), f"/market/together/{made.pk}/", laid[0])
    expect(shown(page, laid[0])).to_have_count(30)
    page.click("[data-more]")
    expect(shown(page, laid[0])).to_have_count(35)
    expect(page.locator("[data-more]")).to_have_count(0)


def test_the_menu_of_the_last_card_is_seen_whole_and_goes_by_escape_or_a_tap_elsewhere(served, window, aizada, board, put):
    address, laid, _ = board
    cards = [put(laid[1], f"{n}-көйнөк") for n in range(8)]
    page = followed(window(aizada, served, width=360, height=640), f"{address}board/?column={laid[1].pk}")
    menu = page.locator(f"#card-{cards[-1].pk} details")
    for leave in (lambda: page.keyboard.press("Escape"), lambda: page.mouse.click(60, 300)):
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        menu.locator("summary").click()
        for where in ("up", "down", "next", "back"):
            menu.locator(f"[value$='.{where}']").click(trial=True)  # a finger finds it, under nothing
        assert menu.locator(".menu__items").evaluate("it => it.getBoundingClientRect().bottom") <= 640
        leave()
        expect(menu).not_to_have_attribute("open", "")
    assert page.url.endswith(f"board/?column={laid[1].pk}")


def test_what_fails_is_asked_for_less_and_less_often(served, window, aizada, board):
    from marketplace.boards.actions import move_card

    address, laid, cards = board
    page, asked = window(aizada, served), []
    page.clock.install()
    page.route("**/tile/", lambda route: (asked.append(1), route.fulfill(status=500)))
    live(page, address, laid[1])
    move_card(aizada, cards[0].pk, laid[2].pk, None, 1)
    for _ in range(60):
        page.clock.run_for(1000)
        page.wait_for_timeout(30)
    assert 3 <= len(asked) <= 9
    page.unroute("**/tile/")
    page.clock.run_for(60_000)
    expect(shown(page, laid[1])).to_have_text(["Эки", "Үч"])
