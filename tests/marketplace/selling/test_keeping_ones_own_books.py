"""Money on the maker's side: received or not, owed, earned; her QR. Hers alone, and nothing is received but by her word."""

from itertools import pairwise
from uuid import uuid4

import pytest

from commons.ui.bars import HEIGHT
from marketplace.orders.actions import claim_payment, save_business_code
from marketplace.orders.drawing import earnings_drawn
from marketplace.orders.earnings import Month
from marketplace.orders.elqr import build
from marketplace.orders.models import BusinessCode, Order, Terms
from marketplace.orders.owing import owed_to
from tests.standings import EVERYONE, MEMBERS

pytestmark = pytest.mark.django_db

PAGES = ("selling/owed/", "selling/earnings/", "selling/earnings.csv", "selling/code/", "selling/legally/")


def code_of(host, name="Aizada sews"):
    """A link made by the format, of a bank that doesn't exist."""
    fields = {"00": "01", "01": "11", "32": "0010" + host[:10].ljust(10, "x"), "52": "5699", "53": "417", "59": name}
    return build(f"https://{host}/", fields)


@pytest.fixture
def handed_over(place, walk):
    return walk(place(), "quote", "accept", "start", "deliver")


@pytest.mark.parametrize("who", sorted(EVERYONE))
def test_each_sees_her_own_books_alone(who, guests, browser_of, walk):
    order = walk(guests["guest"], "quote", "accept", "start", "deliver")
    line = order.payments.get()
    browser = browser_of(who)
    for page in PAGES:
        answer = browser.get(f"/market/orders/{page}")
        assert (answer.status_code == 200) == (who in MEMBERS), page
        assert who == "aizada" or order.guest.name not in answer.content.decode(), page
    address = f"/market/orders/{order.pk}/payments/{line.pk}/received/"
    assert (browser.get(address).status_code == 200) == (who == "aizada")
    browser.post(address, {"means": "cash"})
    line.refresh_from_db()
    assert line.is_confirmed == (who == "aizada")


@pytest.mark.parametrize("who", sorted(EVERYONE))
def test_nobody_else_blocks_her_guest_or_changes_what_her_shop_asks(who, guests, browser_of):
    order, browser = guests["guest"], browser_of(who)
    save_business_code(order.shop.member, code_of("c2b.one.example"), declared=False)
    browser.post(f"/market/orders/{order.pk}/guest-block/")
    browser.post("/market/orders/selling/terms/", {"deposit_percent": 30, "free_hours": 72})
    browser.post("/market/orders/selling/code/", {"link": code_of("c2b.other.example")})
    assert order.guest.blocks_met.exists() == (who == "aizada")
    assert Terms.objects.filter(shop=order.shop).exists() == (who == "aizada")
    assert ("other" in BusinessCode.objects.get(shop=order.shop).link) == (who == "aizada")
    browser.post("/market/orders/selling/code/removal/")
    assert BusinessCode.objects.filter(shop=order.shop).exists() == (who != "aizada")


def test_what_the_customer_says_she_paid_is_received_or_not_yet(handed_over, aizada, signed_in):
    line = handed_over.payments.get()
    address = f"/market/orders/{handed_over.pk}/payments/{line.pk}/"
    claim_payment(line, handed_over.guest, "cash")
    page = signed_in(aizada).get(f"{address}received/").content.decode()
    assert f'formaction="{address}missing/"' in page
    assert signed_in(aizada).post(f"{address}missing/").status_code == 302
    line.refresh_from_db()
    assert (line.is_claimed, line.is_confirmed) == (False, False)
    claim_payment(line, handed_over.guest, "cash")
    assert signed_in(aizada).post(f"{address}received/").status_code == 302
    line.refresh_from_db()
    assert line.is_confirmed
    assert signed_in(aizada).get(f"{address}received/").status_code == 302


