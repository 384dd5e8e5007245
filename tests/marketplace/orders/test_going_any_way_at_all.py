"""Whatever everybody does in whatever order: no place is sold twice, the table is kept, and money is said by those whose it is."""

import random
from datetime import timedelta
from itertools import count
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from commons.journal.listening import LISTENERS
from commons.journal.models import Delivery
from commons.journal.refusals import Refused
from commons.people.details import GuestDetails
from marketplace.orders.actions import Wish, claim_payment, confirm_payment, deny_payment, place_order
from marketplace.orders.actions.refunding import returnable
from marketplace.orders.fulfilment import CLAIMING, TABLE
from marketplace.orders.may import ITSELF, open_to
from marketplace.orders.models import Order, PaymentLine, Quote

from .steps import step

STEPS, EXAMPLES = 100, 20  # of each round; some examples end early
ENOUGH = {"sqlite": 5_000, "postgresql": 1_000}
MOVES = sorted(name for name, move in TABLE.items() if move.before)
TURNS = st.integers(0, 2**32)
COUNTED = """
    SELECT row.id FROM {table} row WHERE row.taken > row.capacity OR row.taken <> (
        SELECT COALESCE(SUM(claim.n), 0) FROM orders_claim claim WHERE claim.{column} = row.id AND claim.released_at IS NULL
    )
"""
STRAY = """
    SELECT claim.id FROM orders_claim claim JOIN orders_order its ON its.id = claim.order_id
    WHERE claim.released_at IS NULL AND its.state NOT IN ({states})
"""
WRONG = " UNION ALL ".join(
    [
        COUNTED.format(table="catalog_slot", column="slot_id"),
        COUNTED.format(table="catalog_daycapacity", column="day_id"),
        STRAY.format(states=", ".join(f"'{state}'" for state in CLAIMING)),
    ]
)
taken_steps = 0


