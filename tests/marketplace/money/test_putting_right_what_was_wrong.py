"""What was a mistake, or too much, is put right: a sale is written again, too much is given back, and each line says what it was."""

from uuid import uuid4

import pytest

from commons.journal.refusals import Refused
from marketplace.boards.actions import change_role, leave_venture
from marketplace.ledger.actions import confirm, deny, record_again, record_cost, record_payback, record_payout, reverse
from marketplace.ledger.checking import wrong_books
from marketplace.ledger.models import Posting
from marketplace.ledger.refusals import OwesLess, PostingMoved, SentOtherwise
from marketplace.orders.models import PaymentLine

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
AGAIN = "It was so: write it again"


def sale():
    return Posting.objects.with_reversed().get(kind="sale", reverses=None)


def test_a_sale_that_was_denied_by_mistake_is_written_again_once(earned, venture, money, phone_of, book):
    aizada, begimai, *_ = earned
    assert AGAIN not in phone_of(aizada).get(money).content.decode()
    denied = deny(sale(), begimai)
    assert book() == {}
    page = phone_of(aizada).get(money).content.decode()
    assert AGAIN in page
    assert "so it is: the customer" not in page  # she said nothing of its being taken back
    assert AGAIN not in phone_of(begimai).get(money).content.decode()
    address, key = f"{money}postings/{denied.pk}/renewal/", uuid4()
    assert phone_of(begimai).post(address, {"key": uuid4()}).status_code == 403
    for _ in range(2):
        assert phone_of(aizada).post(address, {"key": key}).status_code == 303
    assert book()[aizada] == (120_000, 480_000)
    assert phone_of(aizada).post(address, {"key": uuid4()}).status_code == 409
    assert AGAIN not in phone_of(aizada).get(money).content.decode()
    again = Posting.objects.get(key=key)
    assert (again.state, again.amount, again.order) == ("recorded", 480_000, denied.order)
    assert confirm(again, begimai).state == "confirmed"
    assert list(wrong_books()) == []
    said = {"means": "cash", "confirmed_by": aizada.actor, "confirmed_at": again.at}
    PaymentLine.objects.create(order=again.order, shop=again.order.shop, purpose="balance", amount=100, **said)
    assert list(wrong_books()) == [f"order {again.order_id}: 100 isn't in the book"]


def test_a_sale_taken_back_and_written_again_may_be_denied_again(earned, venture, book):
    aizada, begimai, cholpon, _ = earned
    confirm(reverse(sale(), aizada, uuid4()), begimai)
    first = Posting.objects.get(kind="sale", reverses=None)
    deny(record_again(first, aizada, uuid4()), cholpon)
    assert book() == {}
    assert record_again(first, aizada, uuid4()).amount == 480_000
    with pytest.raises(PostingMoved):
        record_again(first, aizada, uuid4())
    with pytest.raises(Refused, match="forbidden"):
        record_again(record_cost(aizada, venture.pk, 100, "Жип", uuid4()), aizada, uuid4())
    assert list(wrong_books()) == []


def test_a_cost_of_an_order_whose_sale_was_denied_is_not_written_again_by_a_button(earned, venture, money, phone_of):
    aizada, begimai, *_ = earned
    deny(record_cost(aizada, venture.pk, 10_000, "Жип", uuid4(), order=sale().order), begimai)
    deny(sale(), begimai)
    assert phone_of(aizada).get(money).content.decode().count(AGAIN) == 1


def test_a_steward_writes_it_again_and_says_whose_hands_it_went_through(earned, venture, money, phone_of):
    aizada, begimai, cholpon, _ = earned
    change_role(aizada, venture.pk, begimai.pk, "steward")
    record_again(deny(sale(), cholpon), begimai, uuid4())
    [question] = [question for _, question in phone_of(cholpon).get(money).context["turns"]]
    assert question.replace("\xa0", " ").startswith("Бегимай says that it was so: Айзада received money, 4,800 som")


def test_who_denies_is_told_that_the_order_stays_paid(earned, money, phone_of):
    page = phone_of(earned[1]).get(f"{money}postings/{sale().pk}/denial/").content.decode()
    assert "The order stays paid" in page


@pytest.fixture
def too_much(earned, venture):
    """All was paid out to Begimai that was hers, 1,200 som, and then 400 were spent: 100 of that are hers to bear."""
    aizada, begimai, *_ = earned
    record_payout(aizada, venture.pk, begimai, 120_000, uuid4())
    record_cost(aizada, venture.pk, 40_000, "Жип", uuid4(), from_held=True)
    return earned


@pytest.mark.parametrize("by", ["giver", "keeper"])
def test_what_was_too_much_is_given_back_and_the_other_says_so(by, too_much, venture, money, phone_of, book):
    aizada, begimai, cholpon, _ = too_much
    assert book()[begimai] == (-10_000, 0)
    woman, other = (begimai, aizada) if by == "giver" else (aizada, begimai)
    assert f'href="{money}paybacks/"' in phone_of(woman).get(money).content.decode()
    form = phone_of(woman).get(f"{money}paybacks/").context["form"]
    assert [form[name].initial for name in ("giver", "to")] == [begimai.pk, aizada.pk]
    said = {"amount": "100", "giver": begimai.pk, "to": aizada.pk, "key": uuid4()}
    for _ in range(2):
        assert phone_of(woman).post(f"{money}paybacks/", said).status_code == 303
    assert (begimai in book(), book()[aizada][1]) == (False, 330_000)
    [question] = [question for posting, question in phone_of(other).get(money).context["turns"] if posting.is_payback]
    assert "100 som" in question
    assert not [posting for posting, _ in phone_of(cholpon).get(money).context["turns"] if posting.is_payback]
    [line] = [line for line in phone_of(cholpon).get(money).context["lines"] if line.posting.is_payback]
    assert (line.said.who, line.said.title, line.said.amount) == (begimai, "Бегимай → Айзада", 10_000)
    answer = phone_of(other).post(f"{money}postings/{line.posting.pk}/denial/")
    assert (answer.status_code, book()[begimai]) == (303, (-10_000, 0))
    back = phone_of(cholpon).get(money).context["lines"][0]
    assert (back.said.title, back.said.amount) == ("Бегимай → Айзада", -10_000)
    assert list(wrong_books()) == []


