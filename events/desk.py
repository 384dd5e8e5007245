"""What stands at the desk of those who hold a gathering: who comes and who waits, a page at a time."""

from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.core.paginator import Page, Paginator
from django.db.models import Q

from commons.people.links import ways_of
from commons.people.models import Block, Member, Pass

from .models import Certificate, Gathering, Seat
from .models.seats import SeatQuerySet

A_PAGE = 50
SHORTEST_NUMBER = 3  # digits of a phone number that find somebody


@dataclass(frozen=True)
class Row:
    """One who comes, or waits: at which place in line, counted from one.

    `ways` are those to send a guest her link again, `key` is of the form that checks her in.
    """

    seat: Seat
    place: int | None
    ways: dict[str, str] | None
    key: UUID
    is_certified: bool

    @property
    def is_offered(self) -> bool:
        return self.seat.state == Seat.State.OFFERED


@dataclass(frozen=True)
class Desk:
    """`page` is of those who come, or (`waits`) of those in line; of these whose name or number has `words` in it."""

    gathering: Gathering
    page: Page[Seat]
    waits: bool
    words: str

    @property
    def rows(self) -> list[Row]:
        counted = self.waits and not self.words
        first, links, certified = self.page.start_index(), self._links(), self._certified()
        return [
            Row(seat, first + after if counted else None, self._ways(seat, links), uuid4(), seat.pk in certified)
            for after, seat in enumerate(self.page)
        ]

    @property
    def address(self) -> str:
        """Of this page, to come back to."""
        asked = {**({"waits": 1} if self.waits else {}), **({"q": self.words} if self.words else {}), "page": self.page.number}
        return f"/events/{self.gathering.pk}/desk/?{urlencode(asked)}"

    @property
    def asked(self) -> str:
        """What the address of this page asks for."""
        return "waits=1" if self.waits else ""

    def _links(self) -> dict[str, Pass]:
        """By the stream of the seat that each opens."""
        return {link.stream: link for link in Pass.objects.good().filter(stream__in=[seat.stream for seat in self.page])}

    def _certified(self) -> set[int]:
        """Those of the page whose seats have a certificate that is good."""
        return set(Certificate.objects.good().filter(seat__in=[seat.pk for seat in self.page]).values_list("seat", flat=True))

    def _ways(self, seat: Seat, links: dict[str, Pass]) -> dict[str, str] | None:
        link = links.get(seat.stream)
        return ways_of(link, seat.guest.phone, self.gathering.title) if link and seat.guest else None


def desk_of(member: Member, gathering: Gathering, waits: bool, words: str, page: str | None) -> Desk:
    """As she sees it; whom she doesn't meet isn't in her list. The number of queries doesn't grow with it."""
    seats = seats_for(member, gathering).select_related("member", "guest")
    seats = seats.in_line() if waits else seats.filter(state__in=Seat.HOLDING).order_by("-pk")
    return Desk(gathering, Paginator(_found(seats, words), A_PAGE).get_page(page), waits, words)


def seats_for(member: Member, gathering: Gathering) -> SeatQuerySet:
    """Those that stand, of whom she meets."""
    return gathering.seats.standing().exclude(member__in=Block.objects.hidden_from(member))


def called(words: str, *fields: str) -> Q:
    """Whose name in one of these has the words in it: as they are typed, or with a capital, since SQLite folds no Cyrillic letters."""
    found = Q()
    for way in {words, words.capitalize(), words.title()}:
        for field in fields:
            found |= Q(**{f"{field}__contains": way})
    return found


def _found(seats: SeatQuerySet, words: str) -> SeatQuerySet:
    if not words:
        return seats
    found = called(words, "member__name", "guest__name")
    digits = "".join(filter(str.isdigit, words))
    return seats.filter(found | Q(guest__phone__contains=digits.lstrip("0"))) if len(digits) >= SHORTEST_NUMBER else seats.filter(found)
