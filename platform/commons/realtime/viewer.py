"""What a socket and a live page have in common: whose they are, and which streams they follow."""

from abc import ABC, abstractmethod
from typing import Literal

from . import protocol
from .frames import Frame
from .protocol import ByeCode
from .ring import Delivery
from .sessions import STRANGER, Visit
from .stream import Stream


class Seat:
    """Her place in one stream; without `stream` she is still at the door. One that isn't the viewer's any more is void."""

    __slots__ = ("stream",)

    def __init__(self) -> None:
        self.stream: Stream | None = None


class Hint:
    """Something passing about a stream: typing, here, read, changed."""

    __slots__ = ("fields", "frame", "kind", "stream")

    def __init__(self, stream: str, kind: str, **fields: object) -> None:
        self.stream, self.kind, self.fields = stream, kind, fields
        self.frame = Frame(protocol.hint(stream, kind, **fields))


class Viewer(ABC):
    """Someone who follows streams over one connection."""

    __slots__ = ("hidden", "language", "member", "seats", "session_key")

    def __init__(self, session_key: str | None, language: str) -> None:
        self.session_key, self.language = session_key, language
        self.seats: dict[str, Seat] = {}
        self.renew(STRANGER)

    @property
    def member_id(self) -> int | None:
        return self.member.pk if self.member else None

    def renew(self, visit: Visit) -> None:
        """Take over what is known of her now."""
        self.member, self.hidden = visit.member, visit.hidden

    def unseat(self, stream: str) -> bool:
        """Give up her place, wherever she was on the way to it. Says whether she had one."""
        seat = self.seats.pop(stream, None)
        if seat is not None and seat.stream is not None:
            seat.stream.part(self)
        return seat is not None

    def unseat_all(self) -> None:
        for name in list(self.seats):
            self.unseat(name)

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
