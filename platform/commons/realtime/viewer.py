"""What a socket and a live page have in common: whose they are, and which streams they follow."""

from abc import ABC, abstractmethod
from typing import Literal

from django_eventstream.utils import sse_encode_event

from commons.people.streams import member_stream

from . import protocol
from .doors import hides_nobody
from .frames import Chunk, Frame
from .jitter import between
from .protocol import ByeCode
from .ring import Delivery
from .sessions import STRANGER, Visit
from .stream import Stream

RETURNS_SECONDS = (1.0, 5.0)


class Seat:
    """Her place in one stream: at its door, in it once it has a `stream`, or behind. One that isn't the viewer's any more is void."""

    __slots__ = ("is_behind", "is_keepers", "stream")

    def __init__(self, is_behind: bool = False) -> None:
        self.stream: Stream | None = None
        self.is_behind = is_behind
        self.is_keepers = False  # she keeps the place safe


class Hint:
    """Something passing about a stream: typing, here, read, changed, signs."""

    __slots__ = ("_chunk", "fields", "frame", "kind", "stream")

    def __init__(self, stream: str, kind: str, **fields: object) -> None:
        self.stream, self.kind, self.fields = stream, kind, fields
        self.frame = Frame(protocol.hint(stream, kind, **fields))
        self._chunk: Chunk | None = None

    @property
    def chunk(self) -> Chunk:
        """The same for live pages, made once for all of them; without an id, since nobody comes back to it."""
        if self._chunk is None:
            self._chunk = Chunk(sse_encode_event(self.kind, protocol.encode({"stream": self.stream, **self.fields})))
        return self._chunk


class Viewer(ABC):
    """Someone who follows streams over one connection."""

    __slots__ = ("blocked", "hidden", "is_over", "language", "member", "seats", "session_key", "visit")

    def __init__(self, session_key: str | None, language: str) -> None:
        self.session_key, self.language = session_key, language
        self.seats: dict[str, Seat] = {}
        self.is_over = False
        self.renew(STRANGER)

    @property
    def member_id(self) -> int | None:
        return self.member.pk if self.member else None

    def renew(self, visit: Visit) -> None:
        """Take over what is known of her now."""
        self.visit, self.member, self.hidden, self.blocked = visit, visit.member, visit.hidden, visit.blocked

    def hidden_in(self, stream: str) -> frozenset[str]:
        """Of whom this stream tells her nothing: of all she doesn't meet; where she keeps the place safe, of those alone whom she
        blocked herself. Her own tells her everything, and so does one that passes blocks.
        """
        if not self.hidden or hides_nobody(stream) or (self.member_id is not None and stream == member_stream(self.member_id)):
            return frozenset()
        seat = self.seats.get(stream)
        return self.blocked if seat is not None and seat.is_keepers else self.hidden

    def has(self, stream: str, seat: Seat) -> bool:
        """Whether this seat is still hers: not given up, taken away, or taken anew."""
        return self.seats.get(stream) is seat

    def unseat(self, stream: str) -> None:
        """Give up her place, wherever she was on the way to it."""
        seat = self.seats.pop(stream, None)
        if seat is not None and seat.stream is not None:
            seat.stream.part(self)

    def unseat_all(self) -> None:
        for name in list(self.seats):
            self.unseat(name)

    def send_back(self) -> None:
        """Something failed that she can't do without: she connects again in a few seconds, and goes on from where she was."""
        self.part("draining", between(*RETURNS_SECONDS))

    @abstractmethod
    def deliver(self, delivery: Delivery) -> None:
        """Facts of a stream she follows."""

    @abstractmethod
    def lag(self, stream: str, head: int) -> None:
        """She can't be told fast enough; she catches up when she enters again."""

    @abstractmethod
    def refuse(self, stream: str, code: Literal["forbidden", "too_many"]) -> None:
        """She may not follow this stream, or not any more."""

    @abstractmethod
    def reset(self, stream: str, head: int) -> None:
        """What she has can't be continued."""

    @abstractmethod
    def entered(self, stream: str, head: int) -> None:
        """She is in; what she missed follows."""

    @abstractmethod
    def caught_up(self, stream: str, head: int) -> None:
        """She has everything until now."""

    @abstractmethod
    async def room(self) -> None:
        """Wait until she has taken in most of what was sent."""

    @abstractmethod
    def hint(self, hint: Hint) -> None:
        """Something passing, that nobody misses when it is lost."""

    @abstractmethod
    def tick(self, now: float) -> None:
        """A second has passed: is a pulse due, or her patience, or ours, at its end?"""

    @abstractmethod
    def part(self, code: ByeCode, retry_in: float | None = None) -> None:
        """The connection ends."""
