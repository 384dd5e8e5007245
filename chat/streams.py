"""All stream names of chat."""


def room_stream(room_id: int) -> str:
    """What is said in one room."""
    return f"chat.room:{room_id}"


def rooms_stream(member_id: int) -> str:
    """Her list of rooms: no entries, only `changed` hints."""
    return f"chat.rooms:{member_id}"


TALKED_ABOUT = ("marketplace.order", "marketplace.venture")  # what has a room of its own, for whoever may enter its stream


def may_have_room(stream: str) -> bool:
    """Whether this is something to talk about."""
    kind, _, number = stream.partition(":")
    return kind in TALKED_ABOUT and _is_id(number)


def room_of(stream: str) -> int | None:
    """The room's id behind a stream, or None for any other stream."""
    kind, _, number = stream.partition(":")
    return int(number) if kind == "chat.room" and _is_id(number) else None


def _is_id(number: str) -> bool:
    return number.isascii() and number.isdigit() and len(number) <= 18 and number == str(int(number))
