"""The room about an order: for whoever may enter the order's stream; a guest talks there by her private link."""

import re
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from chat.actions import open_room_about, post_as_guest, post_message, remove_message
from chat.actions.guests import HERS
from chat.facts import present_noted
from chat.listeners import note_what_happened
from chat.models import Message, Room, Seat, Unmet
from chat.rows import rows_for
from commons.journal.models import Entry
from commons.journal.refusals import Refused
from commons.journal.worker import Worker
from commons.journal.writing import atomic, record
from commons.people.actions import take_pass
from commons.people.details import GuestDetails
from commons.people.models import Block
from commons.realtime import doors
from marketplace.orders.actions import Wish, place_order, transition

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]


@pytest.fixture
def dress(offer, aizada):
    return offer(aizada, "tailoring", "Көйнөк", som=3_500)


@pytest.fixture
def order(dress, begimai):
    """Begimai orders a dress of Aizada's; its room opens."""
    placed = place_order(dress, begimai, Wish(brief="Кызыл"), uuid.uuid4()).order
    deliver()
    return placed


@pytest.fixture
def room(order):
    return Room.objects.get(about=order.stream)


@pytest.fixture
def guests(dress):
    """Ainura, who has no account, orders one: the order, and the browser in which she opened her link."""

    def place(name="Айнура <b>", phone="+996700123456"):
        placed = place_order(dress, GuestDetails(name, phone), Wish(brief="Көк"), uuid.uuid4())
        deliver()
        browser = Client()
        browser.get(f"/g/{placed.link.code}")
        return placed.order, browser

    return place


def deliver() -> None:
    """What is owed to chat is delivered now."""
    for entry in Entry.objects.filter(stream__startswith="marketplace.order:").order_by("pk"):
        note_what_happened(entry)


def page_of(order) -> str:
    return f"/chats/about/{order.stream}/"


def say(browser, order, body="Салам", **more):
    return browser.post(page_of(order), {"key": str(uuid.uuid4()), "body": body, **more}, headers={"Accept": "application/json"})


def shown(browser, address) -> str:
    return browser.get(address).content.decode()


def listed(member):
    return [row.room for row in rows_for(Unmet(member))[0]]


def test_its_sides_enter_and_have_it_in_their_lists_and_nobody_else(order, room, aizada, begimai, coordinator, signed_in):
    for woman in (aizada, begimai):
        answer = signed_in(woman).get(page_of(order), follow=True)
        assert answer.redirect_chain[-1][0] == f"/chats/{room.pk}/"
        assert f'href="/market/orders/{order.pk}/"' in answer.content.decode()
        assert room in listed(woman)
    for address in (f"/chats/{room.pk}/", page_of(order)):
        assert signed_in(coordinator).get(address).status_code == 403
    assert room not in listed(coordinator)


def test_who_may_not_enter_the_order_any_more_enters_no_room_nor_finds_it_in_her_list(order, room, begimai, signed_in):
    type(order).objects.update(member=None)
    assert Seat.objects.filter(room=room, member=begimai).exists()
    assert signed_in(begimai).get(f"/chats/{room.pk}/").status_code == 403
    assert room not in listed(begimai)
    with pytest.raises(Refused, match="forbidden"):
        post_message(begimai, room.pk, uuid.uuid4(), "дагы")


def test_a_coordinator_whom_a_dispute_lets_in_looks_in_and_takes_no_seat(order, room, coordinator, signed_in):
    type(order).objects.update(state="disputed", revision=1)
    assert signed_in(coordinator).get(f"/chats/{room.pk}/").status_code == 200
    assert not Seat.objects.filter(room=room, member=coordinator).exists()


def test_and_she_may_take_words_away_there_which_no_side_may_of_the_other(order, room, aizada, begimai, coordinator):
    post_message(begimai, room.pk, uuid.uuid4(), "Жаман сөз")
    message = Message.objects.get()
    with pytest.raises(Refused, match="forbidden"):
        remove_message(aizada, room.pk, message.pk, uuid.uuid4())
    with pytest.raises(Refused, match="forbidden"):
        remove_message(coordinator, room.pk, message.pk, uuid.uuid4())
    type(order).objects.update(state="disputed", revision=1)
    post_message(coordinator, room.pk, uuid.uuid4(), "Экөөңөрдү угайын")
    assert not Seat.objects.filter(room=room, member=coordinator).exists()  # she becomes no side by writing
    remove_message(coordinator, room.pk, message.pk, uuid.uuid4())
    message.refresh_from_db()
    assert message.removed_at


