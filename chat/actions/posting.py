"""Posting, many at a time: one transaction, one record, a handful of queries for a whole batch."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.journal.models import Entry
from commons.journal.refusals import Refused
from commons.journal.rows import fill_in, insert
from commons.journal.writing import Ask, answers, atomic, record
from commons.media.pictures import PreparedPicture
from commons.media.voices import PreparedVoice
from commons.people.models import Block, Member

from ..facts import MessagePosted
from ..models import Message
from ..streams import room_stream
from ..text import clean
from .enclosing import enclose
from .entrance import Entrance
from .once import answer_or_raise
from .seating import seat_writers

Answer = int | Refused

# Whatever the reason: a block stays silent.
GONE = _("What you answer is not here any more. Send again, and your words stand by themselves.")


@dataclass(frozen=True)
class Draft:
    """What she would say, where, and under which key of hers."""

    member: Member
    room_id: int
    key: UUID
    body: str
    reply_to: int | None = None
    pictures: Sequence[PreparedPicture] = ()
    voice: PreparedVoice | None = None

    @cached_property
    def ask(self) -> Ask:
        return Ask(self.member.actor, self.key, "chat.post", room_stream(self.room_id))

    @property
    def encloses(self) -> bool:
        """Whether it has pictures or a voice message, with or without words."""
        return bool(self.pictures or self.voice)

    @cached_property
    def words(self) -> str | Refused:
        """The body without tricks, or why it can't be said."""
        try:
            return clean(self.body, may_be_empty=self.encloses)
        except Refused as refusal:
            return refusal


def post_message(
    member: Member,
    room_id: int,
    key: UUID,
    body: str,
    reply_to: int | None = None,
    pictures: Sequence[PreparedPicture] = (),
    voice: PreparedVoice | None = None,
) -> int:
    """Say something in a room, in words, pictures or by voice. Returns its seq, the first one's for a known key. Raises Refused."""
    return answer_or_raise(post_messages([Draft(member, room_id, key, body, reply_to, pictures, voice)])[0])


def post_messages(batch: Sequence[Draft]) -> list[Answer]:
    """Say many things in one transaction. Returns each one's seq or its refusal; one's refusal is not another's."""
    for draft in batch:
        _ = draft.words  # cleaned before anyone waits for the transaction
    try:
        with atomic():
            return _post(batch)
    except IntegrityError:  # a key of these came another way at the same moment: there is an answer to it now
        if len(batch) > 1:
            return [answer for draft in batch for answer in post_messages([draft])]
        try:
            before = answers([batch[0].ask])[batch[0].member.actor, batch[0].key]
        except Refused as refusal:
            return [refusal]
        if before is None:
            raise
        return [before]


def _post(batch: Sequence[Draft]) -> list[Answer]:
    known = answers([draft.ask for draft in batch])
    entrance = Entrance({(draft.member.pk, draft.room_id) for draft in batch}, writing=True)
    answerable = _answerable(batch)
    answered: dict[int, Answer] = {}
    first: dict[tuple[str, UUID], int] = {}
    fresh: dict[int, tuple[Draft, str]] = {}
    for place, draft in enumerate(batch):
        who = (draft.ask.actor, draft.key)
        try:
            if who in first:
                if batch[first[who]].ask != draft.ask:
                    raise Refused("invalid")
                continue
            if (before := known[who]) is not None:
                answered[place] = before
                continue
            entrance.admit_writer(draft.member.pk, draft.room_id)
            if draft.reply_to is not None and (draft.member.pk, draft.room_id, draft.reply_to) not in answerable:
                raise Refused("invalid", GONE)
            if isinstance(draft.words, Refused):
                raise draft.words
            fresh[place] = draft, draft.words
            first[who] = place
        except Refused as refusal:
            answered[place] = refusal
    if fresh:
        seat_writers(entrance, [(draft.member.pk, draft.room_id) for draft, _ in fresh.values()])
        entries = _write(list(fresh.values()), entrance)
        answered.update({place: entry.seq for place, entry in zip(fresh, entries, strict=True)})
    return [answered[place] if place in answered else answered[first[draft.member.actor, draft.key]] for place, draft in enumerate(batch)]


def _answerable(batch: Sequence[Draft]) -> set[tuple[int, int, int]]:
    """Who (a member, in a room) may answer which message: one that is there, not removed, and not of a woman she doesn't meet."""
    answers = {(draft.member.pk, draft.room_id, draft.reply_to) for draft in batch if draft.reply_to is not None}
    if not answers:
        return set()
    said = Message.objects.filter(pk__in={message_id for _, _, message_id in answers}, removed_at=None)
    authors = {(room_id, pk): author_id for room_id, pk, author_id in said.values_list("room_id", "pk", "author_id")}
    women = {member_id for member_id, _, _ in answers} | set(filter(None, authors.values()))
    apart = set(Block.objects.filter(by__in=women, member__in=women).values_list("by_id", "member_id"))
    return {
        (member_id, room_id, pk)
        for member_id, room_id, pk in answers
        if (room_id, pk) in authors and apart.isdisjoint({(member_id, authors[room_id, pk]), (authors[room_id, pk], member_id)})
    }


def _write(drafts: Sequence[tuple[Draft, str]], entrance: Entrance) -> list[Entry]:
    now = timezone.now()
    rows: list[tuple[object, ...]] = [
        (draft.room_id, draft.member.pk, draft.key, body, draft.reply_to, now, {}, bool(draft.pictures)) for draft, body in drafts
    ]
    ids = insert(Message, ("room_id", "author_id", "key", "body", "reply_to_id", "at", "counts", "has_pictures"), rows)
    asks = [draft.ask for draft, _ in drafts]
    for pk, ask, (draft, _body) in zip(ids, asks, drafts, strict=True):
        if draft.encloses:
            enclose(pk, ask, draft.pictures, draft.voice)
    facts = [
        MessagePosted(stream=ask.stream, actor=ask.actor, id=pk, reply_to=draft.reply_to, calls=_calls(draft, entrance) or None)
        for pk, ask, (draft, _) in zip(ids, asks, drafts, strict=True)
    ]
    entries = record(*facts, asks=asks)
    fill_in(Message, "seq", {pk: entry.seq for pk, entry in zip(ids, entries, strict=True)})
    return entries


def _calls(draft: Draft, entrance: Entrance) -> bool:
    """Whether it is for somebody in particular: where few talk it always is, elsewhere as an answer."""
    room = entrance.rooms[draft.room_id]
    return draft.reply_to is not None or room.is_direct or room.is_about
