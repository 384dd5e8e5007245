"""What a guest shows and says aloud about her order: looked at as anyone's, folded away until it is tapped, gone when she takes it back."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from chat.models import Message, Room
from commons.media.models import Picture
from tests.media.recordings import webm

from .test_talking_about_an_order import dress, guests, order, page_of, room, say, shown

__all__ = ["dress", "guests", "order", "room"]

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]


def test_a_guest_shows_and_speaks_and_both_sides_have_it(guests, aizada, invited, signed_in, a_photo, frames):
    order, hers = guests()
    room = Room.objects.get(about=order.stream)
    assert say(hers, order, "", picture=[a_photo(), a_photo()]).status_code == 200
    assert say(hers, order, "", voice=SimpleUploadedFile("voice.webm", webm())).status_code == 200
    showed, spoke = Message.objects.filter(room=room).order_by("seq")
    assert (showed.pictures.count(), showed.has_pictures, spoke.voice.guard) == (2, True, room.stream)
    for address in (showed.pictures.first().address(), spoke.voice.address):
        assert hers.get(address).status_code == signed_in(aizada).get(address).status_code == 200
        assert signed_in(invited).get(address).status_code == Client().get(address).status_code == 404
    assert '<details class="veil" open>' in shown(hers, page_of(order))
    assert '<details class="veil"><summary>' in shown(signed_in(aizada), f"/chats/{room.pk}/")
    assert any('<details class="veil"><summary>' in fact["data"].get("html", "") for fact in frames(room))


def test_what_a_guest_takes_back_leaves_no_picture(guests, a_photo):
    order, hers = guests()
    say(hers, order, "Карачы", picture=a_photo())
    message = Message.objects.exclude(guest=None).get()
    hers.post(f"{page_of(order)}removal/", {"key": str(uuid.uuid4()), "id": message.pk})
    message.refresh_from_db()
    assert (message.body, message.has_pictures) == ("", False)
    assert not Picture.objects.exists()


def test_what_a_guest_shows_is_looked_at_as_anyones(guests):
    order, hers = guests()
    answer = say(hers, order, "Карачы", picture=SimpleUploadedFile("a.jpg", b"<script>"))
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert say(hers, order, "").status_code == 422
    assert not Message.objects.exists()


def test_what_she_enclosed_before_she_signed_in_as_a_side_goes_with_her_words(order, room, begimai, signed_in, a_photo):
    hers = signed_in(begimai)
    assert say(hers, order, "Мындай", picture=[a_photo(), a_photo()]).status_code == 200
    assert say(hers, order, "", voice=SimpleUploadedFile("voice.webm", webm())).status_code == 200
    spoiled = {"key": str(uuid.uuid4()), "body": "Карачы", "picture": SimpleUploadedFile("a.jpg", b"<script>")}
    refused = hers.post(page_of(order), spoiled)
    assert (refused.status_code, "Карачы" in refused.content.decode()) == (422, True)
    showed, spoke = Message.objects.filter(room=room).order_by("seq")
    assert (showed.author, showed.body, showed.pictures.count()) == (begimai, "Мындай", 2)
    assert (spoke.author, spoke.voice.guard) == (begimai, room.stream)
