"""The room about an order: for whoever may enter the order's stream; a guest talks there by her private link."""

import uuid
from dataclasses import dataclass

import pytest
from django.test import Client

from chat.actions import open_room_about, post_as_guest, post_message, remove_message
from chat.actions.guests import HERS
from chat.models import Message, Room, Seat, Unmet
from chat.rows import rows_for
from commons.journal.facts import Fact
from commons.journal.models import Entry
from commons.journal.presenting import presents
from commons.journal.refusals import Refused
from commons.journal.things import Thing
from commons.journal.worker import Worker
from commons.journal.writing import atomic, record
from commons.people.actions import give_pass, take_pass
from commons.people.models import Block, Guest
from commons.realtime import doors

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]
ORDER = "marketplace.order:42"


@dataclass(frozen=True, kw_only=True)
class BeltTied(Fact, name="tests.belt.tied"):
    """Something happened to what they talk about."""

    quiet: bool = False


@presents(BeltTied.name)
def present_belts(entries, language):
    words = {"ky": "Кур байланды", "ru": "Пояс завязан"}
    return {(e.stream, e.seq): {} if e.data["quiet"] else {"line": words.get(language, "The belt is tied")} for e in entries}


@pytest.fixture(autouse=True)
def an_order(monkeypatch, aizada, begimai):
    """Aizada makes it, Begimai ordered it."""
    parties = {aizada.pk, begimai.pk}
    monkeypatch.setitem(
        doors._doors, "marketplace.order", lambda member, name: member is not None and member.pk in parties and name == "42"
    )
    monkeypatch.setattr("chat.models.rooms.things", lambda streams: {stream: Thing("Заказ 42", "/market/orders/42/") for stream in streams})
    return parties


@pytest.fixture
def room(aizada, begimai):
    return open_room_about(ORDER, [aizada.pk, begimai.pk])


@pytest.fixture
def guest():
    return Guest.objects.create(name="Айнура <b>")


@pytest.fixture
def hers(guest):
    """The browser in which the guest opened her link."""
    with atomic():
        link = give_pass(guest, ORDER)
    browser = Client()
    browser.get(f"/g/{link.code}")
    return browser


def say(browser, body="Салам", **more):
    return browser.post(f"/chats/about/{ORDER}/", {"key": str(uuid.uuid4()), "body": body, **more}, headers={"Accept": "application/json"})


def test_its_parties_enter_and_have_it_in_their_lists_and_nobody_else(room, aizada, begimai, coordinator, signed_in, an_order):
    for woman in (aizada, begimai):
        answer = signed_in(woman).get(f"/chats/about/{ORDER}/", follow=True)
        assert answer.redirect_chain[-1][0] == f"/chats/{room.pk}/"
        assert "Заказ 42" in answer.content.decode()
        assert room in [row.room for row in rows_for(Unmet(woman))[0]]
    assert signed_in(coordinator).get(f"/chats/{room.pk}/").status_code == 403
    assert signed_in(coordinator).get(f"/chats/about/{ORDER}/").status_code == 403
    an_order.discard(begimai.pk)
    assert signed_in(begimai).get(f"/chats/{room.pk}/").status_code == 403
    assert room not in [row.room for row in rows_for(Unmet(begimai))[0]]
    with pytest.raises(Refused, match="forbidden"):
        post_message(begimai, room.pk, uuid.uuid4(), "дагы")


def test_who_may_enter_without_a_seat_may_look_in(room, coordinator, signed_in, an_order):
    an_order.add(coordinator.pk)
    assert signed_in(coordinator).get(f"/chats/{room.pk}/").status_code == 200


@pytest.mark.parametrize(
    "stream", ["chat.room:1", "marketplace.order:x", "marketplace.order:042", "marketplace.listing:1", "marketplace.order:7"]
)
def test_about_anything_else_there_is_no_talk(stream, stranger, aizada, signed_in):
    for browser in (stranger, signed_in(aizada)):
        assert browser.get(f"/chats/about/{stream}/").status_code == 403
    assert not Room.objects.filter(about=stream).exists()


def test_a_guest_reads_and_writes_by_her_link(room, hers, guest, aizada, signed_in):
    post_message(aizada, room.pk, uuid.uuid4(), "Кандай түс?")
    page = hers.get(f"/chats/about/{ORDER}/")
    assert "Кандай түс?" in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    answer = say(hers, "Кызыл <i>")
    assert answer.json()["op"] == "ack"
    said = Message.objects.get(guest=guest)
    assert (said.body, said.author, said.seq, said.by) == ("Кызыл <i>", None, answer.json()["seq"], guest.actor)
    for browser, address in ((signed_in(aizada), f"/chats/{room.pk}/"), (hers, f"/chats/about/{ORDER}/")):
        shown = browser.get(address).content.decode()
        assert "Кызыл &lt;i&gt;" in shown
        assert "Айнура &lt;b&gt;" in shown
        assert f'data-by="{guest.actor}"' in shown
    (row,) = [row for row in rows_for(Unmet(aizada))[0] if row.room == room]
    assert (row.title, row.unread) == ("Заказ 42", 0)


