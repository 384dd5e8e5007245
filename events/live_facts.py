"""What events announce of the talk in a live room, and of how it is kept safe; beside the others of facts.py."""

from dataclasses import dataclass

from commons.journal.facts import Fact

from .facts import GatheringChanged


@dataclass(frozen=True, kw_only=True)
class RoomChanged(GatheringChanged, name="events.room.changed"):
    """What can be done in its live room is different: what becomes of a question, whether there is a chat, and how slow it is."""


@dataclass(frozen=True, kw_only=True)
class CalledOut(GatheringChanged, name="events.gathering.called"):
    """What a host has to say to everybody in the live room is different."""


@dataclass(frozen=True, kw_only=True)
class RemarkMade(Fact, name="events.remark.made"):
    """Somebody says something in the chat; she is the actor, so that whom she doesn't meet isn't told."""

    gathering: int
    remark: int


@dataclass(frozen=True, kw_only=True)
class RemarksRemoved(Fact, name="events.remark.removed"):
    """A host took these away, and nothing keeps their words."""

    gathering: int
    remarks: list[int]


@dataclass(frozen=True, kw_only=True)
class RestraintSet(Fact, name="events.restraint.set"):
    """A host has muted somebody in the live room, or shown her out; on the desk."""

    gathering: int
    restraint: int
    kind: str


@dataclass(frozen=True, kw_only=True)
class RestraintLifted(Fact, name="events.restraint.lifted"):
    """She may write again, or come in again."""

    gathering: int
    restraint: int