def test_how_it_was_paid_is_asked_beside_its_field(handed_over, aizada, signed_in):
    line = handed_over.payments.get()
    answer = signed_in(aizada).post(f"/market/orders/{handed_over.pk}/payments/{line.pk}/received/", {"means": "gold"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["means"])


def test_what_is_owed_is_what_was_handed_over_and_is_not_paid(handed_over, place, walk, aizada, begimai):
    walk(place(), "quote", "accept")
    owed = owed_to(aizada)
    assert ([debt.order.pk for debt in owed.debts], owed.total) == ([handed_over.pk], 480_000)
    assert owed_to(begimai).total == 0


def test_a_months_bar_is_as_high_as_its_share_of_the_highest():
    from datetime import date

    bars = earnings_drawn([Month(date(2026, 2, 1), 200_000, 2), Month(date(2026, 1, 1), 100_000, 1), Month(date(2026, 3, 1), -5, 1)])
    assert [bar.parts[0].height for bar in bars] == [HEIGHT // 2, HEIGHT, 0]
    assert earnings_drawn([]) == []


def test_a_month_without_money_keeps_its_place_and_a_year_is_drawn_at_most():
    from datetime import date

    bars = earnings_drawn([Month(date(2025, 11, 1), 100_000, 1), Month(date(2026, 2, 1), 200_000, 2)])
    assert [(bar.month.month, bar.parts[0].height) for bar in bars] == [(11, HEIGHT // 2), (12, 0), (1, 0), (2, HEIGHT)]
    assert len({bar.width for bar in bars}) == 1
    assert len({after.x - before.x for before, after in pairwise(bars)}) == 1
    far = earnings_drawn([Month(date(2020, 5, 1), 900_000, 1), Month(date(2026, 2, 1), 200_000, 2)])
    assert (len(far), far[0].month, far[-1].parts[0].height) == (12, date(2025, 3, 1), HEIGHT)


def test_her_file_holds_her_months_in_whole_som(handed_over, aizada, signed_in):
    from django.utils import timezone

    from marketplace.orders.models import Earning

    Earning.objects.create(
        line=handed_over.payments.get(),
        shop=handed_over.shop,
        lab=handed_over.lab,
        month=timezone.localdate().replace(day=1),
        amount=480_000,
    )
    rows = signed_in(aizada).get("/market/orders/selling/earnings.csv").content.decode("utf-8-sig").splitlines()
    assert rows[1] == f"{timezone.localdate():%Y-%m},1,4800"
    assert "<svg" in signed_in(aizada).get("/market/orders/selling/earnings/").content.decode()


def test_her_business_code_is_kept_a_personal_one_refused_with_help(handed_over, aizada, signed_in):
    browser = signed_in(aizada)
    refused = browser.post("/market/orders/selling/code/", {"link": code_of("p2p.bank.example")})
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["link"])
    assert not BusinessCode.objects.exists()
    assert browser.post("/market/orders/selling/code/", {"link": code_of("c2b.bank.example")}).status_code == 302
    assert BusinessCode.objects.get().name == "Aizada sews"
    browser.post("/market/orders/selling/code/removal/")
    assert not BusinessCode.objects.exists()


def test_of_any_other_code_she_is_asked_whose_it_is(handed_over, aizada, signed_in):
    link = code_of("pay.bank.example")
    asked = signed_in(aizada).post("/market/orders/selling/code/", {"link": link})
    assert (asked.status_code, list(asked.context["form"].errors)) == (422, ["declared"])
    assert link.replace("&", "&amp;") in asked.content.decode()
    assert signed_in(aizada).post("/market/orders/selling/code/", {"link": link, "asks": "1", "declared": "on"}).status_code == 302
    assert BusinessCode.objects.get().declared_at is not None


@pytest.mark.parametrize("link", ["", "https://bank.example/", "x" * 2_000, "javascript:alert(1)"])
def test_what_is_no_code_is_refused_beside_its_field(link, handed_over, aizada, signed_in):
    answer = signed_in(aizada).post("/market/orders/selling/code/", {"link": link})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["link"])


def test_what_her_shop_asks_stands_in_the_next_price(place, aizada, signed_in):
    order = place()
    assert signed_in(aizada).post("/market/orders/selling/terms/", {"deposit_percent": 30, "free_hours": 72}).status_code == 302
    assert Terms.objects.get().deposit_percent == 30
    form = signed_in(aizada).get(f"/market/orders/{order.pk}/tasks/price/").context["form"]
    assert (form.initial["deposit_percent"], form.initial["free_hours"]) == (30, 72)


def test_a_guest_is_blocked_and_let_in_again_in_one_tap(place, aizada, signed_in):
    order, browser = place(), signed_in(aizada)
    browser.post(f"/market/orders/{order.pk}/guest-block/")
    assert order.guest.blocks_met.exists()
    browser.post(f"/market/orders/{order.pk}/guest-block/", {"off": "1"})
    assert not order.guest.blocks_met.exists()


def test_she_answers_a_review_once(place, walk, aizada, signed_in):
    order, browser = walk(place(), "quote", "accept", "start", "deliver", "complete", "review"), signed_in(aizada)
    address = f"/market/orders/{order.pk}/tasks/answer/"
    assert browser.get(address).status_code == 200
    empty = browser.post(address, {"version": order.version, "key": uuid4(), "words": " "})
    assert empty.status_code == 422
    assert browser.post(address, {"version": order.version, "key": uuid4(), "words": "Рахмат!"}).status_code == 302
    assert Order.objects.get(pk=order.pk).review.answer == "Рахмат!"
    assert browser.get(address).status_code == 303
