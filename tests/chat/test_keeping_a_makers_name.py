"""In the room about an order the maker is who her shop says she is: whoever ordered learns no more of her there."""

import uuid

import pytest

from chat.actions import post_message, react
from chat.facts import present_messages
from chat.models import Message, Room
from commons.journal.models import Entry
from marketplace.catalog.models import Shop
from marketplace.orders.actions import Wish, place_order

from .test_talking_about_an_order import deliver, dress, guests, page_of, shown

__all__ = ["dress", "guests"]

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]


def test_she_learns_of_the_maker_what_her_shop_shows_and_nothing_else(guests, aizada, signed_in):
    Shop.objects.update(shows_name=False)
    order, hers = guests()
    room = Room.objects.get(about=order.stream)
    post_message(aizada, room.pk, uuid.uuid4(), "Кандай түс?")
    entries = Entry.objects.filter(stream=room.stream, fact="chat.message.posted")
    frame = next(iter(present_messages(entries, "ky").values()))["html"]
    for text in (shown(hers, page_of(order)), frame):
        assert "Кандай түс?" in text
        assert aizada.name not in text
        assert "/members/" not in text
        assert str(Shop.objects.get()) in text


def test_a_member_who_ordered_learns_no_more_of_her(dress, aizada, make_member, coordinator, signed_in):
    Shop.objects.update(shows_name=False)
    gulnara = make_member("Гүлнара", at="batken", standing="invited")
    placed = place_order(dress, gulnara, Wish(brief="Көк"), uuid.uuid4()).order
    deliver()
    room = Room.objects.get(about=placed.stream)
    post_message(aizada, room.pk, uuid.uuid4(), "Кандай түс?")
    message = Message.objects.get()
    react(aizada, room.pk, message.pk, uuid.uuid4(), "👍", True)
    post_message(gulnara, room.pk, uuid.uuid4(), "Көк", message.pk)
    hers = signed_in(gulnara)
    pages = [f"/chats/{room.pk}/", f"/chats/{room.pk}/?reply={message.pk}", f"/chats/{room.pk}/messages/{message.pk}/", "/chats/"]
    for address in (*pages, f"/chats/{room.pk}/row/"):
        text = shown(hers, address)
        assert aizada.name not in text
        assert f"/members/{aizada.pk}/" not in text
    assert hers.get(f"/members/{aizada.pk}/").status_code == 404
    type(placed).objects.update(state="disputed", revision=1)
    for woman in (gulnara, aizada, coordinator):
        assert signed_in(woman).get(f"/chats/{room.pk}/members/").status_code == 403
    assert signed_in(coordinator).post(f"/chats/{room.pk}/seat/").status_code == 403
