"""The rooms that are simply there: two for every lab, one for the network, one for each craft."""

from commons.journal.writing import atomic
from commons.people.models import Craft, Lab

from ..models import Room


def ensure_rooms() -> None:
    """Open what is missing."""
    for lab in Lab.objects.all():
        open_lab_rooms(lab.pk)
    with atomic():
        Room.objects.get_or_create(kind=Room.Kind.NETWORK)
        for craft in Craft.objects.filter(rooms=None):
            Room.objects.create(kind=Room.Kind.CRAFT, craft=craft)


def open_lab_rooms(lab_id: int) -> None:
    """A lab's own room, and its Welcome."""
    with atomic():
        for kind in (Room.Kind.WELCOME, Room.Kind.LAB):
            Room.objects.get_or_create(kind=kind, lab_id=lab_id)
