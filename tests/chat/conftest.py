"""The rooms of every test, and short ways to say something in them."""

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

if TYPE_CHECKING:
    from chat.models import Message, Room
    from commons.people.models import Member


@pytest.fixture(autouse=True)
def rooms(db: None) -> None:
    """Every lab's rooms, the network's and the crafts' are open."""
    from chat.actions import ensure_rooms
    from commons import testing

    for slug in testing.LABS:
        testing.lab(slug)
    testing.craft("sewing")
    ensure_rooms()


@pytest.fixture
def network(rooms: None) -> "Room":
    """The room of all labs."""
    from chat.models import Room

    return Room.objects.get(kind=Room.Kind.NETWORK)


@pytest.fixture
def osh(rooms: None) -> "Room":
    """The room of the lab of Osh."""
    from chat.models import Room

    return Room.objects.get(kind=Room.Kind.LAB, lab__slug="osh")


@pytest.fixture
def welcome(rooms: None) -> "Room":
    """The Welcome of Osh."""
    from chat.models import Room

    return Room.objects.get(kind=Room.Kind.WELCOME, lab__slug="osh")


@pytest.fixture
def sewing(rooms: None) -> "Room":
    """The room of those who sew."""
    from chat.models import Room

    return Room.objects.get(craft__slug="sewing")


@pytest.fixture
def say(rooms: None) -> Callable[..., "Message"]:
    """Say something: `say(aizada, room, "Салам")` gives the message."""
    from chat.actions import post_message
    from chat.models import Message

    def say(member: "Member", room: "Room", body: str = "Салам!", **more: object) -> "Message":
        seq = post_message(member, room.pk, uuid4(), body, **more)
        return Message.objects.get(room=room, seq=seq)

    return say
