"""What chat does when others announce something."""

from commons.journal.listening import on
from commons.journal.models import Entry

from .actions import open_craft_room, open_lab_rooms, seat_newcomer
from .models import Room


@on("people.lab.opened")
def open_rooms(entry: Entry) -> None:
    """A new lab has its two rooms from the first day."""
    open_lab_rooms(entry.data["lab"])


@on("people.craft.added")
def open_craft(entry: Entry) -> None:
    """A new craft has its room too."""
    open_craft_room(entry.data["craft"])


@on("people.member.joined")
def greet_newcomer(entry: Entry) -> None:
    """A newcomer sits in the Welcome of her lab, and those who are there see it."""
    seat_newcomer(entry.data["member"], lab_of(entry), Room.Kind.WELCOME)


@on("people.member.vouched")
def seat_vouched(entry: Entry) -> None:
    """She is known now: she sits in her lab's own room."""
    seat_newcomer(entry.data["member"], lab_of(entry), Room.Kind.LAB)


def lab_of(entry: Entry) -> int:
    """The lab whose stream this is."""
    return int(entry.stream.partition(":")[2])
