"""Every line of the table, from every state, by everyone: the illegal ones are refused with 403 or 409, and nothing changes."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from commons.journal.models import Delivery, Entry
from commons.journal.refusals import Refused
from commons.people.models import Guest
from marketplace.catalog.models import DayCapacity
from marketplace.orders.fulfilment import TABLE, State, Who
from marketplace.orders.may import ITSELF
from marketplace.orders.models import Claim, Order, PaymentLine, Proposal, Quote, Review, Step
from marketplace.orders.refusals import Conflict

from .steps import WAYS, bring, step

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

KEPT: tuple[type[Model], ...] = (Order, Step, Quote, Claim, PaymentLine, Proposal, Review, DayCapacity, Entry, Delivery)
MOVES = [name for name, move in TABLE.items() if move.before]
AS = {
    "customer": {Who.CUSTOMER},
    "maker": {Who.MAKER},
    "helper": {Who.HELPER},
    "coordinator": {Who.COORDINATOR},
    "staff": {Who.COORDINATOR},
    "itself": {Who.ITSELF},
    "coordinator elsewhere": set(),
    "another guest": set(),
    "another member": set(),
    "suspended": set(),
}


class Undone(Exception):
    """Takes back what was tried."""


@pytest.fixture
def everyone(cast, aizada, offer, place):
    """An order of a dress that an ambassador placed for her neighbour, and all who might do something to it."""
    order = place(offer(aizada), helper=cast["ambassador"])
    people = {
        "customer": order.customer,
        "maker": aizada,
        "helper": cast["ambassador"],
        "coordinator": cast["coordinator"],
        "staff": cast["staff"],
        "itself": ITSELF,
        "coordinator elsewhere": cast["elsewhere"],
        "another guest": Guest.objects.create(name="Кызыкдар", phone=order.guest.phone),
        "another member": cast["trusted"],
        "suspended": cast["suspended"],
    }
    return order, people


def snapshot():
    return {model: sorted(model.objects.values_list(), key=str) for model in KEPT}


def make_possible(order, name, part):
    """What a line asks beyond who and from where."""
    other = Who.CUSTOMER if part == Who.MAKER else Who.MAKER
    late = timezone.now() - timedelta(days=20)
    if name == "expire":
        order.quotes.update(sent_at=late)
    if name == "confirm":
        order.payments.update(purpose="balance")
    if name == "start":
        Order.objects.filter(pk=order.pk).update(kind="guiding", starts_at=late)
    if name == "cancel_overdue":
        Order.objects.filter(pk=order.pk).update(due_on=late.date())
    if name in ("agree_to_cancel", "refuse_to_cancel", "let_proposal_lapse"):
        Proposal.objects.create(order=order, part=other)
    if name == "cancel_for_them":
        Proposal.objects.create(order=order, part=other, answered_at=timezone.now(), answer="refused")


def go_and_take_back(order, name, person, part):
    """Try a line that is legal, and have it never been."""
    with transaction.atomic():
        make_possible(order, name, part)
        moved = step(order, name, person)
        after = TABLE["confirm"].after if name == "accept" else TABLE[name].after  # without an advance it is confirmed at once
        assert moved.state == Order.objects.get(pk=order.pk).state == (after or order.state)
        assert moved.version == order.version + (2 if name == "accept" else 1)
        raise Undone


@pytest.mark.parametrize("state", WAYS)
def test_each_line_is_for_those_it_is_for_and_from_where_it_is_for(state, everyone):
    order, people = everyone
    order = bring(order, state)
    before = snapshot()
    legal = []
    for name in MOVES:
        for who, person in people.items():
            part = AS[who].intersection(TABLE[name].who)
            if part and state in TABLE[name].before:
                legal.append((name, person, *part))
                continue
            with pytest.raises(Refused) as refused:
                step(order, name, person)
            assert refused.value.code == ("conflict" if part else "forbidden"), (name, who)
            if part:
                assert refused.value.order.state == state
    assert snapshot() == before
    for name, person, part in legal:
        with pytest.raises(Undone):
            go_and_take_back(order, name, person, part)
    assert snapshot() == before


@pytest.mark.parametrize("state", WAYS)
def test_an_old_version_moves_nothing(state, everyone):
    order, people = everyone
    order = bring(order, state)
    before = snapshot()
    for name in MOVES:
        for who, person in people.items():
            if AS[who].intersection(TABLE[name].who):
                for version in (order.version - 1, order.version + 1):
                    with pytest.raises(Conflict) as conflict:
                        step(order, name, person, version=version)
                    assert conflict.value.order.version == order.version
    assert snapshot() == before


def test_every_state_is_reached_and_every_line_leads_to_one():
    assert set(WAYS) == set(State)
    assert {state for move in TABLE.values() for state in move.before} | {"declined", "withdrawn", "expired", "cancelled"} == set(State)


def test_every_line_announces_a_fact_that_is_declared():
    from marketplace.orders.facts import OF_ORDERS

    assert {move.fact for move in TABLE.values()} <= set(OF_ORDERS)


def test_every_reason_and_every_state_has_its_word():
    from marketplace.orders.words import REASONS, WORDS

    assert {reason for move in TABLE.values() for reason in move.reasons} == set(REASONS)
    assert set(WORDS) == set(State)
