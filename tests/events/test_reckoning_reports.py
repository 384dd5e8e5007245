"""Reports are reckoned from the journal: what is kept as it happens is what is made anew from it, however it was heard."""

from io import StringIO
from random import Random
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commons.journal.models import Delivery
from commons.journal.refusals import Refused
from commons.people.models import Member, Role
from events.actions import (
    announce,
    ask_to_join,
    cancel_gathering,
    change_party,
    check_in,
    claim_seat,
    count_nameless,
    count_sharing,
    give_up_seat,
    keep_steps,
    rebuild_steps,
    recount,
    uncount,
    welcome_newcomer,
)
from events.figures import figures_by_gathering
from events.models import Gathering, Newcomer, Seat, Step
from events.steps import COUNTED, wrong_steps
from tests.racing import at_once, committing

pytestmark = pytest.mark.django_db

HEARD = "events.listeners.count_for_reports"


@pytest.fixture
def figures():
    """Of a gathering, as they are kept: sent on, places, came, joined, hosted."""
    return lambda gathering: figures_by_gathering([gathering])[gathering.pk].steps


def test_each_step_is_counted_once(begun, come, join, ambassador, deliver, plan, figures):
    felt = begun(capacity=10)
    key = uuid4()
    count_sharing(ambassador, felt, "whatsapp", key)
    count_sharing(ambassador, felt, "whatsapp", key)
    count_sharing(ambassador, felt, "link", uuid4())
    first, second = come(felt, party=3), come(felt, party=2)
    deliver()
    assert figures(felt) == [2, 5, 0, 0, 0]
    check_in(ambassador, first, uuid4())
    recount(ambassador, first, 2, uuid4())
    count_nameless(ambassador, felt, uuid4())
    change_party(second, 1)
    deliver()
    assert figures(felt) == [2, 4, 3, 0, 0]
    member = join(second)
    deliver()
    assert figures(felt) == [2, 4, 3, 0, 0]  # she only asks
    welcome_newcomer(ambassador, felt, member)
    deliver()
    assert figures(felt) == [2, 4, 3, 1, 0]
    Role.objects.create(member=member, lab=member.lab, kind="ambassador")
    for _ in range(2):
        hers = announce(Member.objects.get(pk=member.pk), member.lab, plan(in_lab_room=False, place="Үй"), uuid4())
    deliver()
    assert figures(felt) == [2, 4, 3, 1, 1]
    assert figures(hers) == [0, 0, 0, 0, 0]
    assert not list(wrong_steps())


def test_a_seat_that_is_given_up_counts_no_more(begun, come, ambassador, deliver, figures):
    felt = begun()
    seat = come(felt, party=2)
    check_in(ambassador, seat, uuid4())
    deliver()
    assert figures(felt) == [0, 2, 2, 0, 0]
    uncount(ambassador, seat, uuid4())
    give_up_seat(Seat.objects.whole().get(pk=seat.pk))
    deliver()
    assert figures(felt) == [0, 0, 0, 0, 0]


def test_who_holds_it_alone_counts_what_she_sends(begun, begimai, ambassador):
    felt = begun()
    with pytest.raises(Refused, match="forbidden"):
        count_sharing(begimai, felt, "whatsapp", uuid4())
    with pytest.raises(Refused, match="invalid"):
        count_sharing(ambassador, felt, "pigeon", uuid4())


def test_only_the_facts_that_count_are_heard(begun, come):
    come(begun())
    assert set(Delivery.objects.filter(listener=HEARD).values_list("entry__fact", flat=True)) <= set(COUNTED)


DEEDS = (
    "come",
    "come two",
    "more",
    "fewer",
    "leave",
    "arrive",
    "recount",
    "uncount",
    "nameless",
    "one less",
    "send",
    "join",
    "know",
    "claim",
)
DEEDS += ("come", "more", "fewer", "arrive", "announce", "cancel")


