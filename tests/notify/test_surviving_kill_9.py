"""Power cuts between a commit and its delivery lose no notice, nothing that is to be sent on, no clock; and none is there twice."""

import sys
from collections import Counter
from datetime import timedelta

import pytest
from django.utils import timezone

from commons.journal.models import Delivery, Entry
from tests.marketplace.orders.conftest import dress
from tests.servers import environment
from tests.servers.product import Process, manage
from tests.servers.stores import wait_until

__all__ = ["dress"]
pytestmark = [pytest.mark.chaos, pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]
ROUNDS, AT_LEAST = 4, 20
SETTINGS = ("--settings", "tests.journal.settings")  # with leases short enough to wait for
AWAY = "chat.telling.tell_whom_it_is_for"


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


def said(process, what):
    """The ids of the orders or rooms that a process told of."""
    return [int(line.split()[1]) for line in process.said().splitlines() if line.startswith(f"{what} ") and line.split()[-1].isdigit()]


def due():
    """What is owed by now."""
    return Delivery.objects.filter(due_at__lte=timezone.now(), failed_at=None).exists()


def in_sight_of_nobody():
    """Those who were written to have been away long enough."""
    Delivery.objects.filter(listener=AWAY).update(due_at=timezone.now() - timedelta(seconds=1))


def test_whoever_is_to_be_told_is_told_once(dress, make_member, run):
    from chat.models import Message
    from commons.notify.actions import mark_sent
    from commons.notify.models import Notice, ToSend
    from marketplace.orders.models import Order

    maker = dress.shop.member
    members = [make_member(f"Айгүл {n}") for n in range(12)]
    priced, written = set(), set()
    for turn in range(ROUNDS):
        arguments = [str(dress.pk), str(710_000_000 + turn * 10_000), *(str(one.pk) for one in members)]
        teller = run([sys.executable, "-m", "tests.notify.perishing", *arguments], f"teller-{turn}")
        worker = run(manage("worker", *SETTINGS), f"worker-{turn}")
        wait_until(
            lambda teller=teller: len(said(teller, "room")) >= AT_LEAST, seconds=120, what=f"messages; it said:\n{teller.said()[-500:]}"
        )
        in_sight_of_nobody()
        teller.kill()
        worker.kill()
        priced |= set(said(teller, "order"))
        written |= set(said(teller, "room"))
    in_sight_of_nobody()
    last = run(manage("worker", *SETTINGS), "last")
    wait_until(lambda: not due(), seconds=180, what="the last worker to bring everything")

    quoted = {order.stream: order.guest for order in Order.objects.filter(state="quoted").select_related("guest")}
    assert {f"marketplace.order:{pk}" for pk in priced} <= quoted.keys()
    told = Notice.objects.filter(kind="order-quoted")
    assert Counter(told.values_list("about", "to")) == Counter((about, guest.actor) for about, guest in quoted.items())
    rows = ToSend.objects.waiting()
    assert Counter(rows.values_list("notice__about", flat=True)) == Counter(list(quoted))
    assert set(rows.values_list("sender", flat=True)) == {maker.pk}

    rooms = set(Message.objects.values_list("room", flat=True))
    assert written <= rooms
    away = Notice.objects.filter(kind="chat-written")
    assert Counter(away.values_list("about", flat=True)) == Counter(f"chat.room:{pk}" for pk in rooms)
    newest = {f"chat.room:{pk}": Message.objects.filter(room=pk).latest("seq").seq for pk in rooms}
    assert {notice.about: notice.entry.seq for notice in away.select_related("entry")} == newest

    for row in rows.select_related("notice"):
        mark_sent(maker, row)
    last.kill()
    run(manage("worker", *SETTINGS), "clock")
    wait_until(lambda: not due(), seconds=180, what="the clocks to start")
    assert not Order.objects.filter(quotes__sent_at=None, state="quoted").exists()
    sent = Counter(Entry.objects.filter(fact="notify.notice.sent", stream__in=quoted).values_list("stream", flat=True))
    assert sent == Counter(list(quoted))
    assert not Delivery.objects.exclude(failed_at=None).exists()
