"""Pictures and voice messages with what is said: by form, behind the room's door, and gone with their message."""

import json
import re
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from chat.actions import edit_message, post_message, remove_message
from chat.models import Message, Unmet
from chat.rows import row_for
from chat.views import enclosing
from commons.journal.models import Entry
from commons.media import files
from commons.media.actions import prepare_picture, prepare_voice
from commons.media.models import Picture, Voice
from commons.people.limits import Limit
from tests.media.recordings import webm

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]

JSON = {"Accept": "application/json"}


@pytest.fixture
def send(network, signed_in, a_photo):
    """POST to the room's messages as a script: `send(aizada, pictures=2)`, `send(aizada, voice=webm())`."""

    def send(member, body="", pictures=0, voice=None, **fields):
        form = {"key": str(uuid4()), "body": body, **fields}
        form["picture"] = [a_photo() for _ in range(pictures)] if isinstance(pictures, int) else pictures
        if voice is not None:
            form["voice"] = SimpleUploadedFile("voice.webm", voice)
        return signed_in(member).post(f"/chats/{network.pk}/messages/", form, headers=JSON)

    return send


def on_disk(settings):
    return {path.name.partition(".")[0] for path in settings.MEDIA_ROOT.rglob("*.*")}


def test_four_pictures_go_with_words(aizada, network, send, settings):
    answer = send(aizada, "Кайсынысы жакшы?", pictures=4)
    assert (answer.status_code, answer.json()["op"]) == (200, "ack")
    message = Message.objects.get(room=network)
    pictures = list(message.pictures.order_by("pk"))
    assert (message.body, message.has_pictures, len(pictures)) == ("Кайсынысы жакшы?", True, 4)
    assert {(picture.guard, picture.by) for picture in pictures} == {(network.stream, aizada.actor)}
    assert on_disk(settings) == {picture.key for picture in pictures}


def test_a_voice_message_needs_no_words(aizada, network, send, frames):
    send(aizada, voice=webm(24), peaks="7," * 39 + "31")
    message = Message.objects.get(room=network)
    assert (message.body, message.voice.length, message.voice.peaks[-1]) == ("", "0:24", 31)
    [fact] = frames(network)
    assert f'src="/media/{message.voice.key}/voice"' in fact["data"]["html"]
    assert 'data-seconds="24.0"' in fact["data"]["html"]
    assert "<p></p>" in fact["data"]["html"]
    assert Entry.objects.get(stream=network.stream).data == {"id": message.pk}


def test_the_same_key_says_it_once(aizada, network, send, settings):
    key = str(uuid4())
    first, again = (send(aizada, voice=webm(), key=key).json() for _ in range(2))
    assert first == again
    assert Voice.objects.count() == Message.objects.count() == len(on_disk(settings)) == 1


@pytest.mark.parametrize("language", ["ky", "ru", "uz-cyrl", "en"])
def test_a_frame_is_the_template_and_the_same_for_everybody(aizada, network, send, frames, language):
    from django.template.loader import render_to_string

    send(aizada, "Карагылачы", pictures=2)
    send(aizada, voice=webm())
    for fact in frames(network, language):
        message = Message.objects.shown().get(pk=fact["data"]["id"])
        message.album = list(message.pictures.order_by("pk"))
        with translation.override(language):
            assert fact["data"]["html"] == render_to_string("chat/_message.html", {"message": message}).strip()
        assert "<img" not in fact["data"]["html"], "scripts bring it, where she doesn't save data"


def test_they_are_shown_on_the_page_and_where_she_saves_data_upon_a_tap(aizada, begimai, network, send, signed_in):
    send(aizada, "Карагылачы", pictures=1)
    send(aizada, voice=webm())
    browser = signed_in(begimai)
    page = browser.get(f"/chats/{network.pk}/").content.decode()
    picture = Picture.objects.get()
    assert re.search(rf'<img src="/media/{picture.key}/640.webp" srcset="[^"]+ 320w, [^"]+"[^>]* loading="lazy"', page)
    assert f'fill="{picture.tint}"' in page
    assert '<audio controls preload="none"' in page
    browser.cookies["saves_data"] = "1"
    page = browser.get(f"/chats/{network.pk}/").content.decode()
    assert f'<a href="/media/{picture.key}/640.webp" data-srcset=' in page
    assert f'<img src="/media/{picture.key}' not in page


def test_who_is_in_the_room_has_them_and_who_is_not_has_not(aizada, begimai, invited, stranger, send, signed_in):
    send(aizada, pictures=1)
    send(aizada, voice=webm())
    for address in (Picture.objects.get().address(), Voice.objects.get().address):
        assert signed_in(begimai).get(address).status_code == 200
        assert signed_in(invited).get(address).status_code == stranger.get(address).status_code == 404


