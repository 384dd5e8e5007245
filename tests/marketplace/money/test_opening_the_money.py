"""A venture's money stays among those who share in it, and its pages are as fast and light with many postings as with few."""

import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commons.people.models import Block
from marketplace.boards.actions import close_venture, leave_venture
from marketplace.boards.models import Venture
from marketplace.ledger.actions import confirm, deny, record_cost, record_payout, reverse
from tests.ui.weighing import ACCEPT, weigh

pytestmark = pytest.mark.django_db
KB = 1024


def test_a_posting_of_another_venture_is_not_answered_here(earned, venture, phone_of):
    from marketplace.boards.actions import found_venture
    from marketplace.boards.actions.ventures import Plan

    aizada, begimai, *_ = earned
    posting = record_cost(begimai, venture.pk, 10_000, "Жип", uuid4())
    another = found_venture(aizada, Plan({"ky": "Башка иш"}), uuid4())
    for deed in ("confirmation", "denial", "reversal"):
        address = f"/market/together/{another.pk}/money/postings/{posting.pk}/{deed}/"
        assert phone_of(aizada).post(address, {"key": uuid4()}).status_code == 403


def test_a_guest_hears_nothing_of_money_nor_who_keeps_the_lab(earned, comes, money, phone_of, make_member, coordinator):
    guest = make_member("Нуржан")
    comes(guest, role="guest")
    page = money.removesuffix("money/")
    assert f'href="{money}"' in phone_of(earned[1]).get(page).content.decode()
    for woman in (guest, coordinator):
        words = phone_of(woman).get(page).content.decode()
        assert money not in words
        assert " som" not in words
        assert phone_of(woman).get(money).status_code == 403


def test_her_word_is_asked_for_on_the_ventures_page(earned, money, phone_of):
    words = phone_of(earned[1]).get(money.removesuffix("money/")).content.decode()
    assert f"{earned[0].name} says that she received 4,800 som" in words
    assert words.index("Is it so?") < words.index("Our year")


def test_who_leaves_sees_what_stays_hers_and_nothing_else(earned, comes, venture, money, phone_of, make_member):
    begimai, page = earned[1], money.removesuffix("money/")
    assert "Of their money 1,200 som is yours" in phone_of(begimai).get(f"{page}leaving/").content.decode()
    leave_venture(begimai, venture.pk)
    words = phone_of(begimai).get(page).content.decode()
    assert "Of their money 1,200 som is yours" in words
    assert money not in words
    assert phone_of(begimai).get(money).status_code == 403
    for woman in (make_member("Нуржан"), comes(make_member("Айсулуу"), role="guest")[0].member):
        assert "Of their money" not in phone_of(woman).get(page).content.decode()


def test_what_was_closed_still_says_what_is_hers_who_left(earned, venture, money, phone_of, make_member):
    aizada, begimai, cholpon, _ = earned
    page = money.removesuffix("money/")
    for woman in (begimai, cholpon):
        leave_venture(woman, venture.pk)
    Block.objects.create(by=aizada, member=cholpon)
    close_venture(aizada, venture.pk, version_of(venture))
    words = phone_of(begimai).get(page).content.decode()
    assert "This joint business is closed" in words
    assert "can still be read" not in words
    assert "Of their money 1,200 som is yours" in words
    assert [phone_of(woman).get(page).status_code for woman in (cholpon, make_member("Нуржан"))] == [403, 403]


def test_nothing_is_to_be_agreed_anew_in_what_is_closed(earned, venture, money, sold, phone_of):
    aizada, *_, nargiza = earned
    leave_venture(nargiza, venture.pk)
    close_venture(aizada, venture.pk, version_of(venture))
    page = phone_of(aizada).get(money).content.decode()
    assert "Somebody has come or gone" not in page
    assert "Nobody has agreed whose this is" not in page
    record_cost(aizada, venture.pk, 500, "Жип", uuid4())
    assert "Nobody has agreed whose this is" in phone_of(aizada).get(money).content.decode()


