"""Costs, what is paid out and handed on: recorded by who holds the money, confirmed by another, reversed where it was wrong."""

from uuid import uuid4

import pytest

from commons.journal.reading import read
from commons.journal.refusals import Refused
from marketplace.boards.actions import close_venture, leave_venture
from marketplace.boards.models import Venture
from marketplace.ledger.actions import confirm, deny, end_following, record_cost, record_handover, record_payout, reverse
from marketplace.ledger.models import Leg, Posting
from marketplace.ledger.reading import balance_of
from marketplace.ledger.refusals import HersIsLess, HoldsLess, PostingMoved
from tests.racing import at_once, committing

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def test_a_cost_of_her_own_money_is_hers_to_get_back_and_borne_by_all(earned, venture, book, sound):
    _, begimai, *_ = earned
    posting = record_cost(begimai, venture.pk, 80_000, "  Жип  ", uuid4())
    assert (posting.state, posting.by, posting.words) == ("recorded", begimai, "Жип")
    assert {woman: hers for woman, (hers, _) in book().items()} == {woman: 100_000 + 80_000 * (woman == begimai) for woman in earned}
    sound()


def test_a_cost_of_what_she_holds_leaves_her_hands(earned, venture, book):
    aizada, begimai, *_ = earned
    record_cost(aizada, venture.pk, 80_000, "Жип", uuid4(), from_held=True)
    assert book()[aizada] == (100_000, 400_000)
    with pytest.raises(HoldsLess):
        record_cost(begimai, venture.pk, 1, "Жип", uuid4(), from_held=True)


def test_costs_may_be_more_than_sales(earned, venture, book, sound):
    record_cost(earned[1], venture.pk, 1_000_000, "Тигүүчү машина", uuid4())
    assert {woman: hers for woman, (hers, _) in book().items()} == {woman: -130_000 + 1_000_000 * (woman == earned[1]) for woman in earned}
    sound()


def test_what_is_hers_is_paid_out_by_who_holds_it_and_confirmed_by_her(earned, venture, book, sound):
    aizada, begimai, cholpon, _ = earned
    posting = record_payout(aizada, venture.pk, begimai, 120_000, uuid4())
    assert book()[aizada] == (120_000, 360_000)
    assert begimai not in book()
    for other in (aizada, cholpon):
        with pytest.raises(Refused, match="forbidden"):
            confirm(posting, other)
    assert confirm(posting, begimai).state == "confirmed"
    assert confirm(posting, begimai).answered_by == begimai
    sound()


def test_in_a_closed_venture_what_is_whose_is_still_settled(earned, venture, book, sound):
    aizada, begimai, *_ = earned
    close_venture(aizada, venture.pk, Venture.objects.get(pk=venture.pk).version)
    record_cost(begimai, venture.pk, 8_000, "Почта", uuid4())
    assert confirm(record_payout(aizada, venture.pk, begimai, 120_000, uuid4()), begimai).state == "confirmed"
    assert book()[begimai] == (6_000, 0)
    sound()


def test_she_takes_what_is_her_own_and_another_confirms_it(earned, venture):
    aizada, begimai, *_ = earned
    posting = record_payout(aizada, venture.pk, aizada, 50_000, uuid4())
    with pytest.raises(Refused, match="forbidden"):
        confirm(posting, aizada)
    assert confirm(posting, begimai).state == "confirmed"


def test_no_more_is_paid_out_than_is_hers_or_is_held(earned, venture, book):
    aizada, begimai, cholpon, _ = earned
    before = book()
    with pytest.raises(HersIsLess, match="invalid"):
        record_payout(aizada, venture.pk, begimai, 120_001, uuid4())
    with pytest.raises(HoldsLess, match="invalid"):
        record_payout(begimai, venture.pk, cholpon, 1, uuid4())
    assert book() == before


def test_money_is_handed_on_and_is_nobodys_by_that(earned, venture, book):
    aizada, begimai, cholpon, _ = earned
    posting = record_handover(aizada, venture.pk, begimai, 400_000, uuid4())
    assert book()[begimai] == (120_000, 400_000)
    assert book()[aizada] == (120_000, 80_000)
    with pytest.raises(Refused, match="forbidden"):
        deny(posting, cholpon)
    deny(posting, begimai)
    assert book()[aizada] == (120_000, 480_000)
    with pytest.raises(Refused, match="invalid"):
        record_handover(aizada, venture.pk, aizada, 100, uuid4())


