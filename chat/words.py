"""The words of a message, for whoever makes something of them in another app."""

from commons.people.models import Member

from .actions.entrance import Entrance
from .models import Message, Room, Unmet


def words_of(who: object, room_id: int, message_id: int) -> str | None:
    """Empty where it was spoken or shown; None for what isn't there any more, isn't hers to read, or was said between two."""
    if not isinstance(who, Member) or not Entrance([(who.pk, room_id)]).admits(who.pk, room_id):
        return None
    said = Message.objects.visible_to(Unmet(who)).filter(room=room_id, pk=message_id, seq__isnull=False, removed_at=None)
    return said.exclude(room__kind=Room.Kind.DIRECT).values_list("body", flat=True).first()