@pytest.mark.both_databases
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(history=st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, 5)), min_size=5, max_size=30), order=st.integers(0, 2**32))
def test_what_is_kept_is_what_is_told_whatever_happened(history, order, begun, visitor, ambassador, begimai, plan):
    with transaction.atomic():
        village = Village(begun(capacity=8), ambassador, begimai, visitor, plan)
        for deed, which in history:
            village.do(deed, which)
        chance = Random(order)
        heard = [one.entry for one in Delivery.objects.filter(listener=HEARD).select_related("entry")] * 2
        chance.shuffle(heard)  # late, twice, the newer before the older
        for entry in heard:
            keep_steps(entry)
        kept = rows()
        assert not list(wrong_steps())
        rebuild_steps()
        assert rows() == kept
        felt = Gathering.objects.get(pk=village.felt.pk)
        _sent, places, came, joined, _hosted = figures_by_gathering([felt])[felt.pk].steps
        assert places == sum(Seat.objects.coming().filter(gathering=felt).values_list("party", flat=True))
        assert came == felt.here + felt.nameless
        assert joined == Newcomer.objects.filter(gathering=felt, member__standing="vouched").count()
        transaction.set_rollback(True)


def rows():
    return set(Step.objects.values_list("gathering", "kind", "key", "n", "entry"))


class Village:
    """A gathering that is on, and all that can be done about it; what may not be done isn't."""

    def __init__(self, felt, host, other, visitor, plan):
        self.felt, self.host, self.other, self.visitor, self.plan = felt, host, other, visitor, plan

    def do(self, deed, which):
        seats = list(Seat.objects.whole().filter(gathering=self.felt).order_by("pk"))
        seat = seats[which % len(seats)] if seats else None
        try:
            self._do(deed, which, seat)
        except Refused:
            pass

    def _do(self, deed, which, seat):
        from events.actions import take_seat

        felt, host = self.felt, self.host
        if deed in ("come", "come two"):
            take_seat(felt, self.visitor() if which else self.other, 1 + (deed == "come two"), uuid4())
        elif deed == "send":
            count_sharing(host, felt, "link", uuid4())
        elif deed in ("nameless", "one less"):
            count_nameless(host, felt, uuid4(), on=deed == "nameless")
        elif deed == "cancel" and which == 5:
            cancel_gathering(host, felt)
        elif deed in ("know", "announce"):
            newcomer = Newcomer.objects.select_related("member__lab").order_by("pk").first()
            if newcomer and deed == "know":
                welcome_newcomer(host, felt, newcomer.member)
            elif newcomer and newcomer.member.is_vouched:
                Role.objects.get_or_create(member=newcomer.member, lab=felt.lab, kind="ambassador")
                announce(newcomer.member, felt.lab, self.plan(in_lab_room=False, place="Үй"), uuid4())
        elif seat is not None:
            deeds = {
                "more": lambda: change_party(seat, min(6, seat.party + 1)),
                "fewer": lambda: change_party(seat, max(1, seat.party - 1)),
                "leave": lambda: give_up_seat(seat),
                "arrive": lambda: check_in(host, seat, uuid4()),
                "recount": lambda: recount(host, seat, 1 + which, uuid4()),
                "uncount": lambda: uncount(host, seat, uuid4()),
            }
            if deed in deeds:
                deeds[deed]()
            elif deed == "join" and seat.guest:
                ask_to_join(seat, seat.guest, "Айнура", "ky", False, uuid4())
            elif deed == "claim" and seat.guest:
                claim_seat(seat, seat.guest, self.other)


def test_the_command_says_what_is_off_and_reckons_it_anew(begun, come, deliver):
    felt = begun()
    come(felt, party=2)
    deliver()
    call_command("events", "check")
    Step.objects.update(n=7)
    said = StringIO()
    with pytest.raises(CommandError, match="1 are off"):
        call_command("events", "check", stdout=said)
    assert f"gathering {felt.pk}, seats" in said.getvalue()
    call_command("events", "rebuild", stdout=said)
    assert "1 steps counted" in said.getvalue()
    call_command("events", "check")


@committing
@pytest.mark.both_databases
def test_heard_twice_at_once_it_is_counted_once(gathering, come):
    come(gathering(), party=2)
    entry = Delivery.objects.select_related("entry").get(listener=HEARD, entry__fact="events.seat.taken").entry
    assert at_once(*[lambda: keep_steps(entry)] * 4) == [None] * 4
    assert [step.n for step in Step.objects.filter(kind="seats")] == [2]
