"""A venture of four women with its shop, what is ordered there, and what they agree upon."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from tests.marketplace.orders.conftest import dress, place, visitor, walk

__all__ = ["dress", "place", "visitor", "walk"]


@pytest.fixture
def cholpon(make_member):
    return make_member("Чолпон", at="jalal-abad")


@pytest.fixture
def venture(aizada):
    """A venture that Aizada founded."""
    from marketplace.boards.actions import found_venture
    from marketplace.boards.actions.ventures import Plan

    return found_venture(aizada, Plan({"ky": "Той мезгили"}), uuid4())


@pytest.fixture
def comes(venture):
    """They are in it from now on: `comes(begimai, role="guest")`."""
    from marketplace.boards.models import Partner

    def give(*women, role="partner", **fields):
        return [Partner.objects.create(venture=venture, member=woman, role=role, **fields) for woman in women]

    return give


@pytest.fixture
def four(comes, aizada, begimai, cholpon, trusted):
    """Aizada, Begimai, Cholpon and Nargiza are in it."""
    comes(begimai, cholpon, trusted)
    return [aizada, begimai, cholpon, trusted]


@pytest.fixture
def agreed(venture):
    """Offered by the first of them and agreed to by all: `agreed(*four, kind="own", parts={…})`."""
    from marketplace.ledger.actions import agree, offer_agreement

    def give(first, *others, kind="equal", holder=None, **said):
        agreement = offer_agreement(first, venture.pk, kind, (holder or first).pk, uuid4(), **said)
        for woman in others:
            agreement = agree(agreement, woman)
        return agreement

    return give


@pytest.fixture
def gown(venture, offer, dress):
    """What the shop of the venture sells, for which Aizada answers."""
    dress.shop.venture = venture.stream
    dress.shop.save()
    return dress


@pytest.fixture
def sold(gown, place, walk):
    """An order of it, agreed at 4,800 som and paid, by her word alone: `sold(total=100_000)`; `paid=False` leaves that."""
    from marketplace.ledger.actions import record_sale
    from marketplace.orders.actions import LineDraft, confirm_payment

    def give(total=480_000, paid=True, deposit=0, **wish):
        order = place(gown, **wish)
        record_sale(order.pk)
        order = walk(
            order, "quote", lines=[LineDraft("", 1, total)], due_on=timezone.localdate() + timedelta(days=9), deposit_percent=deposit
        )
        order = walk(order, "accept")
        for line in order.payments.order_by("pk") if paid else ():
            confirm_payment(line, order.maker, "cash")
            record_sale(order.pk)
        return type(order).objects.whole().get(pk=order.pk)

    return give


@pytest.fixture
def book(venture):
    """Who has and holds what, in tyiyn, by member: `book() == {aizada: (120_000, 480_000)}`; those without anything left out."""
    from marketplace.ledger.reading import book_of

    def give():
        return {one.member: (one.hers, one.holds) for one in book_of(venture).balances if one.hers or one.holds}

    return give


@pytest.fixture
def sound():
    """The whole book is as the journal says, and as was paid."""
    from marketplace.ledger.checking import wrong_books

    def check():
        assert list(wrong_books()) == []

    return check


@pytest.fixture
def tell_the_ledger():
    """Bring what happened to the ledger's listeners, as a worker does."""
    from commons.journal.models import Delivery
    from commons.journal.worker import Worker

    def give():
        while Delivery.objects.filter(listener__startswith="marketplace.ledger", due_at__lte=timezone.now()).exists():
            Delivery.objects.exclude(listener__startswith="marketplace.ledger").delete()
            Worker().run_due()

    return give


@pytest.fixture
def earned(four, agreed, sold):
    """4,800 som that Aizada holds, and 1,200 are each one's: the four."""
    agreed(*four)
    sold()
    return four