def test_what_a_guest_said_is_new_to_the_maker(room, hers, aizada):
    say(hers)
    (row,) = [row for row in rows_for(Unmet(aizada))[0] if row.room == room]
    assert row.unread == 1


def test_her_own_words_are_marked_as_hers_on_her_page(room, hers):
    say(hers)
    assert 'class="mine"' in hers.get(f"/chats/about/{ORDER}/").content.decode()


def test_the_same_key_says_it_once(room, hers):
    key = str(uuid.uuid4())
    assert say(hers, key=key).json()["seq"] == say(hers, key=key).json()["seq"]
    assert Message.objects.count() == 1


def test_without_script_she_comes_back_to_the_page_and_keeps_what_was_refused(room, hers):
    address = f"/chats/about/{ORDER}/"
    assert hers.post(address, {"key": str(uuid.uuid4()), "body": "Салам"}).status_code == 303
    refused = hers.post(address, {"key": str(uuid.uuid4()), "body": "я" * 4001})
    assert refused.status_code == 422
    assert "я" * 4001 in refused.content.decode()
    assert hers.post(address, {"key": "x", "body": "Салам"}).status_code == 422


def test_a_link_that_was_taken_lets_her_neither_read_nor_write(room, hers, guest, stranger):
    with atomic():
        record(take_pass(guest, ORDER, "member:1"))
    assert hers.get(f"/chats/about/{ORDER}/").status_code == 403
    assert say(hers).status_code == 403
    with pytest.raises(Refused, match="forbidden"):
        post_as_guest(guest, room.pk, uuid.uuid4(), "Салам")
    assert say(stranger).status_code == 403


def test_a_guest_says_nothing_in_other_rooms(guest, aizada):
    from chat.actions import ensure_rooms

    ensure_rooms()
    for room in (*Room.objects.exclude(kind="order"), Room(pk=0)):
        with pytest.raises(Refused, match="forbidden"):
            post_as_guest(guest, room.pk, uuid.uuid4(), "Салам")


def test_a_guest_who_writes_too_much_waits(room, hers, monkeypatch):
    monkeypatch.setattr("chat.actions.guests.HERS", type(HERS)("few guest messages", 1, HERS.window))
    assert say(hers).status_code == 200
    assert say(hers).status_code == 429


def test_a_member_answers_a_guest(room, hers, guest, aizada, signed_in):
    say(hers, "Канча турат?")
    asked = Message.objects.get()
    post_message(aizada, room.pk, uuid.uuid4(), "Үч миң", reply_to=asked.pk)
    shown = signed_in(aizada).get(f"/chats/{room.pk}/").content.decode()
    assert f'data-reply-by="{guest.actor}"' in shown


def test_nobody_removes_a_guests_words_but_nobodys_are_hers_to_remove(room, hers, aizada, coordinator):
    say(hers)
    for woman in (aizada, coordinator):
        with pytest.raises(Refused, match="forbidden"):
            remove_message(woman, room.pk, Message.objects.get().pk, uuid.uuid4())


def test_what_happens_to_the_order_stands_there_once_as_a_line(room, hers, aizada, signed_in):
    with atomic():
        record(BeltTied(stream=ORDER, actor=aizada.actor), BeltTied(stream=ORDER, actor=None, quiet=True))
    (loud, _) = Entry.objects.filter(stream=ORDER).order_by("seq")
    worker = Worker()
    assert worker.run_due() == 2
    from chat.listeners import note_what_happened

    note_what_happened(loud)  # delivered again
    assert Entry.objects.filter(stream=room.stream, fact="chat.line.noted").count() == 1
    for browser, address in ((signed_in(aizada), f"/chats/{room.pk}/"), (hers, f"/chats/about/{ORDER}/")):
        assert browser.get(address).content.decode().count("Кур байланды") == 1
    browser = signed_in(aizada)
    browser.cookies["django_language"] = "ru"
    assert "Пояс завязан" in browser.get(f"/chats/{room.pk}/").content.decode()


def test_an_order_that_something_happens_to_has_its_room(aizada):
    with atomic():
        record(BeltTied(stream=ORDER, actor=None))
    Worker().run_due()
    assert Room.objects.get(about=ORDER).kind == "order"


def test_a_list_of_many_orders_costs_no_more_queries(aizada, an_order, django_assert_max_num_queries, monkeypatch):
    monkeypatch.setitem(doors._doors, "marketplace.order", lambda member, name: True)
    for number in range(1, 31):
        room = open_room_about(f"marketplace.order:{number}", [aizada.pk])
        post_message(aizada, room.pk, uuid.uuid4(), "Салам")
    assert Seat.objects.filter(member=aizada).count() == 30
    with django_assert_max_num_queries(12):
        rows, _ = rows_for(Unmet(aizada))
        assert len([row for row in rows if row.room.is_about]) == 30


def test_two_parties_who_block_each_other_dont_read_each_other(room, aizada, begimai, signed_in):
    post_message(begimai, room.pk, uuid.uuid4(), "Жашыруун сөз")
    Block.objects.create(by=aizada, member=begimai)
    assert "Жашыруун сөз" not in signed_in(aizada).get(f"/chats/{room.pk}/").content.decode()
