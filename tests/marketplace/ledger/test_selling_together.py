"""What is paid of a venture's orders is in its book once, divided by the agreement in force when it was placed."""

from uuid import uuid4

import pytest

from commons.journal.listening import Later
from commons.journal.models import Delivery, Entry
from commons.journal.reading import read
from marketplace.boards.actions import change_role
from marketplace.ledger.actions import divide_what_waits, record_cost, record_sale, selling
from marketplace.ledger.agreed import agreement_for, agreement_in_force
from marketplace.ledger.listeners import write_what_was_paid
from marketplace.ledger.models import OrderSplit, Posting
from marketplace.ledger.reading import book_of
from marketplace.orders.actions import claim_payment, confirm_payment
from tests.marketplace.orders.steps import step

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def uneven(four):
    """Three, three, two and one of nine: by which no price in som is divided to the tyiyn."""
    return dict(zip([woman.pk for woman in four], (3_334, 3_333, 2_222, 1_111), strict=True))


def test_what_was_received_is_divided_as_agreed(four, agreed, uneven, sold, book, sound):
    agreed(*four, kind="own", parts=uneven)
    sold(total=100_100)
    aizada, begimai, cholpon, nargiza = four
    assert book() == {aizada: (33_367, 100_100), begimai: (33_367, 0), cholpon: (22_244, 0), nargiza: (11_122, 0)}
    assert book_of(Posting.objects.first().venture).undivided == 0
    sound()


def test_it_is_heard_twice_and_counts_once(four, agreed, sold, book, sound, tell_the_ledger):
    agreed(*four)
    order = sold()
    before = book(), Posting.objects.count()
    for entry in Entry.objects.filter(stream=order.stream):
        if entry.fact in ("marketplace.order.placed", "marketplace.payment.confirmed"):
            write_what_was_paid(entry)
    tell_the_ledger()
    assert (book(), Posting.objects.count()) == before
    sound()


def test_it_hears_of_the_ventures_orders_by_itself(four, agreed, gown, place, walk, book, tell_the_ledger, sound):
    agreed(*four)
    order = walk(place(gown), "quote", "accept")
    tell_the_ledger()
    assert OrderSplit.objects.get().makers is None
    confirm_payment(order.payments.get(), order.maker, "cash")
    walk(order, "start", "deliver", "complete")
    tell_the_ledger()
    assert {hers for hers, _ in book().values()} == {120_000}
    assert OrderSplit.objects.get().makers == [order.shop.member_id]
    sound()


def test_a_womans_own_shop_is_none_of_its_business(four, agreed, place, dress, walk):
    agreed(*four)
    order = walk(place(dress), "quote", "accept")
    confirm_payment(order.payments.get(), order.maker, "cash")
    record_sale(order.pk)
    assert not Delivery.objects.filter(listener__startswith="marketplace.ledger.listeners.write").exists()
    assert not Posting.objects.exists()
    assert not OrderSplit.objects.exists()


def test_the_agreement_in_force_when_it_was_placed_divides_it_though_another_is_since(four, agreed, sold, book):
    aizada, begimai, cholpon, nargiza = four
    agreed(*four)
    order = sold(paid=False)
    agreed(*four, kind="own", parts={aizada.pk: 9_997, begimai.pk: 1, cholpon.pk: 1, nargiza.pk: 1})
    confirm_payment(order.payments.get(), order.maker, "cash")
    record_sale(order.pk)
    assert agreement_for(order).number == 1
    assert {hers for hers, _ in book().values()} == {120_000}
    later = sold(total=1_000_000)
    assert agreement_for(later).number == 2
    assert book()[begimai] == (120_000 + 100, 0)


def test_the_customers_own_word_confirms_it_and_without_it_another_partner_does(four, agreed, sold, aizada):
    agreed(*four)
    order = sold(paid=False)
    confirm_payment(claim_payment(order.payments.get(), order.customer, "cash"), aizada)
    record_sale(order.pk)
    said_by_both = Posting.objects.get(kind="sale")
    assert (said_by_both.state, said_by_both.by, said_by_both.answered_by) == ("confirmed", aizada, None)
    alone = sold()
    assert Posting.objects.get(kind="sale", order=alone).state == "recorded"


def test_an_advance_and_the_rest_are_within_a_tyiyn_as_a_whole(four, agreed, uneven, sold, book, sound):
    agreed(*four, kind="own", parts=uneven)
    sold(total=100_100, deposit=33)
    assert [hers for hers, _ in book().values()] == [33_367, 33_367, 22_244, 11_122]
    assert Posting.objects.filter(kind="sale").count() == 2
    sound()


def test_what_is_given_back_is_taken_from_each_as_it_came(four, agreed, uneven, sold, book, sound, aizada, coordinator):
    agreed(*four, kind="own", parts=uneven)
    order = sold(total=100_100)
    settled = step(step(order, "dispute"), "settle", coordinator, refund=100_100)
    confirm_payment(claim_payment(settled.payments.get(purpose="refund"), aizada, "cash"), settled.customer)
    record_sale(order.pk)
    assert book() == {}
    back = Posting.objects.get(kind="sale", amount=-100_100)
    assert (back.state, back.by) == ("confirmed", aizada)
    sound()


def test_without_an_agreement_money_waits_undivided_for_the_first(four, agreed, sold, venture, book, sound, tell_the_ledger):
    aizada = four[0]
    order = sold()
    record_cost(aizada, venture.pk, 80_000, "Кездеме", uuid4(), from_held=True)
    assert book() == {aizada: (0, 400_000)}
    assert book_of(venture).undivided == 400_000
    assert agreement_for(order) is None
    agreed(*four)
    tell_the_ledger()
    divide_what_waits(venture.pk)
    assert book() == {woman: (100_000, 400_000 if woman == aizada else 0) for woman in four}
    assert agreement_for(order).number == 1
    assert book_of(venture).undivided == 0
    sound()


