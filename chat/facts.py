"""What chat announces. Every fact is on its room's stream."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from commons.journal.facts import Fact
from commons.journal.models import Entry
from commons.journal.presenting import presents
from commons.people.models import Block
from commons.people.streams import member_actor
from commons.realtime.presenting import Counts, erases

from .lines import lines_of, noted_lines_of
from .models import Message, Reaction, Room, bring_pictures
from .models.messages import bring_names
from .rendering import render
from .streams import room_of

Presented = dict[tuple[str, int], dict[str, Any]]

TELLING = 100  # among more signs than these, one less tells nobody that somebody is hidden


@dataclass(frozen=True, kw_only=True)
class MessagePosted(Fact, name="chat.message.posted"):
    """She said something, perhaps in answer to another message of the room.

    `calls` stands where it is for somebody in particular, who is told of it while she is away.
    """

    id: int
    reply_to: int | None = None
    calls: bool | None = None


@dataclass(frozen=True, kw_only=True)
class MessageEdited(Fact, name="chat.message.edited"):
    """She said it better; what it was before is not kept. By `system` where a card was made of it, to which it leads from now on."""

    id: int


@dataclass(frozen=True, kw_only=True)
class MessageRemoved(Fact, name="chat.message.removed"):
    """Its words are gone. The actor is its author, or `system` where a moderator removed it: who that was is kept with the message."""

    id: int


@dataclass(frozen=True, kw_only=True)
class MessageReacted(Fact, name="chat.message.reacted"):
    """Someone gave a sign under a message, or took one back."""

    id: int


@dataclass(frozen=True, kw_only=True)
class MemberJoined(Fact, name="chat.member.joined"):
    """She took a seat in the room."""

    member: int


@dataclass(frozen=True, kw_only=True)
class MemberLeft(Fact, name="chat.member.left"):
    """She gave her seat back."""

    member: int


@dataclass(frozen=True, kw_only=True)
class MemberRemoved(Fact, name="chat.member.removed"):
    """A moderator showed her out; her own stream is told in the same record. The actor is `system`; her seat keeps who did it."""

    member: int


@dataclass(frozen=True, kw_only=True)
class LineNoted(Fact, name="chat.line.noted"):
    """Something happened to what the room is about: the entry `of_seq` of its stream stands here as a line. It is nobody's: a block
    takes from neither of the two what they agreed upon.
    """

    of_seq: int


erases(MessageRemoved.name, MessageEdited.name)


@presents(MessagePosted.name, MessageEdited.name)
def present_messages(entries: Sequence[Entry], language: str) -> Presented:
    """The whole message as HTML, as it is now, but for its signs, which have facts of their own; one that was removed says only that."""
    messages = Message.objects.shown().in_bulk({entry.data["id"] for entry in entries})
    bring_names(messages.values())
    bring_pictures(messages.values())
    return {(entry.stream, entry.seq): _wire(messages.get(entry.data["id"]), entry.data["id"]) for entry in entries}


def _wire(message: Message | None, message_id: int) -> dict[str, Any]:
    if message is None or message.removed_at is not None:
        return {"id": message_id, "removed": True}
    data = {"id": message_id, "key": str(message.key), "html": render(message)}
    if message.reply_to:
        data["reply_to"] = {"id": message.reply_to_id, "by": message.reply_by}
    return data


@presents(MessageReacted.name)
def present_reactions(entries: Sequence[Entry], language: str) -> Presented:
    """How many gave which sign, as it is now."""
    ids = {entry.data["id"] for entry in entries}
    counts = dict(Message.objects.filter(pk__in=ids).values_list("pk", "counts"))
    telling = [pk for pk, signs in counts.items() if sum(signs.values()) <= TELLING]
    given: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for pk, member, emoji in Reaction.objects.filter(message__in=telling).values_list("message", "member", "emoji"):
        given[pk][member_actor(member)].append(emoji)
    told = {pk: {"id": pk, "counts": Counts(counts.get(pk, {}), given.get(pk, {}))} for pk in ids}
    return {(entry.stream, entry.seq): told[entry.data["id"]] for entry in entries}


@presents(MemberJoined.name, MemberLeft.name, MemberRemoved.name)
def present_lines(entries: Sequence[Entry], language: str) -> Presented:
    """The quiet line that says it, and how many women are in the room now; whom she doesn't meet is not among them."""
    women = {stream: _women(stream) for stream in {entry.stream for entry in entries}}
    told = {(entry.stream, entry.seq): {"member": entry.data["member"], "counts": women[entry.stream]} for entry in entries}
    for entry, line in lines_of(entries):
        told[entry.stream, entry.seq]["html"] = line
    return told


@presents(LineNoted.name)
def present_noted(entries: Sequence[Entry], language: str) -> Presented:
    """The quiet line that says it, in its app's words as they are now."""
    told: Presented = {(entry.stream, entry.seq): {} for entry in entries}
    for entry, line in noted_lines_of(entries, language):
        told[entry.stream, entry.seq]["html"] = line
    return told


def _women(stream: str) -> Counts:
    room = Room.objects.filter(pk=room_of(stream) or 0).first()
    if room is None:
        return Counts({}, {})
    women = room.audience()
    apart = women.filter(pk__in=Block.objects.members())
    return Counts({"women": women.count()}, {member_actor(pk): ["women"] for pk in apart.values_list("pk", flat=True)})
