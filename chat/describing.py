"""What a room's stream is about, for those who are told of it: never with whom."""

from collections.abc import Collection, Mapping

from django.urls import reverse

from commons.journal.things import Thing, describes

from .models import Room
from .models.rooms import bring_things


@describes("chat.room")
def describe_rooms(numbers: Collection[str]) -> Mapping[str, Thing]:
    """A room by its name; of two who talk it says only that they do."""
    rooms = Room.objects.select_related("lab", "craft").in_bulk([int(number) for number in numbers])
    bring_things(rooms.values())
    return {str(pk): Thing(room.title, reverse("chat:room", args=[pk])) for pk, room in rooms.items()}