class Market(RuleBasedStateMachine):
    """A shop with few places, its customers, a coordinator, and a worker who is late, early and forgetful."""

    offers: dict[str, object]
    members: list[object]
    coordinator: object

    def __init__(self):
        super().__init__()
        self.world = transaction.atomic()
        self.world.__enter__()
        self.orders: list[int] = []

    def teardown(self):
        try:
            for order in Order.objects.whole():
                went_as_the_table_says(order)
        finally:
            transaction.set_rollback(True)
            self.world.__exit__(None, None, None)

    @initialize(capacity=st.integers(1, 6))
    def open(self, capacity):
        trip = self.offers["trip"]
        self.slots = [trip.slots.create(starts_at=timezone.now() + timedelta(days=day), capacity=capacity).pk for day in (3, 4)]
        trip.shop.capacities = {**trip.shop.capacities, "sewing": capacity, "catering": 40}
        trip.shop.save()

    @rule(turn=TURNS)
    def place(self, turn):
        luck = random.Random(turn)
        kind = luck.choice(["dress", "dinner", "trip", "trip"])
        day = timezone.localdate() + timedelta(days=luck.choice((4, 5)))
        wish = {
            "dress": {"brief": "Көйнөк", "n": luck.randint(1, 3)},
            "dinner": {"n": luck.randint(10, 25), "day": day},
            "trip": {"n": luck.randint(1, 4), "slot": luck.choice(self.slots), "alone": luck.random() < 0.2},
        }[kind]
        guest = GuestDetails("Айнура", f"+99670{luck.randint(1_000_000, 9_999_999)}")
        customer = luck.choice([guest, guest, guest, *self.members])
        try:
            self.orders.append(place_order(self.offers[kind], customer, Wish(**wish), uuid4()).order.pk)
        except Refused:
            pass

    @rule(turn=TURNS)
    def go_where_it_may(self, turn):
        luck, order = random.Random(turn), self.one_of(turn)
        if order is None:
            return
        ways = [(who, name) for who in self.people(order) for name in open_to(order, who)]
        if ways:
            who, name = luck.choice(sorted(ways, key=lambda way: way[1]))
            assert self.attempt(order, name, who, luck)

    @rule(turn=TURNS, name=st.sampled_from(MOVES), stale=st.booleans())
    def try_anything(self, turn, name, stale):
        luck, order = random.Random(turn), self.one_of(turn)
        if order is not None:
            assert self.attempt(order, name, luck.choice(self.people(order)), luck, version=order.version - stale)

    @rule(turn=TURNS)
    def quarrel(self, turn):
        """She has paid, it comes before a coordinator, and then once more."""
        luck, order = random.Random(turn), Order.objects.whole().filter(state__in=TABLE["dispute"].before).order_by("-moved_at").first()
        if order is None:
            return
        for line in PaymentLine.objects.owed().filter(order=order, claimed_at=None):
            confirm_payment(line, order.maker, "cash")
        for decision in ("resume", luck.choice(("resume", "call_off", "settle"))):
            for name, who in (("dispute", order.customer), (decision, self.coordinator)):
                assert self.attempt(Order.objects.whole().get(pk=order.pk), name, who, luck)

    @rule(turn=TURNS, doubled=st.booleans(), late=st.booleans())
    def ring_a_clock(self, turn, doubled, late):
        owed = Delivery.objects.filter(listener__startswith="marketplace.orders").order_by("pk").select_related("entry")
        if waiting := owed.count():
            delivery = owed[turn % waiting]
            if late:
                Quote.objects.filter(order=delivery.entry.data["order"]).update(sent_at=timezone.now() - timedelta(days=9))
            for _ in range(1 + doubled):
                LISTENERS[delivery.listener].hear(delivery.entry)
            if doubled:
                delivery.delete()

    @rule(turn=TURNS)
    def talk_of_money(self, turn):
        luck = random.Random(turn)
        if lines := list(PaymentLine.objects.order_by("pk")):
            line = luck.choice(lines)
            order = Order.objects.whole().get(pk=line.order_id)
            who = luck.choice([order.customer, order.maker, self.coordinator])
            try:
                luck.choice(
                    [
                        lambda: claim_payment(line, who, "cash"),
                        lambda: confirm_payment(line, who, luck.choice(["", "cash"])),
                        lambda: deny_payment(line, who),
                    ]
                )()
            except Refused:
                pass

    def one_of(self, turn):
        return Order.objects.whole().get(pk=self.orders[turn % len(self.orders)]) if self.orders else None

    def people(self, order):
        return [order.customer, order.maker, self.coordinator, ITSELF, self.members[0]]

    def attempt(self, order, name, who, luck, version=None):
        """Do it, or be refused; whether it is then as it must be."""
        details = {"reason": luck.choice(TABLE[name].reasons)} if TABLE[name].reasons else {}
        if name == "quote":
            details["deposit_percent"] = luck.choice((0, 30))
        if "refund" in TABLE[name].takes:
            details["refund"] = luck.choice((None, 0, 100, returnable(order)))
        before = PaymentLine.objects.refunds().filter(order=order).sum()
        try:
            moved = step(order, name, who, version, **details)
        except Refused as refused:
            fresh = getattr(refused, "order", None)
            return fresh is None or fresh.version == order.version
        else:
            assert version in (None, order.version)
            if (refund := details.get("refund")) is not None:
                assert PaymentLine.objects.refunds().filter(order=order).sum() == before + refund
            return moved.version > order.version

    @invariant()
    def what_is_taken_is_what_is_claimed_by_those_who_agreed(self):
        global taken_steps
        taken_steps += 1
        with connection.cursor() as cursor:
            cursor.execute(WRONG)
            assert cursor.fetchall() == []


def went_as_the_table_says(order):
    """Its steps lead from the first line to where it stands; and the money that stands is the price."""
    state = None
    for number, went in enumerate(order.steps.order_by("version"), start=1):
        move = TABLE[went.name]
        assert went.version == number
        assert went.part in set(map(str, move.who))
        assert state in move.before if move.before else state is None
        state = move.after or state
    assert (order.state, order.version) == (state, order.steps.count())
    for line in order.payments.exclude(confirmed_at=None):
        receiver, payer = (order.customer, order.maker) if line.is_refund else (order.maker, order.customer)
        assert line.confirmed_by == receiver.actor
        assert line.claimed_by in (None, payer.actor)
    priced = PaymentLine.objects.priced().filter(order=order)
    if order.state in CLAIMING:
        assert priced.sum() == order.quotes.get(revision=order.revision).total
    received = priced.exclude(confirmed_at=None).sum()
    assert PaymentLine.objects.refunds().filter(order=order).sum() <= received


@pytest.mark.both_databases
@pytest.mark.django_db
def test_five_thousand_steps_break_nothing(dress, dinner, trip, begimai, trusted, coordinator):
    trip.details["private_price"] = 900_000
    trip.save()
    Market.offers = {"dress": dress, "dinner": dinner, "trip": trip}
    Market.members, Market.coordinator = [begimai, trusted], coordinator
    how = settings(
        max_examples=EXAMPLES,
        stateful_step_count=STEPS,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    for round_ in count(1):
        before = taken_steps
        run_state_machine_as_test(seed(round_)(Market), settings=how)
        assert taken_steps > before
        if taken_steps >= ENOUGH[connection.vendor]:
            break
