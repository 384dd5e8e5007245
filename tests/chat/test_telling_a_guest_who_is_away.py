"""A guest is told by the maker's hand of what she hasn't read, and of nothing that she has before her."""

from uuid import uuid4

import pytest

from chat.actions import post_message
from chat.models import GuestSeat, Room
from commons.journal.reading import head
from commons.journal.worker import Worker
from commons.notify.models import Notice, ToSend
from tests.marketplace.orders.conftest import asks_advance, dress, place, visitor, walk
from tests.selling import linked

from .test_telling_who_is_away import later

__all__ = ["asks_advance", "dress", "linked", "place", "visitor", "walk"]
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]


@pytest.fixture
def order(place):
    placed = place()
    deliver()
    return placed


@pytest.fixture
def hers(order, linked):
    """The phone on which she opened her link."""
    return linked(order)


def deliver():
    while Worker().run_due():
        pass


def ask(order, maker, body="Кандай түс жагат?"):
    return post_message(maker, Room.objects.get(about=order.stream).pk, uuid4(), body)


def read(browser, order, upto):
    sent = {"upto": upto}
    return browser.post(f"/chats/about/{order.stream}/read/", sent, headers={"Accept": "application/json"}).status_code


def to_send():
    return [row.notice.kind for row in ToSend.objects.waiting()]


def unseen(order):
    return set(Notice.objects.filter(to=order.guest.actor, seen_at=None).values_list("kind", flat=True))


def test_what_she_has_before_her_is_not_put_on_the_list(order, hers, aizada):
    before = ask(order, aizada)
    assert read(hers, order, before) == 200
    later()
    assert to_send() == []
    ask(order, aizada, "Барсызбы?")
    later()
    assert to_send() == ["chat-written"], "she has left since"


def test_who_opens_the_talk_has_read_what_is_there(order, hers, aizada):
    ask(order, aizada)
    assert hers.get(f"/chats/about/{order.stream}/").status_code == 200
    later()
    assert to_send() == []


def test_who_looks_at_her_order_alone_has_not(order, hers, walk, aizada):
    walk(order, "quote")
    ask(order, aizada)
    later()
    assert sorted(to_send()) == ["chat-written", "order-quoted"]
    assert hers.get(f"/market/orders/{order.pk}/").status_code == 200
    assert to_send() == ["chat-written"]


def test_what_was_before_a_page_further_up_is_not_read(order, hers, aizada):
    seq = ask(order, aizada)
    assert hers.get(f"/chats/about/{order.stream}/?before={seq}").status_code == 200
    later()
    assert to_send() == ["chat-written"]


def test_who_answers_needs_nobody_to_tell_her(order, hers, aizada):
    ask(order, aizada)
    later()
    assert to_send() == ["chat-written"]
    said = {"key": str(uuid4()), "body": "Көк"}
    assert hers.post(f"/chats/about/{order.stream}/", said, headers={"Accept": "application/json"}).status_code == 200
    assert to_send() == []
    assert unseen(order) == set()


def test_a_line_about_her_order_that_she_sees_in_the_talk_is_told_by_it(order, hers, walk, aizada):
    room = Room.objects.get(about=order.stream)
    before = head(room.stream)
    walk(order, "quote")
    deliver()
    assert to_send() == ["order-quoted"]
    read(hers, order, before)
    assert to_send() == ["order-quoted"]
    read(hers, order, head(room.stream))
    assert to_send() == []
    deliver()
    assert order.quotes.get().sent_at is not None, "and its clock runs"


def test_she_reads_on_and_never_back_nor_further_than_there_is(order, hers, aizada):
    room, seq = Room.objects.get(about=order.stream), ask(order, aizada)
    for upto in (seq, 1, 10**15):
        read(hers, order, upto)
        assert GuestSeat.objects.get(room=room, guest=order.guest).read_upto == seq


def test_who_tells_it_too_often_or_tells_nonsense_is_refused(order, hers, stranger, monkeypatch):
    from chat.views import about

    assert (read(hers, order, "x"), read(stranger, order, 1)) == (422, 403)
    monkeypatch.setattr(about, "READS", type(about.READS)("few reads", 1, about.READS.window))
    assert [read(hers, order, 1) for _ in range(2)] == [200, 429]
