"""Files that are no pictures and no voices, at every form of the market that takes some: refused beside the field, in her language."""

import struct
import zlib
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from commons.media.models import Picture, Voice
from marketplace.orders.models import OrderPicture
from tests.marketplace.orders.conftest import asks_advance, place, visitor, walk

__all__ = ["asks_advance", "place", "visitor", "walk"]

pytestmark = pytest.mark.django_db

LANGUAGES = ("ky", "ru", "uz-cyrl", "en")
TYPED = "Кызыл көйнөк, узун жең"


def bomb() -> bytes:
    """A PNG that says it is forty thousand pixels wide and high."""
    head = b"IHDR" + struct.pack(">IIBBBBB", 40_000, 40_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head)) + b"\0" * 64


PICTURES = {
    "svg": b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
    "html": b"<!doctype html><script>alert(1)</script>",
    "text": b"no picture at all",
    "bomb": bomb(),
    "empty": b"",
    "60 MB": b"\xff\xd8\xff\xe0" + bytes(60_000_000),
}
VOICES = {"text": b"no sound at all", "picture": bomb(), "html": b"<!doctype html>"}


@pytest.fixture
def dress(offer, aizada):
    return offer(aizada, name="Көйнөк", som=3_500)


WISHES = [("pictures", content) for content in PICTURES.values()] + [("voice", content) for content in VOICES.values()]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("field", "content"), WISHES, ids=[*PICTURES, *(f"no voice: {what}" for what in VOICES)])
def test_a_wish_keeps_its_words_when_its_picture_or_voice_is_none(dress, stranger, language, field, content):
    given = {field: content, "brief": TYPED, "n": "2", "key": str(uuid4())}
    page = asked(stranger, language, f"/market/orders/new/{dress.code}/", **given)
    refused(page, field)
    assert TYPED in page.content.decode()
    assert 'value="2"' in page.content.decode()
    assert not Picture.objects.exists()
    assert not Voice.objects.exists()


@pytest.mark.parametrize(("field", "content"), [("pictures", PICTURES["html"]), ("voice", VOICES["text"])])
def test_a_wish_of_a_file_alone_is_refused_once(dress, stranger, field, content):
    page = asked(stranger, "ky", f"/market/orders/new/{dress.code}/", **{field: content, "brief": "", "n": "1", "key": str(uuid4())})
    assert list(page.context["form"].errors) == [field]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("what", ["svg", "bomb"])
def test_what_is_shown_of_the_work_is_a_picture(place, walk, aizada, signed_in, language, what, dress):
    order = walk(place(dress), "quote", "accept", "start")
    given = {"version": order.version, "key": str(uuid4())}
    for noun, field in (("progress", "pictures"), ("handing-over", "picture")):
        page = asked(signed_in(aizada), language, f"/market/orders/{order.pk}/tasks/{noun}/", **{field: PICTURES[what]}, **given)
        refused(page, field)
    assert not OrderPicture.objects.exists()
    order.refresh_from_db()
    assert order.state == "in_progress"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("what", ["html", "bomb"])
def test_a_code_is_read_from_a_picture_alone(dress, aizada, signed_in, language, what):
    page = asked(signed_in(aizada), language, "/market/orders/selling/code/", picture=PICTURES[what], link="")
    refused(page, "picture")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("what", ["svg", "bomb"])
def test_a_service_begins_with_a_picture(aizada, signed_in, language, what):
    page = asked(signed_in(aizada), language, "/market/mine/services/", picture=PICTURES[what])
    refused(page, "picture")


@pytest.mark.parametrize("many", [7, 13, 60])
def test_a_wish_keeps_its_words_beside_too_many_pictures(dress, stranger, picture_file, many):
    page = asked(stranger, "en", f"/market/orders/new/{dress.code}/", pictures=[picture_file() for _ in range(many)], brief=TYPED, n="2")
    refused(page, "pictures")
    assert "Choose at most 6 pictures." in page.content.decode()
    assert TYPED in page.content.decode()


def test_past_counting_it_is_said_how_many_may_come(dress, stranger, picture_file, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 20
    page = asked(stranger, "en", f"/market/orders/new/{dress.code}/", pictures=[picture_file() for _ in range(21)], brief=TYPED, n="2")
    assert page.status_code == 400
    assert "Send at most twelve pictures at a time." in page.content.decode()


def asked(browser, language, address, **given):
    browser.cookies["django_language"] = language
    files = {name: SimpleUploadedFile("a.jpg", said) if isinstance(said, bytes) else said for name, said in given.items()}
    return browser.post(address, files)


def refused(page, field):
    """It says why beside the field, and in words."""
    assert page.status_code == 422
    form = page.context["form"]
    assert list(form.errors) == [field], form.errors
    assert page.content.decode().count('class="field__errors"') == 1
    assert form.errors[field][0]
    assert not Picture.objects.exists()
    assert not Voice.objects.exists()
