"""Paying: in cash or by the maker's QR, said by who pays and confirmed by who receives; and the receipt."""

import pytest
from django.test import RequestFactory

from marketplace.orders.actions import claim_payment, confirm_payment, deny_payment, save_business_code
from marketplace.orders.bank import digits_of
from marketplace.orders.elqr import build
from marketplace.orders.models import Order, OrderPicture, PaymentLine
from marketplace.orders.waiting import of_what_she_ordered
from tests.marketplace.orders.steps import bring
from tests.marketplace.orders_pages.conftest import said

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreed(place, walk):
    return walk(place(), "quote", "accept")


@pytest.fixture
def customer_pays(paper, linked, picture_file):
    """By the pages, with a picture that shows it; gives where that picture is found."""

    def give(order):
        assert linked(order).post(paper(order), {"means": "cash", "proof": picture_file()}).status_code == 302
        picture = OrderPicture.objects.get(shows="proof").picture
        return picture.address(min(picture.steps))

    return give


@pytest.fixture
def paper():
    def give(order):
        return f"/market/orders/{order.pk}/payments/{order.payments.first().pk}/"

    return give


def test_in_cash(agreed, paper, linked, signed_in, aizada):
    hers, address = linked(agreed), paper(agreed)
    assert "in cash" in said(hers.get(address))
    assert hers.post(address, {"means": "cash"}).status_code == 302
    page = said(hers.get(f"/market/orders/{agreed.pk}/"))
    assert "The maker looks whether it has arrived" in page
    assert hers.post(address + "received/").status_code == 403
    assert signed_in(aizada).post(address + "received/").status_code == 302
    page = said(hers.get(f"/market/orders/{agreed.pk}/"))
    assert "Received" in page
    assert "Paid" in page
    assert "4,800 som" in said(hers.get(f"/market/orders/{agreed.pk}/receipt/"))


def test_a_refund_is_given_back_by_its_maker_and_received_by_her_customer(agreed, walk, linked, signed_in, aizada):
    confirm_payment(agreed.payments.get(), aizada, "cash")
    order = walk(Order.objects.whole().get(pk=agreed.pk), "cancel")
    address = f"/market/orders/{order.pk}/payments/{order.payments.refunds().get().pk}/"
    hers, makers = linked(order), signed_in(aizada)
    assert [hers.get(address).status_code, makers.get(address).status_code] == [403, 200]
    assert address in makers.get(f"/market/orders/{order.pk}/").content.decode()
    assert makers.post(address, {"means": "gold"}).status_code == 422
    assert makers.post(address, {"means": "cash"}).status_code == 302
    assert makers.post(f"{address}received/").status_code == 403
    assert hers.post(f"{address}received/").status_code == 302
    assert order.payments.refunds().get().is_confirmed


def test_by_the_makers_code_with_the_amount_in_it(agreed, paper, linked, aizada):
    fields = {"00": "01", "01": "11", "32": "0014c2b.example.kg10041234", "52": "5651", "53": "417", "59": "Айзада"}
    save_business_code(aizada, build("https://bank.example.kg/pay", fields))
    hers = linked(agreed)
    page = hers.get(paper(agreed)).content.decode()
    assert "https://bank.example.kg/pay#" in page
    assert "5406480000" in page
    assert 'data-text="4800"' in page
    assert hers.post(paper(agreed), {"means": "business_qr"}).status_code == 302
    assert PaymentLine.objects.get().means == "business_qr"


@pytest.mark.parametrize(("tyiyn", "pasted"), [(123_456_700, "1234567"), (100_000_000, "1000000"), (480_050, "4800.50"), (5, "0.05")])
def test_the_amount_is_pasted_to_the_last_tyiyn(tyiyn, pasted):
    assert digits_of(tyiyn) == pasted


def test_the_bank_that_it_opens_is_named(agreed, paper, linked, signed_in, aizada):
    fields = {"00": "01", "01": "11", "32": "0014c2b.example.kg10041234", "52": "5651", "53": "417", "59": "Айзада"}
    save_business_code(aizada, build("https://bank.example.kg/pay", fields))
    assert "It opens bank.example.kg." in said(linked(agreed).get(paper(agreed)))
    assert "bank.example.kg" in said(signed_in(aizada).get("/market/orders/selling/code/"))


