"""All that the page of a gathering and the page of a seat show, read in a number of queries that doesn't grow."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django.http import HttpRequest

from commons.journal.reading import head, heads
from commons.journal.refusals import Refused
from commons.people.models import Block, Guest, Member
from commons.people.viewer import member_of
from commons.ui.previews import picture_of

from .described import described
from .facts import OF_GATHERINGS, OF_SEATS
from .forms.feedback import FeedbackForm
from .forms.seats import PartyForm, SeatForm
from .may import holds, may_ask_to_join, may_have_certificate, may_say_how_it_was, may_see, sees_call
from .models import Gathering, Seat
from .seeing import Seen, seat_at
from .sending import link_of
from .sharing import shared, where_it_is
from .turns import turn_of


def gathering_page(
    request: HttpRequest, gathering: Gathering, reached: int | None = None, form: SeatForm | None = None, waits: bool = False
) -> dict[str, Any]:
    """`reached` is the head of its stream before it was read; `form` one that wasn't accepted, `waits` that it said she would wait."""
    member, seat, sent_on = member_of(request), seat_at(request, gathering), shared(gathering)
    return {
        **now_of(gathering),
        "cohosts": _cohosts(gathering, member),
        "seat": seat,
        "for_another": seat is not None and seat.guest_id is not None and member is None,
        "video": gathering.video if seat and sees_call(seat) else "",
        "holds": member is not None and holds(member, gathering),
        "form": form or SeatForm(is_known=member is not None, initial={"key": uuid4(), "party": 1}),
        "waits": waits or not (gathering.left or gathering.is_discreet),
        "shared": sent_on,
        "described": described(gathering, sent_on.address),
        "head": head(gathering.stream) if reached is None else reached,
        "facts": " ".join(OF_GATHERINGS),
    }


def _cohosts(gathering: Gathering, member: Member | None) -> list[Member]:
    """Those who hold it with its host, and let their name be shown; whom she meets."""
    named = gathering.cohosts.filter(is_shown=True).select_related("member").order_by("pk")
    unmet = Block.objects.hidden_from(member) if member else ()
    return [one.member for one in named if one.member_id not in unmet]


def now_of(gathering: Gathering) -> dict[str, Any]:
    """What of it changes."""
    return {"gathering": gathering, "where": where_it_is(gathering), "was_moved": gathering.is_open and gathering.moved_at is not None}


def seat_page(
    seen: Seen,
    reached: Mapping[str, int] | None = None,
    form: PartyForm | None = None,
    refused: Refused | None = None,
    feedback: FeedbackForm | None = None,
) -> dict[str, Any]:
    """Of the whole page and of its part that changes."""
    seat, gathering, is_guest = seen.seat, seen.gathering, isinstance(seen.who, Guest)
    follows = [seat.stream, *([gathering.stream] if may_see(_account(seen), gathering) else [])]
    reached = reached or heads(follows)
    is_taken, is_standing = seat.state == Seat.State.TAKEN, seat.state in Seat.STANDING and gathering.is_open
    is_there, is_let_in = seat.came_at is not None, sees_call(seat)
    return {
        **now_of(gathering),
        "seat": seat,
        "turn": turn_of(seat),
        "stays": stays(seen),
        "reader": seen.reader,
        "refused": refused.message if refused else "",
        "is_guest": is_guest,
        "link": link_of(seen) if is_standing else None,
        # for the host's camera at the door
        "picture": picture_of(seat.code, error="q") if is_taken and is_standing and not is_there else "",
        "is_let_in": is_let_in,
        "video": gathering.video if is_let_in and gathering.is_open else "",
        "recording": gathering.recording if is_let_in and gathering.state == Gathering.State.ENDED else "",
        "is_standing": is_standing,
        "has_certificate": may_have_certificate(seat),
        "may_change": is_standing and not is_there,
        "feedback": (feedback or _said_back(seat)) if may_say_how_it_was(seat) else None,
        "form": form or PartyForm(initial={"party": seat.party}),
        "key": uuid4(),
        "sees_page": len(follows) > 1,
        "live": " ".join(follows),
        "heads": " ".join(str(reached[stream]) for stream in follows),
        "facts": " ".join((*OF_SEATS, *OF_GATHERINGS)),
    }


def _said_back(seat: Seat) -> FeedbackForm:
    """As she has said it."""
    said = seat.said_back
    return FeedbackForm(initial={"face": said.face, "again": said.again, "words": said.words} if said else None)


def stays(seen: Seen) -> str:
    """How a guest's seat becomes a member's: "mine" where she is signed in, "join" once it is over, "early" before that; else nothing."""
    seat, gathering = seen.seat, seen.gathering
    if not isinstance(seen.who, Guest) or not may_ask_to_join(seat):
        return ""
    if seen.reader is not None:
        return "mine"
    return "early" if gathering.is_open else "join"


def _account(seen: Seen) -> Member | None:
    return seen.who if isinstance(seen.who, Member) else None
