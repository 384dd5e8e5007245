"""The lab's room is given to one gathering at a time."""

from django.utils import timezone

from ..models import Gathering, LabRoom
from ..refusals import RoomTaken


def reserve_room(gathering: Gathering) -> None:
    """Inside the transaction, first: two who reserve the same room do it one after the other. Raises RoomTaken."""
    LabRoom.objects.update_or_create(lab_id=gathering.lab_id, defaults={"reserved_at": timezone.now()})
    others = Gathering.objects.at_the_time_of(gathering.starts_at, gathering.ends_at).exclude(pk=gathering.pk)
    if other := others.filter(lab=gathering.lab_id, in_lab_room=True).first():
        raise RoomTaken(other.title)