@pytest.mark.parametrize(
    "stream", ["chat.room:1", "marketplace.order:x", "marketplace.order:042", "marketplace.listing:1", "marketplace.order:7"]
)
def test_about_anything_else_there_is_no_talk(stream, stranger, aizada, signed_in):
    for browser in (stranger, signed_in(aizada)):
        assert browser.get(f"/chats/about/{stream}/").status_code == 403
    assert not Room.objects.filter(about=stream).exists()


def test_a_guest_reads_and_writes_by_her_link(guests, aizada, signed_in):
    order, hers = guests()
    room = Room.objects.get(about=order.stream)
    post_message(aizada, room.pk, uuid.uuid4(), "Кандай түс?")
    page = hers.get(page_of(order))
    assert "Кандай түс?" in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    answer = say(hers, order, "Кызыл <i>")
    assert answer.json()["op"] == "ack"
    said = Message.objects.get(guest=order.guest)
    assert (said.body, said.author, said.seq, said.by) == ("Кызыл <i>", None, answer.json()["seq"], order.guest.actor)
    for browser, address in ((signed_in(aizada), f"/chats/{room.pk}/"), (hers, page_of(order))):
        text = shown(browser, address)
        assert "Кызыл &lt;i&gt;" in text
        assert "Айнура &lt;b&gt;" in text
        assert f'data-by="{order.guest.actor}"' in text
    assert re.search(r'data-by="guest:\d+"[^>]* class="mine"', shown(hers, page_of(order)))


def test_what_a_guest_said_is_new_to_the_maker(guests, aizada):
    order, hers = guests()
    say(hers, order)
    (row,) = [row for row in rows_for(Unmet(aizada))[0] if row.room.about == order.stream]
    assert (row.unread, row.last.name) == (1, "Айнура <b>")


def test_the_same_key_says_it_once(guests):
    order, hers = guests()
    key = str(uuid.uuid4())
    assert say(hers, order, key=key).json()["seq"] == say(hers, order, key=key).json()["seq"]
    assert Message.objects.count() == 1


def test_without_script_she_comes_back_to_the_page_and_keeps_what_was_refused(guests):
    order, hers = guests()
    assert hers.post(page_of(order), {"key": str(uuid.uuid4()), "body": "Салам"}).status_code == 303
    refused = hers.post(page_of(order), {"key": str(uuid.uuid4()), "body": "я" * 4001})
    assert refused.status_code == 422
    assert "я" * 4001 in refused.content.decode()
    assert hers.post(page_of(order), {"key": "x", "body": "Салам"}).status_code == 422


def test_a_form_that_is_sent_after_she_signed_in_as_a_side_is_said_as_her(order, room, begimai, signed_in):
    assert say(signed_in(begimai), order, "Салам").json()["op"] == "ack"
    assert Message.objects.get().author == begimai


def test_she_takes_her_own_words_back_and_nobody_elses(guests, aizada, stranger):
    order, hers = guests()
    room = Room.objects.get(about=order.stream)
    say(hers, order, "Жаңылдым")
    post_message(aizada, room.pk, uuid.uuid4(), "Макул")
    mine, other = Message.objects.order_by("seq")
    for browser, message, status in ((stranger, mine, 403), (hers, other, 403), (hers, mine, 303), (hers, mine, 303)):
        sent = {"key": str(uuid.uuid4()), "id": message.pk}
        assert browser.post(f"{page_of(order)}removal/", sent).status_code == status
    mine.refresh_from_db()
    assert (mine.body, bool(mine.removed_at)) == ("", True)
    assert "Жаңылдым" not in shown(hers, page_of(order))


def test_a_link_that_was_taken_lets_her_neither_read_nor_write(guests, stranger):
    order, hers = guests()
    room = Room.objects.get(about=order.stream)
    with atomic():
        record(take_pass(order.guest, order.stream, "member:1"))
    assert hers.get(page_of(order)).status_code == 403
    assert say(hers, order).status_code == 403
    with pytest.raises(Refused, match="forbidden"):
        post_as_guest(order.guest, room.pk, uuid.uuid4(), "Салам")
    assert say(stranger, order).status_code == 403


