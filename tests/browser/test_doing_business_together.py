"""A venture through its days, on a phone and at a table: an order is a card by itself, its money is shared as agreed when it was placed,
a message becomes a card, and of two who move one card at once one is told.
"""

import re

import pytest
from playwright.sync_api import expect

from tests.marketplace.ledger.conftest import agreed, comes, dress, gown, venture
from tests.selling import offer, open_shop

from .test_moving_cards import followed, shown
from .test_moving_cards import press as move
from .test_ordering import NEXT, PHONE, find, hand_over, press, price, say_who, state

__all__ = ["agreed", "comes", "dress", "gown", "offer", "open_shop", "venture"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_from_an_order_to_a_share_of_it(served, window, talk, venture, comes, agreed, gown, aizada, begimai):
    from chat.actions import open_room_about
    from marketplace.boards.models import Card
    from marketplace.ledger.models import OrderSplit
    from marketplace.ledger.reading import balance_of

    comes(begimai)
    first = agreed(aizada, begimai)
    home = f"/market/together/{venture.pk}/"
    columns = list(venture.columns.all())
    phone = followed(window(begimai, served, **PHONE), f"{home}board/?column={columns[0].pk}")
    phone.fill("[data-column].is-shown .adding__title", "Жарым жазылган")

    guest = window(None, served, **PHONE)  # she orders at the venture's shop, as at any other
    find(guest, "койнок")
    press(guest, "Заказ кылуу")
    guest.fill("textarea", "Кызыл, узун жең")
    guest.tap(NEXT)
    guest.locator("button.day:not([disabled])").first.tap()
    say_who(guest)
    order = re.search(r"/market/orders/\d+/", guest.url)[0]
    expect(phone.locator(".tile__link")).to_have_text(["Көйнөк"])
    expect(phone.locator("[data-column].is-shown .adding__title")).to_have_value("Жарым жазылган")

    agreed(begimai, aizada, kind="own", parts={aizada.pk: 7_500, begimai.pk: 2_500})  # another since: not for this order
    wide = window(aizada, served, width=1280, has_touch=True)
    wide.goto("/market/orders/selling/")
    price(wide, "4200")
    expect(state(guest)).to_contain_text("Баа жөнөтүлдү")
    press(guest, "Макулмун")
    wide.goto(order)
    press(wide, "Баштайм")
    hand_over(wide, guest, order)
    expect(phone.locator(".tile b")).to_have_text("4 200 сом")
    money = window(begimai, served, **PHONE)
    money.goto(f"{home}money/")
    expect(money.locator("main")).to_contain_text("2 100 сом")
    assert OrderSplit.objects.get().agreement == first
    assert balance_of(venture, begimai).hers == 210_000

    room = open_room_about(venture.stream)
    hers = talk(wide).open_live(room)
    hers.write("20 кило жүн алалы")
    hers.sees("20 кило жүн алалы")
    hers.choose("20 кило жүн", "[data-do=make] button")
    expect(wide.locator(".to-card")).to_be_visible()
    expect(phone.locator(".tile__link", has_text="20 кило жүн алалы")).to_be_visible()

    card = Card.objects.get(message__isnull=False)
    board = followed(wide, f"{home}board/?column={columns[0].pk}")
    expect(board.locator("[data-column] [data-list]")).to_have_count(len(columns))
    board.route("**/tile/", lambda route: route.abort())  # she hasn't heard yet of what happens meanwhile
    move(phone, card, "next")
    expect(shown(phone, columns[0])).to_have_text(["Көйнөк"])
    move(board, card, "next")
    expect(board.locator(".board__told")).to_contain_text("өзгөр")
    expect(shown(board, columns[1])).to_have_text(["20 кило жүн алалы"])
    expect(phone.locator("[data-column] .adding__title").first).to_have_value("Жарым жазылган")
    assert Card.objects.filter(archived_at=None).count() == 2
