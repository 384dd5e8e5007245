"""Power cuts between a commit and what follows from it lose no order, no room, no notice and no clock, and do nothing twice."""

import sys
import time
from collections import Counter

import pytest

from commons.journal.models import Entry
from tests.power_cuts import WORKER, given_up, make_due, told, wait_for_deliveries
from tests.servers.stores import wait_until

pytestmark = [pytest.mark.chaos, pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]
ROUNDS, AT_LEAST = 4, 30


def test_what_was_placed_is_followed_by_all_that_follows(dress, run):
    from chat.models import Room
    from commons.notify.models import Notice
    from marketplace.orders.models import Order

    acknowledged = []
    for turn in range(ROUNDS):
        placer = run(
            [sys.executable, "-m", "tests.marketplace.orders.perishing", str(dress.pk), str(700_000_000 + turn * 10_000)], f"placer-{turn}"
        )
        worker = run(WORKER, f"worker-{turn}")
        wait_until(lambda placer=placer: len(told(placer)) >= AT_LEAST, seconds=120, what=f"orders; it said:\n{placer.said()[-500:]}")
        placer.kill()
        worker.kill()
        acknowledged += told(placer)
    last = run(WORKER, "last")
    wait_for_deliveries()

    orders = {order.pk: order for order in Order.objects.all()}
    assert set(acknowledged) <= orders.keys()
    rooms = dict(Room.objects.filter(kind="order").values_list("about", "pk"))
    assert rooms.keys() == {order.stream for order in orders.values()}
    assert notes(rooms) == {order.stream: order.version for order in orders.values()}
    asked = Notice.objects.filter(to=dress.shop.member.actor, kind="order-asked")
    assert Counter(asked.values_list("about", flat=True)) == Counter(order.stream for order in orders.values())

    make_due(listener__endswith="let_request_expire")
    for _ in range(2):
        time.sleep(1)
        last.kill()
        last = run(WORKER, f"clock-{_}")
    wait_for_deliveries()
    states = Counter(Order.objects.values_list("state", flat=True))
    assert set(states) == {"expired", "withdrawn"}
    assert set(Order.objects.values_list("version", flat=True)) == {2}
    assert Entry.objects.filter(fact="marketplace.order.expired").count() == states["expired"]
    assert not given_up()


def notes(rooms):
    """How many lines each room shows of its order."""
    lines = Counter(Entry.objects.filter(fact="chat.line.noted").values_list("stream", flat=True))
    return {about: lines[f"chat.room:{pk}"] for about, pk in rooms.items()}
