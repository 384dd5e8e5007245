"""Whatever is sold, spent, agreed, paid out, denied and reversed, in whatever order: the book adds up, and is what happened."""

import random
from itertools import count
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.db.models import Sum
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from commons.journal.refusals import Refused
from marketplace.boards.actions import leave_venture
from marketplace.boards.models import Partner
from marketplace.ledger.actions import (
    agree,
    confirm,
    deny,
    divide_what_waits,
    offer_agreement,
    record_again,
    record_cost,
    record_handover,
    record_payback,
    record_payout,
    record_sale,
    reverse,
)
from marketplace.ledger.agreed import partners_at
from marketplace.ledger.checking import kept, replayed, wrong_books
from marketplace.ledger.models import Agreement, Posting
from marketplace.ledger.reading import balance_of, book_of
from marketplace.ledger.splitting import WHOLE
from marketplace.orders.actions import LineDraft, claim_payment, confirm_payment, deny_payment
from tests.marketplace.orders.steps import step

from .dividing import check_divided
from .waiting import check_what_waits

STEPS, EXAMPLES = 60, 4  # of each round; some examples end early
ENOUGH = {"sqlite": 300, "postgresql": 150}
TURNS = st.integers(0, 2**32)
NEVER_CHANGED = ("key", "kind", "amount", "by", "to", "at", "order", "lot", "agreement", "reverses", "words")
taken_steps = 0


