"""Between the app in which people talk and the others: how much new was said about a thing, what was said, what is made of it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.functional import Promise

Count = Callable[[object, str], int]

_counts: list[Count] = []


def counts_new(count: Count) -> None:
    """Ask `count(who, stream)`, a member or a guest and the thing's stream, how much she hasn't read; in AppConfig.ready()."""
    _counts.append(count)


def new_about(who: object, stream: str) -> int:
    """What she hasn't read of what others said about it; 0 where nobody talks."""
    return sum(count(who, stream) for count in _counts)


Words = Callable[[object, int, int], str | None]

_words: list[Words] = []


def tells_words(words: Words) -> None:
    """Ask `words(who, room, message)`, by chat's numbers, what was said there; in AppConfig.ready()."""
    _words.append(words)


def words_said(who: object, room: int, message: int) -> str | None:
    """What she may make something of, empty where it was said without words; None where there is nothing, or not for her."""
    return next((said for words in _words if (said := words(who, room, message)) is not None), None)


@dataclass(frozen=True)
class Making:
    """What may be made of a message: its name and icon, the address that takes it, what is said beside."""

    name: str | Promise
    icon: str
    address: str
    beside: dict[str, object] = field(default_factory=dict)


Offer = Callable[[object, str | None], Making | None]

_offers: list[Offer] = []


def makes_of_words(offer: Offer) -> None:
    """Ask `offer(member, about)` what she may make of words said in a room, about this stream or nothing; in AppConfig.ready().

    By a POST its address gets `room` and `message`, chat's numbers; the words it asks for by them.
    """
    _offers.append(offer)


def makings_for(who: object, about: str | None) -> list[Making]:
    """All that she may make of what is said there."""
    return [making for offer in _offers if (making := offer(who, about)) is not None]
