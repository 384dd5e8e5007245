"""The QR in the room: who scans it is there. Its address can't be guessed, and is good from an hour before it begins until it is over."""

from django.urls import reverse
from django.utils.crypto import constant_time_compare

from commons.people.codes import code_from, normalise
from commons.ui.previews import absolute, picture_of

from .models import Gathering

LENGTH = 10


def room_code(gathering: Gathering) -> str:
    """The same whenever it is shown, and told by no table."""
    return code_from(f"events.room {gathering.key}", LENGTH)


def is_room_code(gathering: Gathering, typed: str) -> bool:
    return constant_time_compare(normalise(typed), room_code(gathering))


def room_address(gathering: Gathering) -> str:
    return absolute(reverse("events:room", args=[gathering.pk, room_code(gathering)]))


def room_picture(gathering: Gathering) -> str:
    """The QR, as an address of itself; for those who hold it alone: whoever has it needn't be there."""
    return picture_of(room_address(gathering))
