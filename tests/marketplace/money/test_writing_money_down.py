"""What was paid and given is written down on a page of one form; what can't be is said beside its field, and changes nothing."""

import re
from uuid import uuid4

import pytest

from marketplace.boards.actions import leave_venture
from marketplace.ledger.actions import record_cost
from marketplace.ledger.models import Posting
from marketplace.orders.models import Order

LANGUAGES = ("ky", "ru", "uz-cyrl", "en")
pytestmark = pytest.mark.django_db


def written():
    return [(one.kind, one.amount, one.words) for one in Posting.objects.exclude(kind__in=("sale", "division")).order_by("pk")]


def test_she_paid_of_her_own_and_it_is_hers_to_get_back(earned, money, phone_of, book):
    _, begimai, *_ = earned
    answer = phone_of(begimai).post(f"{money}costs/", {"amount": "1 200", "words": "Кийиз", "source": "own", "key": uuid4()})
    assert (answer.status_code, answer["Location"]) == (303, money)
    assert written() == [("cost", 120_000, "Кийиз")]
    assert book()[begimai] == (120_000 + 120_000 - 30_000, 0)


def test_she_paid_of_what_she_holds_for_an_order(earned, money, phone_of, book, sold):
    aizada, *_ = earned
    order = sold(total=100_000)
    page = phone_of(aizada).get(f"{money}costs/").content.decode()
    assert f'value="{order.pk}"' in page
    said = {"amount": "400", "words": "Жип", "source": "held", "order": order.pk, "key": uuid4()}
    assert phone_of(aizada).post(f"{money}costs/", said).status_code == 303
    assert Posting.objects.get(kind="cost").order == order
    assert book()[aizada] == (120_000 + 15_000, 540_000)


def test_sent_twice_is_written_once(earned, money, phone_of):
    aizada, begimai, *_ = earned
    for place, said in (
        ("costs/", {"amount": "100", "words": "Жип", "source": "own"}),
        ("payouts/", {"amount": "1175", "to": begimai.pk}),  # all that is hers
        ("handovers/", {"amount": "700", "to": begimai.pk, "giver": aizada.pk}),
    ):
        phone, key = phone_of(aizada), uuid4()
        assert [phone.post(money + place, {**said, "key": key}).status_code for _ in range(2)] == [303, 303]
    assert len(written()) == 3


def test_all_that_is_hers_is_paid_out_to_the_tyiyn(earned, venture, money, phone_of, book):
    aizada, begimai, cholpon, _ = earned
    record_cost(cholpon, venture.pk, 133, "Жип", uuid4())
    assert book()[begimai] == (119_967, 0)
    key = uuid4()
    for _ in range(2):  # what she reads is 1,200 som
        assert phone_of(aizada).post(f"{money}payouts/", {"amount": "1200", "to": begimai.pk, "key": key}).status_code == 303
    assert begimai not in book()
    assert written()[-1] == ("payout", 119_967, "")


def test_she_hands_on_the_money_and_another_says_it_of_her_who_left(earned, venture, money, phone_of, book):
    from marketplace.boards.actions import change_role, hand_over_shop

    aizada, begimai, cholpon, _ = earned
    said = {"amount": "800", "to": begimai.pk, "giver": aizada.pk, "key": uuid4()}
    assert phone_of(aizada).post(f"{money}handovers/", said).status_code == 303
    change_role(aizada, venture.pk, cholpon.pk, "steward")
    hand_over_shop(aizada, venture.pk, cholpon.pk)
    leave_venture(aizada, venture.pk)
    page = phone_of(cholpon).get(f"{money}handovers/")
    assert "of the money" not in page.content.decode()  # it isn't she who holds it
    assert [one for one, _name in page.context["form"].fields["giver"].choices] == [aizada.pk]
    assert re.search(rf'type="radio" name="giver" value="{aizada.pk}"[^>]*checked', page.content.decode())
    said = {"amount": "4000", "to": cholpon.pk, "giver": aizada.pk, "key": uuid4()}
    assert phone_of(cholpon).post(f"{money}handovers/", said).status_code == 303
    assert (book()[aizada], book()[cholpon]) == ((120_000, 0), (120_000, 400_000))
    assert phone_of(cholpon).post(f"{money}handovers/", said).status_code == 303
    other = phone_of(cholpon).post(f"{money}handovers/", {**said, "to": begimai.pk, "giver": cholpon.pk})
    assert (other.status_code, list(other.context["form"].errors)) == (422, ["__all__"])
    assert book()[cholpon] == (120_000, 400_000)


