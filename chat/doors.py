"""Who may enter the streams of chat."""

from collections.abc import Collection

from commons.people.models import Member
from commons.realtime.doors import Ask, beside, door, keeper, wide_door

from .actions.entrance import Entrance
from .models import Room
from .models.unmet import moderated_by
from .streams import room_of


@door("chat.room")
def may_enter_room(member: Member | None, number: str) -> bool:
    """Whoever may enter the room."""
    return bool(who_may_enter_rooms([(member, number)]))


@wide_door("chat.room")
def who_may_enter_rooms(asks: Collection[Ask]) -> Collection[Ask]:
    """The same for many, when everybody comes back at once."""
    known = [(member, room_id, number) for member, number in asks if member and (room_id := room_of(f"chat.room:{number}")) is not None]
    entrance = Entrance({(member.pk, room_id) for member, room_id, _ in known})
    return [(member, number) for member, room_id, number in known if entrance.admits(member.pk, room_id)]


@keeper("chat.room")
def keeps_room_safe(member: Member | None, number: str) -> bool:
    """Whoever moderates it."""
    return member is not None and Room.objects.filter(moderated_by(member), pk=room_of(f"chat.room:{number}") or 0).exists()


@beside("chat.room")
def opens_with(number: str) -> str | None:
    """A guest's private link to what a room is about opens the room too."""
    return Room.objects.filter(pk=room_of(f"chat.room:{number}") or 0).values_list("about", flat=True).first()


@door("chat.rooms")
def may_enter_rooms(member: Member | None, number: str) -> bool:
    """Only she herself."""
    return member is not None and number == str(member.pk)
