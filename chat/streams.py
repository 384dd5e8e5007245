"""All stream names of chat."""


def room_stream(room_id: int) -> str:
    """What is said in one room."""
    return f"chat.room:{room_id}"


def rooms_stream(member_id: int) -> str:
    """Her list of rooms: no entries, only `changed` hints."""
    return f"chat.rooms:{member_id}"
