"""Power cuts between a commit and what follows from it: all with a seat are told of a move, of the end, of the hour; and told once."""

import sys
import time
from collections import Counter

import pytest
from django.utils import timezone

from commons.journal.models import Entry
from commons.notify.models import Notice
from events.actions import give_up_seat
from events.models import Gathering, Seat
from tests.power_cuts import WORKER, given_up, make_due, told, wait_for_deliveries
from tests.servers.stores import wait_until

from .counting import check

pytestmark = [pytest.mark.chaos, pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]
ROUNDS, AT_LEAST = 3, 20


def test_everyone_is_told_once_of_what_became_of_it(ambassador, run):
    announced = []
    for turn in range(ROUNDS):
        first = 700_000_002 + turn * 9_999
        host = run([sys.executable, "-m", "tests.events.perishing", str(ambassador.pk), str(first)], f"host-{turn}")
        worker = run(WORKER, f"worker-{turn}")
        wait_until(lambda host=host: len(told(host)) >= AT_LEAST, seconds=120, what=f"gatherings; it said:\n{host.said()[-500:]}")
        host.kill()
        worker.kill()
        announced += told(host)
    last = run(WORKER, "last")
    wait_for_deliveries()

    gatherings = {gathering.pk: gathering for gathering in Gathering.objects.all()}
    assert set(announced) <= gatherings.keys()
    for gathering in gatherings.values():
        check(gathering)
    cancelled = {pk for pk, gathering in gatherings.items() if gathering.state == "cancelled"}
    moved = {pk for pk, gathering in gatherings.items() if gathering.place == "Мектеп"}
    assert cancelled
    assert moved
    assert said("events.seat.cancelled", "event-cancelled") == once(Seat.objects.filter(gathering__in=cancelled))
    assert said("events.seat.moved", "event-moved") == once(Seat.objects.filter(gathering__in=moved))

    for name in ("remind_of_tomorrow", "remind_of_the_hour"):
        make_due(listener=f"events.listeners.{name}")
        time.sleep(1)
        last.kill()
        last = run(WORKER, f"after-{name}")
        wait_for_deliveries()
    comes = once(Seat.objects.coming().exclude(gathering__in=cancelled))
    reminded = Entry.objects.filter(fact="events.seat.reminded")
    for hours, kind in ((24, "event-tomorrow"), (1, "event-hour")):
        assert Counter(entry.stream for entry in reminded if entry.data["hours"] == hours) == comes
        assert Counter(Notice.objects.filter(kind=kind).values_list("about", flat=True)) == comes
    assert not given_up()


def test_an_offer_that_nobody_sent_goes_on_once(gathering, come, begimai, run):
    """The worker is killed while it passes offers on, and another goes on."""
    held = []
    for _ in range(AT_LEAST):
        felt = gathering(capacity=1)
        first, guest, member = come(felt), come(felt), come(felt, begimai)
        give_up_seat(first)
        held.append((guest.pk, member.pk))
    Seat.objects.filter(state="offered").update(tell_by=timezone.now())
    make_due(listener="events.listeners.pass_it_on")
    passed = Entry.objects.filter(fact="events.offer.passed")
    worker = run(WORKER, "worker")
    wait_until(passed.exists, seconds=120, what=f"an offer to be passed on; it said:\n{worker.said()[-500:]}")
    worker.kill()
    run(WORKER, "last")
    wait_for_deliveries()

    states = dict(Seat.objects.values_list("pk", "state"))
    assert {(states[guest], states[member]) for guest, member in held} == {("waiting", "offered")}
    assert Counter(passed.values_list("stream", flat=True)) == once(Seat.objects.filter(pk__in=[guest for guest, _member in held]))
    assert not Seat.objects.filter(state="offered", offer_ends_at=None).exists()
    for felt in Gathering.objects.all():
        check(felt)
    assert not given_up()


def said(fact, kind):
    """How often each seat was told, which its notice agrees with."""
    facts = Counter(Entry.objects.filter(fact=fact).values_list("stream", flat=True))
    assert Counter(Notice.objects.filter(kind=kind).values_list("about", flat=True)) == facts
    return facts


def once(seats):
    return Counter(seat.stream for seat in seats)