def test_what_shows_that_she_paid_is_for_the_two_of_them(place, walk, customer_pays, linked, signed_in, make_member, aizada, coordinator):
    ambassador = make_member("Елена", roles=("ambassador",))
    order = walk(place(helper=ambassador), "quote", "accept")
    picture = customer_pays(order)
    page = f"/market/orders/{order.pk}/"
    for sees in (linked(order), signed_in(aizada)):
        assert picture in sees.get(page).content.decode()
        assert sees.get(picture).status_code == 200
    helper = signed_in(ambassador)
    assert helper.get(page).status_code == 200
    assert picture not in helper.get(page).content.decode()
    assert [who.get(picture).status_code for who in (helper, signed_in(coordinator))] == [404, 404]


def test_a_way_that_she_has_not_is_refused(agreed, paper, linked):
    answer = linked(agreed).post(paper(agreed), {"means": "business_qr"})
    assert answer.status_code == 422
    assert not PaymentLine.objects.filter(claimed_at__isnull=False).exists()


def test_said_twice_it_is_said_once_and_what_is_paid_is_not_asked_for(agreed, paper, linked):
    hers, address = linked(agreed), paper(agreed)
    assert [hers.post(address, {"means": "cash"}).status_code for _ in range(2)] == [302, 302]
    assert hers.get(address).status_code == 302
    assert Order.objects.get().payments.filter(claimed_at__isnull=False).count() == 1


def test_a_line_of_another_order_is_not_here(agreed, paper, place, walk, linked):
    other = walk(place(), "quote", "accept")
    address = f"/market/orders/{other.pk}/payments/{agreed.payments.first().pk}/"
    assert linked(other).get(address).status_code == 404
    assert linked(other).post(paper(agreed), {"means": "cash"}).status_code == 403


def test_who_said_she_paid_reads_that_it_was_not_found_and_what_to_do(agreed, paper, linked, signed_in, aizada):
    hers, address, page = linked(agreed), paper(agreed), f"/market/orders/{agreed.pk}/"
    hers.post(address, {"means": "cash"})
    assert "hasn" not in said(hers.get(page))
    assert signed_in(aizada).post(f"{address}missing/").status_code == 302
    assert "The maker hasn&#x27;t found your 4,800 som" in said(hers.get(page))
    assert "The maker hasn't found it" in said(hers.get(address))
    assert hers.post(address, {"means": "cash"}).status_code == 302
    assert "hasn" not in said(hers.get(page))


def test_her_list_and_her_own_page_say_so_until_she_says_it_again(place, walk, signed_in, begimai, aizada):
    order = walk(place(customer=begimai), "quote", "accept")
    hers, line = signed_in(begimai), order.payments.get()
    hers.cookies["django_language"] = "en"
    assert "Payment not found" not in said(hers.get("/market/orders/"))
    deny_payment(claim_payment(line, begimai, "cash"), aizada)
    row = hers.get("/market/orders/").content.decode()
    assert "Payment not found" in row
    assert "chip--on" in row
    request = RequestFactory().get("/me/")
    request.user = begimai
    assert of_what_she_ordered(request) == 1
    claim_payment(line, begimai, "cash")
    assert "Payment not found" not in said(hers.get("/market/orders/"))
    assert of_what_she_ordered(request) == 0


def test_of_what_was_cancelled_she_reads_it_too(agreed, paper, walk, linked, signed_in, aizada):
    hers, page = linked(agreed), f"/market/orders/{agreed.pk}/"
    hers.post(paper(agreed), {"means": "cash"})
    walk(agreed, "cancel")
    signed_in(aizada).post(f"{paper(agreed)}missing/")
    assert "The maker hasn&#x27;t found your 4,800 som So nothing is given back." in said(hers.get(page))