def test_what_waits_is_divided_some_at_a_time(four, agreed, sold, venture, sound, tell_the_ledger, monkeypatch):
    monkeypatch.setattr(selling, "A_BATCH", 2)
    for n in range(5):
        sold()
        record_cost(four[0], venture.pk, 10_000, f"Кездеме {n}", uuid4(), from_held=True)
    tell_the_ledger()
    agreed(*four)
    with pytest.raises(Later):
        divide_what_waits(venture.pk)
    assert OrderSplit.objects.count() == 2
    tell_the_ledger()
    divide_what_waits(venture.pk)
    assert OrderSplit.objects.count() == 5
    assert book_of(venture).undivided == 0
    sound()


def test_who_comes_or_goes_makes_another_agreement_necessary(four, agreed, sold, comes, venture, book, make_member, tell_the_ledger):
    agreed(*four)
    (fifth,) = [make_member("Жаңыл")]
    before = sold(paid=False)
    comes(fifth)
    after = sold()
    assert agreement_for(before).number == 1
    assert agreement_for(after) is None
    assert book_of(venture).undivided == 480_000
    agreed(*four, fifth)
    tell_the_ledger()
    assert agreement_for(before).number == 1
    assert agreement_for(after).number == 2
    assert book()[fifth] == (96_000, 0)


def test_a_guest_who_becomes_a_partner_changes_nothing_that_was_placed(four, agreed, sold, comes, make_member):
    (guest,) = comes(make_member("Жаңыл"), role="guest")
    agreed(*four)
    order = sold(paid=False)
    guest.role = "partner"
    guest.save()
    assert agreement_for(order).number == 1


def test_pieces_are_paid_first_to_who_made_it_then_the_rest_by_parts(four, agreed, sold, book, venture):
    aizada, begimai, cholpon, nargiza = four
    agreed(*four, kind="piece_then_rest", a_piece=50_000)
    order = sold(total=240_000, n=2)
    record_cost(begimai, venture.pk, 40_000, "Кездеме", uuid4(), order=order)
    assert book() == {aizada: (125_000, 240_000), begimai: (25_000 + 40_000, 0), cholpon: (25_000, 0), nargiza: (25_000, 0)}


def test_costs_of_an_order_come_before_pieces(four, agreed, sold, book, venture):
    aizada = four[0]
    agreed(*four, kind="piece_then_rest", a_piece=50_000)
    order = sold(total=60_000)
    record_cost(aizada, venture.pk, 40_000, "Кездеме", uuid4(), order=order, from_held=True)
    assert book() == {aizada: (20_000, 20_000)}


def test_what_is_written_is_told_with_its_legs(four, agreed, sold, venture):
    agreed(*four)
    order = sold(total=400)
    told = [entry for entry in read(f"marketplace.ledger:{venture.pk}", 0) if entry.fact == "marketplace.posting.recorded"]
    aizada = four[0]
    sale, division = (entry.data for entry in told)
    assert sale["legs"] == [["held", aizada.pk, 400], ["undivided", 0, -400]]
    assert division["legs"] == [["undivided", 0, 400], *(["share", woman.pk, -100] for woman in four)]
    assert (sale["order"], sale["kind"], division["kind"]) == (order.pk, "sale", "division")
    assert [entry.actor for entry in told] == [aizada.actor, None]


@pytest.fixture
def on_the_card(venture):
    """These women stand on the order's card from now on."""
    from marketplace.boards.models import Card, CardMember, Column

    def give(order, *women):
        column = Column.objects.filter(venture=venture).first()
        card, _ = Card.objects.get_or_create(
            venture=venture, order=order.stream, defaults={"column": column, "position": order.pk, "titles": {"ky": "Көйнөк"}}
        )
        CardMember.objects.filter(card=card).delete()
        CardMember.objects.bulk_create(CardMember(card=card, member=woman) for woman in women)

    return give


def test_pieces_are_of_those_on_its_card_and_stay_theirs_once_it_is_completed(four, agreed, sold, book, on_the_card, sound):
    aizada, begimai, cholpon, nargiza = four
    agreed(*four, kind="piece_then_rest", a_piece=50_000)
    order = sold(total=100_000, n=2, paid=False)
    on_the_card(order, begimai, cholpon)
    order = step(step(order, "start"), "deliver")
    confirm_payment(order.payments.get(), order.maker, "cash")
    record_sale(order.pk)
    assert book() == {aizada: (0, 100_000), begimai: (50_000, 0), cholpon: (50_000, 0)}
    on_the_card(order, nargiza)
    record_sale(order.pk)
    assert book() == {aizada: (0, 100_000), nargiza: (100_000, 0)}
    step(order, "complete")
    record_sale(order.pk)
    on_the_card(order, begimai)
    record_sale(order.pk)
    assert book() == {aizada: (0, 100_000), nargiza: (100_000, 0)}
    sound()


def test_a_guest_made_a_partner_changes_nothing_of_what_was_placed_before(four, comes, agreed, venture, gown, place, coordinator):
    comes(coordinator, role="guest")
    agreement, order = agreed(*four), place(gown)
    change_role(four[0], venture.pk, coordinator.pk, "partner")
    assert agreement_for(order) == agreement
    assert agreement_in_force(venture) is None
    anew = agreed(*four, coordinator)
    assert agreement_for(order) == agreement
    assert agreement_for(place(gown)) == anew