@pytest.mark.parametrize("comes_back", [False, True])
def test_who_left_sees_that_she_was_paid(comes_back, earned, comes, venture, money, phone_of):
    aizada, begimai, *_ = earned
    leave_venture(begimai, venture.pk)
    if comes_back:
        comes(begimai, role="guest")
    record_payout(aizada, venture.pk, begimai, 70_000, uuid4())
    page = phone_of(begimai).get(money.removesuffix("money/")).content.decode()
    assert "Of their money 500 som is yours" in page
    assert f"{aizada.name} says that she gave you 700 som of what is yours" in page
    rest = record_payout(aizada, venture.pk, begimai, 50_000, uuid4())
    page = phone_of(begimai).get(money.removesuffix("money/")).content.decode()
    assert "What was yours of their money, you have been given" in page
    assert page.count("says that she gave you") == 2
    deny(rest, earned[2])
    page = phone_of(begimai).get(money.removesuffix("money/")).content.decode()
    assert "Of their money 500 som is yours" in page
    assert "gave you 500" not in page


def test_where_somebody_has_come_or_gone_it_says_so(earned, venture, money, phone_of):
    aizada, *_, nargiza = earned
    leave_venture(nargiza, venture.pk)
    for page, words in (
        (money, "Somebody has come or gone since you agreed how you share"),
        (money.replace("money/", "agreement/"), "Somebody has come or gone: agree anew."),
        (money.removesuffix("money/"), "To be agreed anew"),
    ):
        said = phone_of(aizada).get(page).content.decode()
        assert words in said
        assert "You haven&#x27;t agreed yet" not in said


def test_who_holds_what_another_should_is_told_who(earned, venture, money, agreed, phone_of, sold):
    aizada, begimai, *_ = earned
    words = "As you have agreed, Бегимай holds the money."
    assert words not in phone_of(aizada).get(money).content.decode()
    agreed(aizada, *earned[1:], holder=begimai)
    assert words in phone_of(aizada).get(money).content.decode()
    assert words not in phone_of(begimai).get(money).content.decode()
    page = phone_of(aizada).get(f"{money}handovers/").content.decode()
    assert re.findall(r'name="to" value="(\d+)"[^>]*checked', page) == [str(begimai.pk)]


def version_of(venture):
    return Venture.objects.get(pk=venture.pk).version


@pytest.fixture
def long(earned, venture):
    """Postings of every kind, so many rounds of them."""
    aizada, begimai, cholpon, _ = earned

    def write(rounds):
        for _ in range(rounds):
            confirm(record_cost(begimai, venture.pk, 1_000, "Жип", uuid4()), aizada)
            deny(record_cost(cholpon, venture.pk, 1_000, "Такси", uuid4()), aizada)
            reverse(record_payout(aizada, venture.pk, cholpon, 100, uuid4()), aizada, uuid4())
            record_cost(begimai, venture.pk, 500, "Ийне", uuid4())

    return write


QUERIES = {
    "": 29,
    "now/": 26,
    "statement/": 15,
    "statement/sheet/": 15,
    "statement.csv": 12,
    "../": 37,
    "costs/": 14,
    "payouts/": 14,
    "handovers/": 15,
}


@pytest.mark.parametrize(("page", "most"), QUERIES.items())
def test_more_postings_take_no_more_queries_and_few_bytes(page, most, money, long, earned, phone_of):
    browser = phone_of(earned[0])
    address = money.removesuffix("money/") if page == "../" else money + page

    def queries():
        with CaptureQueriesContext(connection) as seen:
            assert browser.get(address).status_code == 200
        return len(seen)

    long(3)
    queries()
    few = queries()
    long(12)
    assert queries() == few
    assert few <= most
    assert len(browser.get(address, headers=ACCEPT).content) <= 12 * KB


def test_its_first_view_is_light(money, long, earned, phone_of):
    long(6)
    weight = weigh(phone_of(earned[0]), money)
    assert (weight.html <= 12 * KB, weight.css <= 12 * KB, weight.total <= 60 * KB) == (True, True, True), weight
