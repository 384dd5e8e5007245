"""The door: who is to come and who is there, for a host's phone, which may be without a network while she stands there."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from django.utils import timezone
from django.utils.translation import ngettext

from commons.journal.reading import head
from commons.journal.refusals import Refused
from commons.media.codes import codes_in
from commons.media.pictures import PreparedPicture
from commons.people.codes import normalise
from commons.people.models import Block, Member

from .codes import LENGTH
from .desk import desk_of
from .facts import OF_DESKS
from .models import Gathering, Seat
from .models.seats import LARGEST_PARTY, SeatQuerySet
from .refusals import NoCode, NoSeat


def door_page(member: Member, gathering: Gathering, words: str = "", page: str | None = None, seat_id: int | None = None) -> dict[str, Any]:
    """What the page shows, the seat of this number on top; and the whole list, for as long as the page is open."""
    reached = head(gathering.desk_stream)
    fresh = Gathering.objects.select_related("lab", "host").get(pk=gathering.pk)
    return {
        "gathering": fresh,
        "desk": desk_of(member, fresh, waits=False, words=words, page=page),
        "seat": seats_at(member, fresh).whole().filter(pk=seat_id).first() if seat_id else None,
        "parties": range(1, LARGEST_PARTY + 1),
        "list": {**door_list(member, fresh), "parties": [persons(n) for n in range(1, LARGEST_PARTY + 1)]},
        "head": reached,
        "facts": " ".join(OF_DESKS),
        "key": uuid4(),
        "less_key": uuid4(),
    }


def door_list(member: Member, gathering: Gathering) -> dict[str, Any]:
    """Names and codes of all who have a place, and who of them is there since when: no numbers, nothing else of theirs."""
    seats = seats_at(member, gathering).filter(state__in=Seat.HOLDING).select_related("member", "guest")
    return {
        "here": gathering.here,
        "coming": gathering.taken,
        "nameless": gathering.nameless,
        "seats": [
            {
                "id": seat.pk,
                "code": seat.code,
                "name": seat.name,
                "party": seat.party,
                "came": seat.came,
                "at": round(seat.came_at.timestamp() * 1000) if seat.came_at else None,
            }
            for seat in seats.order_by("pk")
        ],
    }


def persons(n: int) -> str:
    return ngettext("%(n)s person", "%(n)s people", n) % {"n": n}


def seats_at(member: Member, gathering: Gathering) -> SeatQuerySet:
    """All there ever were, of whom she meets."""
    return gathering.seats.exclude(member__in=Block.objects.hidden_from(member))


def seat_by_number(member: Member, gathering: Gathering, seat_id: int) -> Seat:
    """Raises NoSeat."""
    seat = seats_at(member, gathering).whole().filter(pk=seat_id).first()
    if seat is None:
        raise NoSeat
    return seat


def seat_by_code(member: Member, gathering: Gathering, typed: str) -> Seat:
    """However it was typed, or read from a QR. Raises Refused `invalid` for what is no code, NoSeat where it is nobody's here."""
    code = normalise(typed)
    if len(code) != LENGTH:
        raise NoCode
    seat = seats_at(member, gathering).whole().filter(code=code).first()
    if seat is None:
        raise NoSeat
    return seat


def code_in(picture: PreparedPicture) -> str:
    """The code of a seat in a photo of its QR. Raises Refused `invalid`."""
    codes = {text for text in codes_in(picture) if len(normalise(text)) == LENGTH}
    if len(codes) != 1:
        raise NoCode
    return codes.pop()


def seen_at(milliseconds: int) -> datetime:
    """When a phone says it was. Raises Refused `invalid` for what is no moment."""
    try:
        return datetime.fromtimestamp(milliseconds / 1000, timezone.get_current_timezone())
    except (ValueError, OverflowError, OSError):
        raise Refused("invalid") from None
