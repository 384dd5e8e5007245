"""What chat does when others announce something."""

from datetime import datetime

from commons.journal.listening import on, on_stream
from commons.journal.models import Entry
from commons.journal.things import thing
from commons.people.streams import member_of

from .actions import lead_to_card, note, open_craft_room, open_lab_rooms, open_room_about, seat_about, seat_newcomer, unseat_about
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
    """She is known now: she sits in her lab's own room; and in its Welcome, who only asked to join so far and is greeted there."""
    seat_newcomer(entry.data["member"], lab_of(entry), Room.Kind.WELCOME, Room.Kind.LAB)


@on_stream("marketplace.order")
def note_what_happened(entry: Entry) -> None:
    """An order has its room from the moment it is placed, and what happens to it stands there as a line."""
    room = open_room_about(entry.stream, _parties(entry))
    note(room, entry)


def _parties(entry: Entry) -> set[int]:
    """The members who sit there from the first: the maker, and who ordered, for herself or for a neighbour."""
    if entry.fact != "marketplace.order.placed":
        return set()
    return {entry.data["maker"], *filter(None, (member_of(entry.data["customer"]), entry.data.get("helper")))}


@on("marketplace.order.entrusted")
def seat_who_answers_now(entry: Entry) -> None:
    """Another answers the customer of a joint business: she sits there, and the one before no more, as its door has it by now."""
    for member in (entry.data["maker"], entry.data["before"]):
        seat_about(entry.stream, member)
        unseat_about(entry.stream, member)


@on("marketplace.venture.founded")
def open_for_a_venture(entry: Entry) -> None:
    """A venture has its room from the first day."""
    seat_about(entry.stream, entry.data["member"])


@on("marketplace.partner.joined")
def seat_partner(entry: Entry) -> None:
    """Who is in it from now on, as whatever, sits there."""
    seat_about(entry.stream, entry.data["member"])


@on("marketplace.partner.left")
def unseat_partner(entry: Entry) -> None:
    """Who isn't in it any more hears no more; unless she has come back meanwhile."""
    unseat_about(entry.stream, entry.data["member"])


def when_of_a_message(entry: Entry) -> datetime | None:
    """At once; never for most cards, which women write themselves."""
    return entry.at if "message" in entry.data else None


@on("marketplace.card.made", after=when_of_a_message)
def lead_to_what_was_made(entry: Entry) -> None:
    """The message leads to the card that was made of it."""
    card = thing(f"marketplace.card:{entry.data['card']}")
    if card is not None:
        lead_to_card(entry.data["room"], entry.data["message"], card.address)


def lab_of(entry: Entry) -> int:
    """The lab whose stream this is."""
    return int(entry.stream.partition(":")[2])
