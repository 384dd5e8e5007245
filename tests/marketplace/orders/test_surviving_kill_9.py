"""Power cuts between a commit and what follows from it lose no order, no room, no notice and no clock, and do nothing twice."""

import sys
import time
from collections import Counter
from datetime import timedelta

import pytest
from django.utils import timezone

from commons.journal.models import Delivery, Entry
from tests.servers import environment
from tests.servers.product import Process, manage
from tests.servers.stores import wait_until

pytestmark = [pytest.mark.chaos, pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]
ROUNDS, AT_LEAST = 4, 30
SETTINGS = ("--settings", "tests.journal.settings")  # with leases short enough to wait for


@pytest.fixture
def run(tmp_path, processes):
    """Start a process on this test's database."""

    def start(command, name) -> Process:
        process = Process(
            command, tmp_path / f"{name}.log", {**environment.of_this_database(), "DJANGO_SETTINGS_MODULE": "deploy.settings"}
        )
        processes.append(process)
        process.start()
        return process

    return start


def told(process):
    """The orders that a process said were placed."""
    return [int(line) for line in process.said().split() if line.isdigit()]


def test_what_was_placed_is_followed_by_all_that_follows(dress, run):
    from chat.models import Room
    from commons.notify.models import Notice
    from marketplace.orders.models import Order

    acknowledged = []
    for turn in range(ROUNDS):
        placer = run(
            [sys.executable, "-m", "tests.marketplace.orders.perishing", str(dress.pk), str(700_000_000 + turn * 10_000)], f"placer-{turn}"
        )
        worker = run(manage("worker", *SETTINGS), f"worker-{turn}")
        wait_until(lambda placer=placer: len(told(placer)) >= AT_LEAST, seconds=120, what=f"orders; it said:\n{placer.said()[-500:]}")
        placer.kill()
        worker.kill()
        acknowledged += told(placer)
    last = run(manage("worker", *SETTINGS), "last")
    wait_until(lambda: not due(), seconds=180, what="the last worker to bring everything")

    orders = {order.pk: order for order in Order.objects.all()}
    assert set(acknowledged) <= orders.keys()
    rooms = dict(Room.objects.filter(kind="order").values_list("about", "pk"))
    assert rooms.keys() == {order.stream for order in orders.values()}
    assert notes(rooms) == {order.stream: order.version for order in orders.values()}
    asked = Notice.objects.filter(to=dress.shop.member.actor, kind="order-asked")
    assert Counter(asked.values_list("about", flat=True)) == Counter(order.stream for order in orders.values())

    Delivery.objects.filter(listener__endswith="let_request_expire").update(due_at=timezone.now() - timedelta(seconds=1))
    for _ in range(2):
        time.sleep(1)
        last.kill()
        last = run(manage("worker", *SETTINGS), f"clock-{_}")
    wait_until(lambda: not due(), seconds=180, what="the clocks to ring")
    states = Counter(Order.objects.values_list("state", flat=True))
    assert set(states) == {"expired", "withdrawn"}
    assert set(Order.objects.values_list("version", flat=True)) == {2}
    assert Entry.objects.filter(fact="marketplace.order.expired").count() == states["expired"]
    assert not Delivery.objects.exclude(failed_at=None).exists()


def due():
    """What is owed by now."""
    return Delivery.objects.filter(due_at__lte=timezone.now(), failed_at=None).exists()


def notes(rooms):
    """How many lines each room shows of its order."""
    lines = Counter(Entry.objects.filter(fact="chat.line.noted").values_list("stream", flat=True))
    return {about: lines[f"chat.room:{pk}"] for about, pk in rooms.items()}
