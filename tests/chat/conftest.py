"""The rooms of every test, and a short way to say something in them."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from tests.realtime.conftest import phone

if TYPE_CHECKING:
    from django.core.files.uploadedfile import SimpleUploadedFile

    from chat.models import Message, Room

__all__ = ["phone"]


@pytest.fixture
def find_room(db: None) -> Callable[..., "Room"]:
    """One of the rooms that are simply there: `find_room(kind="lab", lab__slug="osh")`."""
    from chat.models import Room

    return lambda **which: Room.objects.get(**which)


@pytest.fixture
def network(find_room: Callable[..., "Room"]) -> "Room":
    """The room of all labs."""
    return find_room(kind="network")


@pytest.fixture
def osh(find_room: Callable[..., "Room"]) -> "Room":
    """The room of the lab of Osh."""
    return find_room(kind="lab", lab__slug="osh")


@pytest.fixture
def welcome(find_room: Callable[..., "Room"]) -> "Room":
    """The Welcome of Osh."""
    return find_room(kind="welcome", lab__slug="osh")


@pytest.fixture
def sewing(find_room: Callable[..., "Room"]) -> "Room":
    """The room of those who sew."""
    return find_room(kind="craft", craft__slug="sewing")


@pytest.fixture(autouse=True)
def a_shelf_of_its_own(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def a_photo() -> Callable[[], "SimpleUploadedFile"]:
    """A small picture, as a form sends it."""
    from io import BytesIO

    from django.core.files.uploadedfile import SimpleUploadedFile
    from PIL import Image

    def take() -> SimpleUploadedFile:
        out = BytesIO()
        Image.new("RGB", (400, 300), "indigo").save(out, "JPEG")
        return SimpleUploadedFile("photo.jpg", out.getvalue())

    return take


@pytest.fixture
def say(db: None) -> Callable[..., "Message"]:
    """Say something: `say(aizada, room, "Салам")` gives the message."""
    from chat.actions import post_message
    from chat.models import Message

    def say(member, room, body="Салам!", reply_to=None):
        seq = post_message(member, room.pk, uuid4(), body, reply_to and reply_to.pk)
        return Message.objects.get(room=room, seq=seq)

    return say


@pytest.fixture
def code(db: None) -> Callable[..., str]:
    """Why an action is refused: `code(post_message, aizada, …)`; "" where it isn't."""
    from commons.journal.refusals import Refused

    def code(action, *args, **kwargs):
        try:
            action(*args, **kwargs)
        except Refused as refusal:
            return refusal.code
        return ""

    return code


@pytest.fixture
def frames(db: None) -> Callable[..., list[dict]]:
    """Everything a room's stream says, as it goes over the wire."""
    from commons.journal.presenting import present
    from commons.journal.reading import read

    return lambda room, language="ky": present(read(room.stream, 0), language)