def test_that_it_was_not_found_is_said_of_the_maker_to_everyone_but_her(place, paper, walk, linked, signed_in, make_member, aizada):
    ambassador = make_member("Елена", roles=("ambassador",))
    order = walk(place(helper=ambassador), "quote", "accept")
    hers, helpers, makers = linked(order), signed_in(ambassador), signed_in(aizada)
    hers.post(paper(order), {"means": "cash"})
    makers.post(f"{paper(order)}missing/")

    def reads(browser):
        browser.cookies["django_language"] = "en"
        page = browser.get(f"/market/orders/{order.pk}/").content.decode()
        return [whose for whose in ("You", "The maker") if f"{whose} haven't found it" in page or f"{whose} hasn't found it" in page]

    assert [reads(browser) for browser in (hers, helpers, makers)] == [["The maker"], ["The maker"], ["You"]]


def test_a_maker_reads_that_what_she_gave_back_was_not_found(agreed, walk, linked, signed_in, aizada):
    confirm_payment(agreed.payments.get(), aizada, "cash")
    order = walk(Order.objects.whole().get(pk=agreed.pk), "cancel")
    back = f"/market/orders/{order.pk}/payments/{order.payments.refunds().get().pk}/"
    makers = signed_in(aizada)
    makers.cookies["django_language"] = "en"
    makers.post(back, {"means": "cash"})
    linked(order).post(f"{back}missing/")
    assert "Your customer hasn&#x27;t found the 4,800 som that you gave back" in said(makers.get(f"/market/orders/{order.pk}/"))


@pytest.mark.parametrize(
    ("percent", "ways", "word"),
    [(0, ["accept"], "The whole price"), (30, ["accept"], "The rest"), (30, ["accept", "confirm"], "A part of the price")],
)
def test_one_payment_is_the_whole_price_and_only_after_an_advance_is_there_a_rest(percent, ways, word, place, walk, linked):
    order = walk(walk(place(), "quote", deposit_percent=percent), *ways)
    page = said(linked(order).get(f"/market/orders/{order.pk}/"))
    assert [one for one in ("The whole price", "The rest", "A part of the price") if one in page] == [word]


def test_a_trip_is_paid_when_they_meet(place, trip, departs, signed_in, begimai):
    gone = place(trip, customer=begimai, slot=departs().pk)
    hers = signed_in(begimai)
    hers.cookies["django_language"] = "en"
    page = said(hers.get(f"/market/orders/{gone.pk}/"))
    assert "handed over" not in page.lower()
    assert "it is paid when you meet" in page


def test_the_receipt_says_what_is_still_to_be_paid(place, walk, linked, aizada):
    order = walk(walk(place(), "quote", deposit_percent=30), "accept")
    receipt = f"/market/orders/{order.pk}/receipt/"
    confirm_payment(order.payments.get(purpose="deposit"), aizada, "cash")
    assert "Still to be paid 3,360 som" in said(linked(order).get(receipt))
    confirm_payment(order.payments.get(purpose="balance"), aizada, "cash")
    assert "Still to be paid" not in said(linked(order).get(receipt))


def test_an_advance_stands_first(place, walk, linked):
    order = walk(place(), "quote", deposit_percent=30)
    order = walk(order, "accept")
    assert "Now the advance: 1,440 som" in said(linked(order).get(f"/market/orders/{order.pk}/"))


def test_the_card_of_measures(place, linked, signed_in, aizada, begimai):
    order = place()
    hers, address = linked(order), f"/market/orders/{order.pk}/measures/"
    answer = hers.post(address, {"waist": 700})
    assert answer.status_code == 422
    assert 'value="700"' in answer.content.decode()
    assert hers.post(address, {"waist": 70}).status_code == 302
    makers = signed_in(aizada)
    makers.cookies["django_language"] = "en"
    assert "70 cm" in said(makers.get(f"/market/orders/{order.pk}/"))


def test_the_receipt_says_how_it_was_paid_and_can_be_printed(place, linked, aizada):
    order = bring(place(), "accepted")
    confirm_payment(order.payments.get(purpose="deposit"), aizada, "cash")
    page = linked(order)
    page.cookies["django_language"] = "en"
    receipt = page.get(f"/market/orders/{order.pk}/receipt/")
    assert "· Cash" in said(receipt)
    assert "<print-page hidden>" in receipt.content.decode()