class Together(RuleBasedStateMachine):
    """Five women, a guest and a stranger; a shop; and a ledger that hears late, and twice."""

    venture: object
    women: list[object]
    others: list[object]
    coordinator: object
    place: object

    def __init__(self):
        super().__init__()
        self.world = transaction.atomic()
        self.world.__enter__()
        self.orders: list[object] = []
        self.promised: dict[str, int] = {}  # by which agreement each lot is to be divided, told by what was in force when it began
        self.seen: dict[int, tuple] = {}

    def teardown(self):
        try:
            self.hear_all()
            assert list(wrong_books()) == []
            check_divided(self.promised)
        finally:
            transaction.set_rollback(True)
            self.world.__exit__(None, None, None)

    @initialize(turn=TURNS)
    def begin(self, turn):
        for woman in self.women[1:3]:
            Partner.objects.create(venture=self.venture, member=woman, role="partner")
        self.share(random.Random(turn))

    @rule(turn=TURNS)
    def live(self, turn):
        """One of all that can be done: chance chooses, since as rules of their own most of them stay out of most examples."""
        luck = random.Random(f"{turn} {taken_steps}")
        often = (self.sell, self.pay, self.pay, self.go_on, self.spend, self.give, *[self.answer] * 2, self.share)
        luck.choice((*often, *self.seldom(luck)))(luck)

    def seldom(self, luck):
        return luck.choice(((), (self.come_or_go,), (self.hear_all,), (self.give_back,), (self.write_again,)))

    # What women do

    def share(self, luck):
        """One offers, and as many as may be agree."""
        partners = sorted(partners_at(self.venture))
        kind = luck.choice(["equal", "own", "piece_then_rest"])
        cuts = sorted(luck.randint(0, WHOLE) for _ in partners[1:])
        parts = {pk: upper - lower for pk, lower, upper in zip(partners, [0, *cuts], [*cuts, WHOLE], strict=True)}
        a_piece = luck.randint(1, 90_000) if kind == "piece_then_rest" else 0
        who = luck.choice(self.everybody())
        if self.attempt(who, lambda: offer_agreement(who, self.venture.pk, kind, partners[0], uuid4(), parts=parts, a_piece=a_piece)):
            agreement = Agreement.objects.last()
            agreeing = [woman for woman in self.everybody() if luck.random() < 0.95]
            luck.shuffle(agreeing)
            for woman in agreeing:
                self.attempt(woman, lambda woman=woman: agree(agreement, woman))
            agreement.refresh_from_db()
            assert agreement.is_in_force == (agreement.agreed == set(partners))
            if agreement.is_in_force:
                for lot in [lot for lot, number in self.promised.items() if not number]:
                    self.promised[lot] = agreement.number

    def sell(self, luck):
        order = self.place(n=luck.randint(1, 3))
        self.promise(f"order:{order.pk}")
        lines, percent = [LineDraft("", 1, 100 * luck.randint(1, 9_999))], luck.choice((0, 0, 30, 70))
        order = step(step(order, "quote", lines=lines, deposit_percent=percent), "accept")
        self.orders.append(order.pk)
        self.hear(order, luck)

    def pay(self, luck):
        order = self.one_of(luck)
        line = order and order.payments.filter(void_at=None, confirmed_at=None).first()
        if line:
            payer, receiver = (order.maker, order.customer) if line.is_refund else (order.customer, order.maker)
            if luck.random() < 0.5 or line.is_refund:
                line = claim_payment(line, payer, "cash")
                self.hear(order, luck)
            if line.is_claimed and luck.random() < 0.3:
                deny_payment(line, receiver)
            else:
                confirm_payment(line, receiver, "cash")
            self.hear(order, luck)

    def go_on(self, luck):
        order = self.one_of(luck)
        name = order and {"confirmed": "start", "in_progress": "deliver", "delivered": luck.choice(("complete", "dispute"))}.get(
            order.state
        )
        if name:
            order = step(order, name)
            received = sum(line.amount for line in order.payments.exclude(confirmed_at=None).exclude(purpose="refund"))
            if name == "dispute":
                step(order, luck.choice(("settle", "call_off")), self.coordinator, refund=luck.choice((received, received // 3)))
            self.hear(order, luck)

    def spend(self, luck):
        order = self.one_of(luck)
        who, key = luck.choice(self.everybody()), uuid4()
        order = luck.choice((None, order))
        amount, from_held = luck.randint(1, 3_000_000), luck.random() < 0.4

        def deed():
            return record_cost(who, self.venture.pk, amount, "Жип", key, from_held=from_held, order=order)

        if self.attempt(who, deed):
            if order is None:
                self.promise(f"cost:{key}")
            before = Posting.objects.count()
            deed()
            assert Posting.objects.count() == before

    def give(self, luck):
        who, to = luck.choice((self.women[0], self.women[0], *self.everybody())), luck.choice(self.everybody())
        hers = balance_of(self.venture, to).hers
        amount = luck.choice((hers, hers // 2, luck.randint(1, 500_000)))
        deed = luck.choice((record_payout, record_handover))
        if self.attempt(who, lambda: deed(who, self.venture.pk, to, amount, uuid4())):
            assert deed is record_handover or 0 < amount <= hers

    def give_back(self, luck):
        who, giver = luck.choice(self.everybody()), luck.choice(self.everybody())
        owes = -balance_of(self.venture, giver).hers
        amount = luck.choice((owes, owes // 2, luck.randint(1, 500_000)))
        if self.attempt(who, lambda: record_payback(who, self.venture.pk, giver, luck.choice((who, *self.women)), amount, uuid4())):
            assert 0 < amount <= owes

    def write_again(self, luck):
        sales, who = list(Posting.objects.filter(kind="sale").order_by("-pk")[:12]), luck.choice(self.women)
        if sales:
            self.attempt(who, lambda: record_again(luck.choice(sales), who, uuid4()))

    def answer(self, luck):
        if postings := list(Posting.objects.order_by("-pk")[:12]):
            posting, who = luck.choice(postings), luck.choice(self.everybody())
            deed = luck.choice((confirm, confirm, deny, lambda posting, who: reverse(posting, who, uuid4())))
            if self.attempt(who, lambda: deed(posting, who)) and deed in (confirm, deny):
                assert posting.by != who

    def come_or_go(self, luck):
        who = luck.choice(self.women[1:])
        before = balance_of(self.venture, who)
        if who.pk in partners_at(self.venture):
            leave_venture(who, self.venture.pk)
        elif luck.random() < 0.7:
            Partner.objects.create(venture=self.venture, member=who, role="partner")
        assert balance_of(self.venture, who) == before

    def hear_all(self, luck=None):
        divide_what_waits(self.venture.pk)
        for pk in self.orders:
            record_sale(pk)

    # What must hold

    @invariant()
    def it_adds_up_and_is_what_the_journal_says(self):
        global taken_steps
        taken_steps += 1
        assert not Posting.objects.annotate(sum=Sum("legs__amount")).exclude(sum=0).exists()
        assert kept() == replayed()
        book = book_of(self.venture)
        assert book.held == book.theirs + book.undivided

    @invariant()
    def nothing_is_edited_and_nobody_answers_herself(self):
        postings = {posting.pk: posting for posting in Posting.objects.prefetch_related("legs")}
        assert postings.keys() >= self.seen.keys()
        for pk, posting in postings.items():
            now = (
                *(getattr(posting, name) for name in NEVER_CHANGED),
                *((leg.account, leg.member_id, leg.amount) for leg in posting.legs.all()),
            )
            assert self.seen.setdefault(pk, now) == now
            assert posting.answered_by_id is None or posting.answered_by_id != posting.by_id

    @invariant()
    def the_database_finds_what_waits_as_the_rule_says_it(self):
        check_what_waits(self.venture, self.everybody())

    # With what it is done

    def promise(self, lot):
        newest = Agreement.objects.exclude(in_force_at=None).last()
        self.promised[lot] = newest.number if newest and newest.members == partners_at(self.venture) else 0

    def hear(self, order, luck):
        for _ in range(luck.choice((0, 1, 1, 2))):
            record_sale(order.pk)

    def everybody(self):
        return [*self.women, *self.others]

    def one_of(self, luck):
        return self.place.order(luck.choice(self.orders)) if self.orders else None

    def attempt(self, who, deed):
        """Do it, or be refused; never done by one who isn't in it, and then nothing is changed."""
        before = Posting.objects.count(), Agreement.objects.count()
        try:
            deed()
        except Refused:
            assert (Posting.objects.count(), Agreement.objects.count()) == before
            return False
        assert who.pk in partners_at(self.venture)
        return True


@pytest.mark.both_databases
@pytest.mark.django_db
def test_hundreds_of_steps_break_nothing(venture, comes, gown, place, aizada, begimai, cholpon, trusted, coordinator, make_member):
    class Placing:
        def __call__(self, **wish):
            return place(gown, **wish)

        def order(self, pk):
            from marketplace.orders.models import Order

            return Order.objects.whole().get(pk=pk)

    gown.shop.capacities = {**gown.shop.capacities, "sewing": 1_000}
    gown.shop.save()
    guest = make_member("Конок")
    comes(guest, role="guest")
    Together.venture, Together.women = venture, [aizada, begimai, cholpon, trusted, make_member("Жаңыл")]
    Together.others, Together.coordinator, Together.place = [guest, make_member("Бөтөн")], coordinator, Placing()
    how = settings(
        max_examples=EXAMPLES,
        stateful_step_count=STEPS,
        deadline=None,
        database=None,
        phases=[Phase.generate],  # making a failure smaller takes minutes, and its seed shows the same one
        suppress_health_check=list(HealthCheck),
    )
    for round_ in count(1):
        before = taken_steps
        run_state_machine_as_test(seed(round_)(Together), settings=how)
        assert taken_steps > before
        if taken_steps >= ENOUGH[connection.vendor]:
            break