def test_a_cost_that_another_denies_counts_no_more(earned, venture, book, sound):
    _, begimai, cholpon, _ = earned
    before = book()
    posting = record_cost(begimai, venture.pk, 80_000, "Жип", uuid4())
    with pytest.raises(Refused, match="forbidden"):
        deny(posting, begimai)
    assert deny(posting, cholpon).state == "denied"
    assert deny(posting, cholpon).state == "denied"
    assert book() == before
    with pytest.raises(PostingMoved):
        confirm(posting, cholpon)
    told = [entry.fact.rpartition(".")[2] for entry in read(f"marketplace.ledger:{venture.pk}", 0)]
    assert told[-3:] == ["denied", "reversed", "recorded"]
    sound()


def test_a_mistake_is_reversed_and_another_says_whether_it_was_one(earned, venture, book, sound):
    aizada, begimai, cholpon, nargiza = earned
    before, key = book(), uuid4()
    posting = confirm(record_cost(begimai, venture.pk, 80_000, "Жип", uuid4()), cholpon)
    with pytest.raises(Refused, match="forbidden"):
        reverse(posting, cholpon, uuid4())
    back = reverse(posting, begimai, key)
    assert reverse(posting, begimai, key) == back
    assert (back.amount, back.reverses, back.state) == (-80_000, posting, "recorded")
    assert book() == before
    with pytest.raises(PostingMoved):
        reverse(posting, aizada, uuid4())
    with pytest.raises(Refused, match="forbidden"):
        reverse(back, begimai, uuid4())
    deny(back, nargiza)
    assert book()[begimai] == (180_000, 0)
    confirm(reverse(posting, aizada, uuid4()), begimai)
    assert book() == before
    sound()


def test_what_was_divided_is_not_reversed_by_itself(earned):
    division = Posting.objects.get(kind="division")
    with pytest.raises(Refused, match="forbidden"):
        reverse(division, earned[0], uuid4())
    for woman in earned:
        with pytest.raises(Refused, match="forbidden"):
            confirm(division, woman)


def test_a_sale_that_is_denied_is_taken_from_each(earned, book, venture, sound):
    sale = Posting.objects.get(kind="sale")
    with pytest.raises(Refused, match="forbidden"):
        confirm(sale, earned[0])
    deny(sale, earned[2])
    assert book() == {}


def test_who_left_keeps_what_she_earned_and_is_paid_it(earned, venture, book, sound):
    aizada, _, cholpon, nargiza = earned
    leave_venture(nargiza, venture.pk)
    assert balance_of(venture, nargiza).hers == 120_000
    posting = record_payout(aizada, venture.pk, nargiza, 120_000, uuid4())
    with pytest.raises(Refused, match="forbidden"):
        confirm(posting, nargiza)
    assert confirm(posting, cholpon).state == "confirmed"
    assert nargiza not in book()
    sound()


def test_what_one_who_left_still_holds_another_says_was_handed_on(earned, venture, book):
    aizada, begimai, cholpon, nargiza = earned
    record_handover(aizada, venture.pk, nargiza, 100_000, uuid4())
    with pytest.raises(Refused, match="forbidden"):
        record_handover(begimai, venture.pk, begimai, 100_000, uuid4(), giver=nargiza)
    leave_venture(nargiza, venture.pk)
    posting = record_handover(begimai, venture.pk, begimai, 100_000, uuid4(), giver=nargiza)
    assert book()[begimai] == (120_000, 100_000)
    with pytest.raises(Refused, match="forbidden"):
        confirm(posting, begimai)
    assert confirm(posting, cholpon).state == "confirmed"


def test_nobody_else_writes_in_it(earned, venture, comes, make_member, suspended, coordinator):
    guest, left = make_member("Конок"), earned[3]
    comes(guest, role="guest")
    leave_venture(left, venture.pk)
    before = Posting.objects.count()
    sale = Posting.objects.get(kind="sale")
    for woman in (guest, left, make_member("Бөтөн"), suspended, coordinator):
        for deed in (
            lambda woman=woman: record_cost(woman, venture.pk, 100, "Жип", uuid4()),
            lambda woman=woman: record_payout(woman, venture.pk, earned[1], 100, uuid4()),
            lambda woman=woman: record_handover(woman, venture.pk, earned[1], 100, uuid4()),
            lambda woman=woman: reverse(sale, woman, uuid4()),
            lambda woman=woman: confirm(sale, woman),
            lambda woman=woman: deny(sale, woman),
        ):
            with pytest.raises(Refused, match="forbidden"):
                deed()
    assert Posting.objects.count() == before


