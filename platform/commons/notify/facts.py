"""What notify announces."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from commons.journal.facts import Fact
from commons.journal.models import Entry
from commons.journal.presenting import presents

from .models import Notice
from .streams import told_by

Way = Literal["bell", "push", "mail", "hand", "page"]


@dataclass(frozen=True, kw_only=True)
class NoticeMade(Fact, name="notify.notice.made"):
    """There is something to tell her, or something newer in its place; on her bell's stream. `entry` is what she is told of."""

    id: int
    entry: int


@dataclass(frozen=True, kw_only=True)
class NoticeSeen(Fact, name="notify.notice.seen"):
    """She has looked at something, or at all there was; on her bell's stream."""


@dataclass(frozen=True, kw_only=True)
class NoticeSent(Fact, name="notify.notice.sent"):
    """She has been told, for the first time of this: on her bell, by push or mail, by hand, or since she saw the page itself.

    On the stream of the thing, for kinds that start a clock there.
    """

    kind: str
    to: str
    way: Way


@dataclass(frozen=True, kw_only=True)
class NoticeHanded(Fact, name="notify.notice.handed"):
    """Nothing else reaches this guest: from now on it stands on somebody's To send list. On the thing's stream, as NoticeSent."""

    kind: str
    to: str


@dataclass(frozen=True, kw_only=True)
class ListChanged(Fact, name="notify.list.changed"):
    """Her To send list is different, or her lab's phone's; on her bell's stream."""


@presents(NoticeMade.name, NoticeSeen.name)
def present_count(entries: Sequence[Entry], language: str) -> dict[tuple[str, int], dict[str, Any]]:
    """How many she hasn't seen, as it is now."""
    counts = {stream: Notice.objects.told_to(told_by(stream)).unseen().count() for stream in {entry.stream for entry in entries}}
    return {(entry.stream, entry.seq): {"unseen": counts[entry.stream]} for entry in entries}
