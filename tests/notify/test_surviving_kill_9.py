"""Power cuts between a commit and its delivery lose no notice, nothing that is to be sent on, no clock; and none is there twice."""

import sys
from collections import Counter

import pytest

from commons.journal.models import Entry
from tests.marketplace.orders.conftest import dress
from tests.power_cuts import WORKER, given_up, make_due, told, wait_for_deliveries
from tests.servers.stores import wait_until

__all__ = ["dress"]
pytestmark = [pytest.mark.chaos, pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]
ROUNDS, AT_LEAST = 4, 20


def in_sight_of_nobody():
    """Those who were written to have been away long enough."""
    make_due(listener="chat.telling.tell_whom_it_is_for")


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
        worker = run(WORKER, f"worker-{turn}")
        wait_until(
            lambda teller=teller: len(told(teller, "room")) >= AT_LEAST, seconds=120, what=f"messages; it said:\n{teller.said()[-500:]}"
        )
        in_sight_of_nobody()
        teller.kill()
        worker.kill()
        priced |= set(told(teller, "order"))
        written |= set(told(teller, "room"))
    in_sight_of_nobody()
    last = run(WORKER, "last")
    wait_for_deliveries()

    quoted = {order.stream: order.guest for order in Order.objects.filter(state="quoted").select_related("guest")}
    assert {f"marketplace.order:{pk}" for pk in priced} <= quoted.keys()
    prices = Notice.objects.filter(kind="order-quoted")
    assert Counter(prices.values_list("about", "to")) == Counter((about, guest.actor) for about, guest in quoted.items())
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
    run(WORKER, "clock")
    wait_for_deliveries()
    assert not Order.objects.filter(quotes__sent_at=None, state="quoted").exists()
    sent = Counter(Entry.objects.filter(fact="notify.notice.sent", stream__in=quoted).values_list("stream", flat=True))
    assert sent == Counter(list(quoted))
    assert not given_up()