def test_a_guest_says_nothing_in_other_rooms(guests, order):
    from chat.actions import ensure_rooms

    ensure_rooms()
    hers, _ = guests()
    for room in (*Room.objects.exclude(about=hers.stream), Room(pk=0)):
        with pytest.raises(Refused, match="forbidden"):
            post_as_guest(hers.guest, room.pk, uuid.uuid4(), "Салам")
    assert post_as_guest(hers.guest, Room.objects.get(about=hers.stream).pk, uuid.uuid4(), "Салам")


def test_a_guest_who_writes_too_much_waits(guests, monkeypatch):
    monkeypatch.setattr("chat.actions.guests.HERS", type(HERS)("few guest messages", 1, HERS.window))
    order, hers = guests()
    assert say(hers, order).status_code == 200
    assert say(hers, order).status_code == 429


def test_a_member_answers_a_guest(guests, aizada, signed_in):
    order, hers = guests()
    room = Room.objects.get(about=order.stream)
    say(hers, order, "Канча турат?")
    post_message(aizada, room.pk, uuid.uuid4(), "Үч миң", reply_to=Message.objects.get().pk)
    assert f'data-reply-by="{order.guest.actor}"' in shown(signed_in(aizada), f"/chats/{room.pk}/")


def test_what_happens_to_the_order_stands_there_once_and_in_order_as_a_line(guests, aizada, signed_in):
    order, hers = guests()
    room = Room.objects.get(about=order.stream)
    transition(order, "decline", aizada, order.version, reason="busy")
    Worker().run_due()
    entries = list(Entry.objects.filter(stream=order.stream).order_by("seq"))
    for entry in reversed(entries):  # delivered again, and the last first
        note_what_happened(entry)
    noted = list(Entry.objects.filter(stream=room.stream, fact="chat.line.noted").order_by("seq"))
    seqs = [entry.data["of_seq"] for entry in noted]
    assert seqs == sorted(set(seqs))
    assert len(seqs) >= 2
    lines = [told["html"] for told in present_noted(noted, "ky").values()]
    for browser, address in ((signed_in(aizada), f"/chats/{room.pk}/"), (hers, page_of(order))):
        text = shown(browser, address)
        assert all(text.count(line) == 1 for line in lines)
    assert all(told["html"] not in lines for told in present_noted(noted, "ru").values())


def test_a_block_takes_from_neither_what_they_agreed_upon(order, room, aizada, begimai, signed_in):
    post_message(begimai, room.pk, uuid.uuid4(), "Жашыруун сөз")
    transition(order, "decline", aizada, order.version, reason="busy")
    deliver()
    Block.objects.create(by=begimai, member=aizada)
    noted = Entry.objects.filter(stream=room.stream, fact="chat.line.noted")
    assert set(noted.values_list("actor", flat=True)) == {None}
    for woman in (aizada, begimai):
        text = shown(signed_in(woman), f"/chats/{room.pk}/")
        assert all(told["html"] in text for told in present_noted(list(noted), "ky").values())
    assert "Жашыруун сөз" not in shown(signed_in(aizada), f"/chats/{room.pk}/")


def test_a_list_with_many_orders_costs_no_more_queries(dress, aizada, begimai):
    def count(orders: int) -> int:
        for _ in range(orders):
            placed = place_order(dress, begimai, Wish(brief="Кызыл"), uuid.uuid4()).order
            post_message(aizada, open_room_about(placed.stream, [aizada.pk]).pk, uuid.uuid4(), "Салам")
        with CaptureQueriesContext(
            connection,
        ) as asked:
            rows_for(Unmet(aizada))
        return len(asked)

    assert count(1) == count(5)
    assert len([room for room in listed(aizada) if room.is_about]) == 6


def test_the_wide_door_says_what_the_door_says(order, guests, cast):
    streams = [order.stream, guests()[0].stream, "marketplace.order:0", "marketplace.order:x"]
    asks = [(member, stream) for member in cast.values() for stream in streams]
    together = doors.answer(asks)
    assert all(together[ask] == doors.may_enter(*ask) for ask in asks)
    assert sum(together.values()) == 3