@pytest.mark.parametrize(
    ("amount", "words"), [(0, "Жип"), (-1, "Жип"), (10**15, "Жип"), (1.5, "Жип"), (True, "Жип"), (100, "  "), (100, "ж" * 200)], ids=str
)
def test_what_cannot_be_is_refused_and_changes_nothing(earned, venture, amount, words):
    before = Posting.objects.count()
    with pytest.raises(Refused) as refused:
        record_cost(earned[1], venture.pk, amount, words, uuid4())
    assert refused.value.code in ("invalid", "too_long")
    assert Posting.objects.count() == before


def test_an_order_of_another_shop_costs_this_venture_nothing(earned, venture, place, offer, make_member):
    order = place(offer(make_member("Бөтөн")))
    with pytest.raises(Refused, match="forbidden"):
        record_cost(earned[1], venture.pk, 100, "Жип", uuid4(), order=order)


def test_sent_twice_is_once_and_a_key_is_of_one_thing(earned, venture):
    aizada, begimai, *_ = earned
    key = uuid4()
    posting = record_cost(begimai, venture.pk, 100, "Жип", key)
    assert record_cost(begimai, venture.pk, 100, "Жип", key) == posting
    for deed in (
        lambda: record_cost(begimai, venture.pk, 200, "Жип", key),
        lambda: record_cost(aizada, venture.pk, 100, "Жип", key),
        lambda: record_payout(aizada, venture.pk, begimai, 100, key),
    ):
        with pytest.raises(Refused, match="invalid"):
            deed()
    assert Posting.objects.filter(kind="cost").count() == 1


def test_who_leaves_follows_it_no_more(earned, venture):
    end_following(venture.pk, earned[3].pk)
    (told,) = [entry for entry in read(f"people.member:{earned[3].pk}", 0) if entry.fact == "people.membership.ended"]
    assert told.data == {"of": f"marketplace.ledger:{venture.pk}"}


@committing
def test_paid_out_twice_at_once_no_more_than_is_hers_goes(earned, venture, book):
    aizada, begimai, *_ = earned
    answers = at_once(*[lambda: record_payout(aizada, venture.pk, begimai, 50_000, uuid4()) for _ in range(5)])
    assert sum(isinstance(one, Posting) for one in answers) == 2
    assert sum(isinstance(one, HersIsLess) for one in answers) == 3
    assert book()[begimai] == (20_000, 0)


@committing
def test_the_same_key_sent_at_once_is_written_once(earned, venture):
    key, begimai = uuid4(), earned[1]
    answers = at_once(*[lambda: record_cost(begimai, venture.pk, 100, "Жип", key)] * 6)
    assert {one.pk for one in answers} == {Posting.objects.get(kind="cost").pk}


@committing
def test_confirmed_denied_and_reversed_at_once_it_is_one_of_them(earned, venture, sound):
    _, begimai, cholpon, nargiza = earned
    for _ in range(5):
        posting = record_cost(begimai, venture.pk, 100, "Жип", uuid4())
        at_once(
            lambda one=posting: confirm(one, cholpon),
            lambda one=posting: deny(one, nargiza),
            lambda one=posting: reverse(one, begimai, uuid4()),
        )
        backs = posting.reversals.count()
        posting.refresh_from_db()
        assert backs <= 1
        assert backs == 1 or posting.state == "confirmed"
        assert posting.state != "denied" or backs == 1
    sound()


@committing
def test_two_payments_heard_at_once_by_many_are_each_written_once(four, agreed, sold, venture, book, sound):
    from marketplace.ledger.actions import record_sale
    from marketplace.orders.actions import confirm_payment

    agreed(*four)
    order = sold(total=100_100, deposit=30, paid=False)
    for line in order.payments.order_by("pk"):
        confirm_payment(line, order.maker, "cash")
    answers = at_once(*[lambda: record_sale(order.pk)] * 6)
    assert answers == [None] * 6
    assert Posting.objects.filter(kind="sale").count() == 2
    assert sum(hers for hers, _ in book().values()) == 100_100
    assert Leg.objects.filter(account="held").count() == 2
    sound()
