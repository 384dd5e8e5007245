"""Who may enter the streams of chat."""

from collections.abc import Collection

from commons.people.models import Member
from commons.realtime.doors import door, wide_door

from .actions.entrance import Entrance
from .streams import room_of


@door("chat.room")
def may_enter_room(member: Member | None, number: str) -> bool:
    """Whoever may enter the room."""
    return bool(who_may_enter_room(number, [member]))


@wide_door("chat.room")
def who_may_enter_room(number: str, members: Collection[Member | None]) -> Collection[Member | None]:
    """The same for many, when everybody comes back at once."""
    room_id = room_of(f"chat.room:{number}")
    if room_id is None:
        return []
    entrance = Entrance({(member.pk, room_id) for member in members if member is not None})
    return [member for member in members if member is not None and entrance.admits(member.pk, room_id)]


@door("chat.rooms")
def may_enter_rooms(member: Member | None, number: str) -> bool:
    """Only she herself."""
    return member is not None and number == str(member.pk)