def test_the_list_of_rooms_and_quotes_say_what_it_is(aizada, begimai, network, send, say, signed_in):
    send(aizada, pictures=1)
    with translation.override("en"):
        assert row_for(Unmet(begimai), network.pk).preview == "🖼️ Picture"
    send(aizada, voice=webm(24))
    for language, words in (("en", "🎤 Voice message, 0:24"), ("ky", "🎤 Үн билдирүүсү, 0:24"), ("ru", "🎤 Голосовое, 0:24")):
        with translation.override(language):
            assert row_for(Unmet(begimai), network.pk).preview == words
    say(begimai, network, "Уктум", reply_to=Message.objects.exclude(voice=None).get())
    assert "</b>🎤 Үн билдирүүсү, 0:24</a>" in signed_in(begimai).get(f"/chats/{network.pk}/").content.decode()


def test_removed_they_are_in_no_table_and_on_no_disk(aizada, begimai, network, send, frames, settings, signed_in):
    send(aizada, "Карагылачы", pictures=2)
    send(aizada, voice=webm())
    keys = [*Picture.objects.values_list("key", flat=True), Voice.objects.get().key]
    addresses = [*(picture.address() for picture in Picture.objects.all()), Voice.objects.get().address]
    for message in Message.objects.all():
        remove_message(aizada, network.pk, message.pk, uuid4())
    assert not Picture.objects.exists()
    assert not Voice.objects.exists()
    assert not Message.pictures.through.objects.exists()
    assert on_disk(settings) == set()
    assert not any(key in str(frames(network)) for key in keys)
    assert {signed_in(begimai).get(address).status_code for address in addresses} == {404}
    page = signed_in(begimai).get(f"/chats/{network.pk}/").content.decode()
    assert page.count("data-removed") >= 2


def test_other_words_leave_them_as_they_are_and_none_are_enough(aizada, network, send, say, code):
    send(aizada, "Карагылачы", pictures=1)
    shown = Message.objects.get()
    for words in ("Кара", ""):
        edit_message(aizada, network.pk, shown.pk, uuid4(), words)
        shown.refresh_from_db()
        assert (shown.body, shown.pictures.count()) == (words, 1)
    assert code(edit_message, aizada, network.pk, say(aizada, network).pk, uuid4(), " ") == "invalid"


@pytest.mark.parametrize(
    ("what", "status", "said"),
    [
        ({"pictures": 5}, 422, "invalid"),
        ({"pictures": 1, "voice": webm()}, 422, "invalid"),
        ({"pictures": [SimpleUploadedFile("a.jpg", b"<svg onload=alert(1)>")]}, 422, "invalid"),
        ({"voice": b"<script>"}, 422, "invalid"),
        ({"voice": webm(70)}, 422, "too_long"),
        ({}, 422, "invalid"),
    ],
)
def test_what_does_not_go_is_refused_with_a_sentence_and_nothing_is_kept(aizada, send, settings, what, status, said):
    answer = send(aizada, **what)
    assert (answer.status_code, answer.json()["code"]) == (status, said)
    assert answer.json()["message"]
    assert not Message.objects.exists()
    assert not Picture.objects.exists()
    assert on_disk(settings) == set()


def test_without_script_the_words_stay_beside_the_reason(aizada, network, signed_in):
    form = {"key": str(uuid4()), "body": "Карагылачы", "picture": SimpleUploadedFile("a.jpg", b"x" * 100)}
    answer = signed_in(aizada).post(f"/chats/{network.pk}/messages/", form)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert ">Карагылачы</textarea>" in page
    assert "Башка сүрөт тандаңыз" in page
    assert 'enctype="multipart/form-data"' in page


def test_too_many_in_an_hour_wait(aizada, send, monkeypatch):
    monkeypatch.setattr(enclosing, "GIVEN", Limit("given in this test", 3, enclosing.AN_HOUR))
    assert [send(aizada, pictures=2).status_code for _ in range(2)] == [200, 429]
    assert send(aizada, "Сөз").status_code == 200


def test_who_may_not_write_there_leaves_nothing(invited, send, settings):
    assert send(invited, pictures=1).status_code == 403
    assert on_disk(settings) == set()


def test_a_window_with_pictures_takes_as_many_queries_as_one_with_one(aizada, network, a_photo, django_assert_num_queries):
    prepared = prepare_picture(a_photo())
    voice = prepare_voice(SimpleUploadedFile("voice.webm", webm(1)))
    counts = []
    for _ in range(2):
        for _ in range(4):
            post_message(aizada, network.pk, uuid4(), "", pictures=[prepared, prepared])
            post_message(aizada, network.pk, uuid4(), "", voice=voice)
        with django_assert_num_queries(2):
            rows = Message.objects.all().window(network)
            counts.append(sum(len(row.album) + bool(row.voice and row.voice.peaks) for row in rows))
    assert counts == [12, 24]


def test_words_alone_ask_for_no_pictures(aizada, network, say, django_assert_num_queries):
    say(aizada, network)
    with django_assert_num_queries(1):
        Message.objects.all().window(network)


def test_a_voice_frame_is_small(aizada, network, send, frames):
    send(aizada, voice=webm(24), peaks="7," * 39 + "31")
    [fact] = frames(network)
    assert len(json.dumps(fact, ensure_ascii=False).encode()) < 2_000
    assert files.read(Voice.objects.get().key, "voice") == webm(24)
