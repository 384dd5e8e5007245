"""The rooms that are simply there: two for every lab, one for the network, one for each craft."""

from commons.journal.writing import atomic
from commons.people.models import Craft, Lab

from ..models import Room


def ensure_rooms() -> None:
    """Open what is missing."""
    for lab in Lab.objects.all():
        open_lab_rooms(lab.pk)
    for craft in Craft.objects.all():
        open_craft_room(craft.pk)
    with atomic():
        Room.objects.get_or_create(kind=Room.Kind.NETWORK)


def open_lab_rooms(lab_id: int) -> None:
    """A lab's own room, and its Welcome."""
    with atomic():
        for kind in (Room.Kind.WELCOME, Room.Kind.LAB):
            Room.objects.get_or_create(kind=kind, lab_id=lab_id)


def open_craft_room(craft_id: int) -> None:
    """The room of a craft."""
    with atomic():
        Room.objects.get_or_create(kind=Room.Kind.CRAFT, craft_id=craft_id)