def test_who_holds_nothing_is_told_so_and_who_left_is_paid(earned, venture, money, phone_of):
    aizada, begimai, cholpon, _ = earned
    assert "You hold nothing of the money now" in phone_of(begimai).get(f"{money}payouts/").content.decode()
    leave_venture(begimai, venture.pk)
    assert begimai.pk in dict(phone_of(aizada).get(f"{money}payouts/").context["form"].fields["to"].choices)
    assert phone_of(aizada).post(f"{money}payouts/", {"amount": "1200", "to": begimai.pk, "key": uuid4()}).status_code == 303
    [question] = [one for _, one in phone_of(cholpon).get(money).context["turns"]][-1:]
    assert begimai.name in question
    assert phone_of(begimai).get(money).status_code == 403


WRONG = [
    ("costs/", "amount", ""),
    ("costs/", "amount", "0"),
    ("costs/", "amount", "-1"),
    ("costs/", "amount", "10000001"),
    ("costs/", "amount", "мың"),
    ("costs/", "words", " "),
    ("costs/", "words", "+1+1"),
    ("costs/", "words", "к" * 121),
    ("costs/", "source", "bank"),
    ("costs/", "order", "999999"),
    ("payouts/", "amount", "4801"),  # HoldsLess
    ("payouts/", "amount", "1201"),  # HersIsLess
    ("payouts/", "to", "999999"),
    ("handovers/", "amount", "4801"),
    ("handovers/", "to", "{aizada}"),
    ("handovers/", "to", "{stranger}"),
]


@pytest.mark.parametrize(("where", "name", "typed"), WRONG)
def test_what_cannot_be_is_said_beside_its_field_in_her_language(where, name, typed, earned, money, phone_of, book, make_member):
    aizada, begimai, *_ = earned
    typed = typed.format(aizada=aizada.pk, stranger=make_member("Нуржан").pk)
    good = {"amount": "350", "words": "Жип менен ийне", "source": "own", "to": begimai.pk, "giver": aizada.pk, "key": uuid4()}
    before, told = book(), set()
    for language in LANGUAGES:
        answer = phone_of(aizada, language).post(money + where, {**good, name: typed})
        page = answer.content.decode()
        assert answer.status_code == 422
        assert list(answer.context["form"].errors) == [name]
        told.add(re.search(rf'id="id_{name}_error"><li>(.+?)</li>', page)[1])
        assert name in ("to", "source", "order") or f'value="{typed}"' in page
        assert name == "amount" or 'value="350"' in page
        assert where != "costs/" or name == "words" or "Жип менен ийне" in page
    assert len(told) == len(LANGUAGES)
    assert (book(), written()) == (before, [])


def test_a_form_without_its_key_or_with_that_of_another_is_refused(earned, money, phone_of):
    aizada, begimai, *_ = earned
    said, key = {"amount": "100", "words": "Жип", "source": "own"}, uuid4()
    assert phone_of(aizada).post(f"{money}costs/", said).status_code == 422
    assert phone_of(aizada).post(f"{money}costs/", {**said, "key": key}).status_code == 303
    assert phone_of(begimai).post(f"{money}costs/", {**said, "key": key}).status_code == 422
    order = Order.objects.get()
    for other in ({"words": "Ийне"}, {"source": "held"}, {"order": order.pk}):  # on the page of before, come back to
        answer = phone_of(aizada).post(f"{money}costs/", {**said, **other, "key": key})
        assert answer.status_code == 422
        assert "You have sent this page before, otherwise" in answer.content.decode()
    assert phone_of(aizada).post(f"{money}costs/", {**said, "key": key}).status_code == 303
    assert len(written()) == 1
    once_more = {**said, "words": "Ийне", "order": order.pk, "key": answer.context["form"]["key"].value()}
    assert phone_of(aizada).post(f"{money}costs/", once_more).status_code == 303
    assert len(written()) == 2


def test_html_in_what_it_was_for_stays_words(earned, money, phone_of):
    phone_of(earned[1]).post(f"{money}costs/", {"amount": "100", "words": "<b>жип</b>", "source": "own", "key": uuid4()})
    for page in ("", "statement/"):
        assert "&lt;b&gt;жип&lt;/b&gt;" in phone_of(earned[1]).get(money + page).content.decode()