@pytest.mark.parametrize(
    ("name", "typed", "sentence"),
    [
        ("amount", "101", "it is 100 som"),
        ("amount", "0", "at least one som"),
        ("giver", "", "Choose one of them."),
        ("to", "999999", "Choose one of them."),
    ],
)
def test_what_cannot_be_given_back_is_said_beside_its_field(name, typed, sentence, too_much, money, phone_of, book):
    aizada, begimai, *_ = too_much
    before = book()
    said = {"amount": "100", "giver": begimai.pk, "to": aizada.pk, "key": uuid4(), name: typed}
    answer = phone_of(aizada).post(f"{money}paybacks/", said)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [name])
    assert sentence in answer.content.decode().replace("\xa0", " ")
    assert book() == before


def test_neither_of_the_two_says_it_for_both(too_much, venture, money, phone_of, book):
    aizada, begimai, cholpon, _ = too_much
    said = {"amount": "100", "giver": begimai.pk, "to": aizada.pk, "key": uuid4()}
    answer = phone_of(cholpon).post(f"{money}paybacks/", said)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["to"])
    with pytest.raises(Refused, match="forbidden"):
        record_payback(cholpon, venture.pk, begimai, aizada, 10_000, uuid4())
    leave_venture(begimai, venture.pk)
    with pytest.raises(Refused, match="forbidden"):
        record_payback(begimai, venture.pk, begimai, aizada, 10_000, uuid4())
    key = uuid4()
    assert record_payback(aizada, venture.pk, begimai, aizada, 6_000, key).to == begimai  # who left gave it to her
    with pytest.raises(SentOtherwise):
        record_payback(aizada, venture.pk, begimai, aizada, 5_000, key)
    with pytest.raises(OwesLess):
        record_payback(aizada, venture.pk, begimai, aizada, 5_000, uuid4())
    assert book()[begimai] == (-4_000, 0)


def test_who_keeps_the_money_puts_back_what_was_too_much(too_much, venture, money, phone_of, book):
    aizada, *_ = too_much
    record_payout(aizada, venture.pk, aizada, 110_000, uuid4())
    record_cost(aizada, venture.pk, 40_000, "Жип", uuid4(), from_held=True)
    assert book()[aizada] == (-10_000, 170_000)
    record_payback(aizada, venture.pk, aizada, aizada, 10_000, uuid4())
    assert book()[aizada] == (0, 180_000)
    line = phone_of(aizada).get(money).context["lines"][0]
    assert (line.said.who, line.said.title, line.said.amount) == (aizada, "Айзада put back what was too much", 10_000)


def test_two_of_one_name_are_two(earned, venture, money, phone_of):
    aizada, begimai, *_ = earned
    begimai.name = aizada.name
    begimai.save()
    record_payout(aizada, venture.pk, begimai, 50_000, uuid4())
    assert phone_of(aizada).get(money).context["lines"][0].said.title == "Айзада → Айзада"


def test_nobody_is_asked_to_give_back_what_is_not_too_much(earned, money, phone_of):
    page = phone_of(earned[0]).get(money).content.decode()
    assert f'href="{money}paybacks/"' not in page
    assert "Nobody was given too much." in phone_of(earned[0]).get(f"{money}paybacks/").content.decode()


def test_a_taking_back_that_was_none_says_that_it_stays(earned, venture, money, phone_of):
    aizada, begimai, *_ = earned
    deny(reverse(record_cost(aizada, venture.pk, 20_000, "Жип", uuid4()), aizada, uuid4()), begimai)
    notes = [line.said.note for line in phone_of(aizada).get(money).context["lines"]][:3]
    assert [note.partition(" · ")[2] for note in notes] == ["stays as it was: Бегимай", "taken back: Айзада", ""]


def test_what_was_given_and_stays_reads_as_it_did(earned, venture, money, phone_of):
    aizada, begimai, *_ = earned
    for posting in (record_payout(aizada, venture.pk, begimai, 50_000, uuid4()), sale()):
        deny(reverse(posting, aizada, uuid4()), begimai)
        lines = phone_of(aizada).get(money).context["lines"]
        again, back, first = [line.said for line in lines if line.posting.kind == posting.kind]
        assert again.title == back.title == first.title
        assert (again.amount, back.amount) == (first.amount, -first.amount)


def test_alone_nothing_waits_for_another(aizada, venture, money, phone_of):
    record_cost(aizada, venture.pk, 100, "Жип", uuid4())
    page = phone_of(aizada).get(money).content.decode()
    assert "waits for another" not in page
    page = phone_of(aizada).get(f"{money}handovers/").content.decode()
    assert "You hold nothing of the money now" in page
