"""Filling the rooms: dialogue after dialogue, through the same actions everyone uses, and then dated back."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from uuid import UUID, uuid5

from django.db import connection
from django.db.models import Max
from django.utils import timezone

from commons.journal.models import Delivery
from commons.journal.reading import head, heads
from commons.media.demo import shown, spoken
from commons.media.pictures import PreparedPicture
from commons.media.voices import PreparedVoice
from commons.people.models import Member, Role

from ..actions import Draft, ensure_rooms, mark_read, open_direct, post_messages, react
from ..actions.reactions import SIGNS
from ..models import Message, Room, Seat
from .dialogues import Dialogue, filled_in, told

NAMESPACE = UUID("6d2c1b0e-5f0e-4b57-9a55-0b1e7b3a2022")
MONTHS = timedelta(days=150)
TOLD_OF = 40
WEIGHTS = {"lab": 12, "network": 14, "craft": 14, "welcome": 4, "direct": 1}


Enclosed = PreparedPicture | PreparedVoice | None


@dataclass
class Talk:
    """One room's months: its women, its dialogues still to come, and where it stands."""

    room: Room
    women: Sequence[Member]
    dialogues: Iterator[tuple[datetime, Dialogue, list[Member]]]
    lines: list[tuple[datetime, Member, str, bool, Enclosed]] = field(default_factory=list)
    opener: int | None = None
    said: int = 0


@dataclass(frozen=True)
class Said:
    """A message that was posted, and when it is to have been."""

    room: Room
    seq: int
    at: datetime


def fill(count: int = 3_000) -> None:
    """Let them say some `count` messages, each dialogue to its end; then some reactions, and what each has read."""
    ensure_rooms()
    if Message.objects.filter(key=_key("the end", 0)).exists():
        return
    talks = _talks(count)
    said: list[Said] = []
    while talks:
        said += _one_round(talks)
        talks = [talk for talk in talks if talk.lines or _begin(talk)]
    _date_back(said)
    _give_signs(said)
    _have_read()
    _tell_of_the_last()
    _say_the_last()


def _talks(count: int) -> list[Talk]:
    chance = Random(2022)  # noqa: S311  a village, not a secret
    rooms = [*Room.objects.select_related("craft").exclude(kind__in=[Room.Kind.DIRECT, *Room.ABOUT]).order_by("id"), *_directs(chance)]
    weights = [WEIGHTS[room.kind] for room in rooms]
    talks = []
    for room, weight in zip(rooms, weights, strict=True):
        women = list(room.audience().prefetch_related("roles").order_by("number"))
        topic = _topic(room)
        dialogues = round(count * weight / (sum(weights) * 3.2))
        talk = Talk(room, women, _spread(topic, women, dialogues, Random(f"{topic} {room.pk}")))  # noqa: S311
        if len(women) > 1 and _begin(talk):
            talks.append(talk)
    return talks


def _directs(chance: Random) -> list[Room]:
    """Those one can sign in as talk alone with some others."""
    grown = Member.objects.belonging().filter(is_under_18=False, standing__in=["vouched", "trusted"]).order_by("number")
    known = [member for member in grown if member.number.startswith("demo-")]
    others = [member for member in grown if not member.number.startswith("demo-")]
    pairs = [(known[place], known[(place + 1) % len(known)]) for place in range(len(known))]
    pairs += [(member, other) for member in known for other in chance.sample(others, 2)]
    return [open_direct(one, other.pk) for one, other in pairs]


def _topic(room: Room) -> str:
    if room.kind == Room.Kind.CRAFT:
        return room.craft.slug if room.craft else "network"
    return {"network": "network", "direct": "direct"}.get(room.kind, "lab")


def _spread(topic: str, women: Sequence[Member], count: int, chance: Random) -> Iterator[tuple[datetime, Dialogue, list[Member]]]:
    """`count` dialogues over the months, more of them lately, each with women who speak its language."""
    dialogues = [(language, dialogue) for language, dialogue in told(topic) if _cast(women, language, dialogue, Random(0))]  # noqa: S311
    if len(women) == 2 and len(own := {woman.language for woman in women}) == 1:  # two of one mother tongue talk in it
        dialogues = [(language, dialogue) for language, dialogue in dialogues if language in own]
    if not dialogues:
        return
    order: list[int] = []
    now = timezone.now() - timedelta(minutes=chance.randrange(5, 600))
    ages = sorted([0.0, *(chance.random() ** 2.2 for _ in range(count - 1))], reverse=True)
    for age in ages:
        if not order:
            order = chance.sample(range(len(dialogues)), len(dialogues))
        language, dialogue = dialogues[order.pop()]
        cast = _cast(women, language, dialogue, chance)
        yield _by_day(now - MONTHS * age), filled_in(dialogue, language, chance), cast


def _cast(women: Sequence[Member], language: str, dialogue: Dialogue, chance: Random) -> list[Member]:
    """Who says it, in the order of its speakers; nobody where too few speak the language or coordinate."""
    speakers, voices = _speakers(women, language), _voices(dialogue, women)
    coordinators = [woman for woman in speakers if woman.has_role(Role.Kind.COORDINATOR)]
    leading = {(line.speaker - 1) % voices for line in dialogue if line.coordinates}
    if len(speakers) < voices or len(coordinators) < len(leading):
        return []
    leaders = dict(zip(sorted(leading), chance.sample(coordinators, len(leading)), strict=True))
    others = chance.sample([woman for woman in speakers if woman not in leaders.values()], voices - len(leaders))
    return [leaders[place] if place in leaders else others.pop() for place in range(voices)]


def _speakers(women: Sequence[Member], language: str) -> list[Member]:
    return [woman for woman in women if language in (woman.language, *woman.speaks)]


def _voices(dialogue: Dialogue, women: Sequence[Member]) -> int:
    """How many talk in it, where there are so many."""
    return min(max(line.speaker for line in dialogue), len(women))


def _by_day(at: datetime) -> datetime:
    """Women sleep at night: what falls between 22 and 7 o'clock is said in the morning before."""
    local = timezone.localtime(at)
    return at if 7 <= local.hour < 22 else at - timedelta(hours=10)


def _begin(talk: Talk) -> bool:
    """Set the next dialogue out in lines; False where there is none."""
    following = next(talk.dialogues, None)
    if following is None:
        return False
    at, dialogue, cast = following
    talk.opener = None
    pause = Random(f"{at:%H%M%S} {talk.room.pk}")  # noqa: S311
    pictures = shown(_topic(talk.room))
    for place, line in enumerate(dialogue):
        shows = pictures and place == 0 and pause.random() < 0.25
        talk.lines.append((at, cast[(line.speaker - 1) % len(cast)], line.words, line.quotes, pause.choice(pictures) if shows else None))
        at += timedelta(seconds=pause.randrange(20, 400))
    if pause.random() < 0.04:
        talk.lines.append((at, pause.choice(cast), "", False, pause.choice(spoken())))
    return True


def _one_round(talks: Sequence[Talk]) -> list[Said]:
    """The next line of every room in one transaction."""
    turns = [(talk, *talk.lines.pop(0)) for talk in talks]
    drafts = []
    for talk, _at, woman, words, quotes, enclosed in turns:
        more = {"voice": enclosed} if isinstance(enclosed, PreparedVoice) else {"pictures": [enclosed]} if enclosed else {}
        drafts.append(Draft(woman, talk.room.pk, _key(talk.room.pk, talk.said), words, talk.opener if quotes else None, **more))
        talk.said += 1
    seqs = post_messages(drafts)
    ids = dict(Message.objects.filter(key__in=[draft.key for draft in drafts]).values_list("key", "pk"))
    said = []
    for (talk, at, *_), draft, seq in zip(turns, drafts, seqs, strict=True):
        if isinstance(seq, Exception):
            raise seq
        talk.opener = talk.opener or ids[draft.key]
        said.append(Said(talk.room, seq, at))
    return said


def _date_back(said: Sequence[Said]) -> None:
    latest: dict[int, datetime] = defaultdict(lambda: timezone.now() - 2 * MONTHS)
    in_order = sorted(said, key=lambda one: (one.room.pk, one.seq))
    messages, entries = [], []
    for one in in_order:
        at = min(max(one.at, latest[one.room.pk] + timedelta(seconds=20)), timezone.now())
        latest[one.room.pk] = at
        bound = connection.ops.adapt_datetimefield_value(at)
        messages.append((bound, one.room.pk, one.seq))
        entries.append((bound, one.room.stream, one.seq))
    with connection.cursor() as cursor:
        cursor.executemany("UPDATE chat_message SET at = %s WHERE room_id = %s AND seq = %s", messages)
        cursor.executemany("UPDATE journal_entry SET at = %s WHERE stream = %s AND seq = %s", entries)


def _give_signs(said: Sequence[Said]) -> None:
    chance = Random(7)  # noqa: S311
    rooms = {room.pk: list(room.audience().order_by("number")) for room in {one.room for one in said}}
    for one in chance.sample(list(said), len(said) // 12):
        message = Message.objects.get(room=one.room, seq=one.seq)
        women = [woman for woman in rooms[one.room.pk] if woman.pk != message.author_id]
        for woman in chance.sample(women, min(len(women), chance.choice((1, 1, 2, 3, 5)))):
            sign = chance.choice(SIGNS)
            react(woman, one.room.pk, message.pk, _key(f"sign {message.pk}", woman.pk), sign, on=True)


def _have_read() -> None:
    """Everyone has read nearly everything, and has a few new messages in some rooms; what was said before her own words she knows."""
    chance = Random(11)  # noqa: S311
    seats = []
    spoke = {(room, author): seq for room, author, seq in Message.objects.values_list("room", "author").annotate(Max("seq"))}
    rooms = list(Room.objects.all())
    ends = heads(room.stream for room in rooms)
    for room in rooms:
        for woman in room.audience().order_by("number"):
            behind = chance.choice((0, 0, 0, 0, 1, 2, 5, 9))
            seats.append(Seat(room=room, member=woman, read_upto=max(spoke.get((room.pk, woman.pk), 0), ends[room.stream] - behind)))
    Seat.objects.bulk_create(seats, update_conflicts=True, unique_fields=["room", "member"], update_fields=["read_upto"])


def _tell_of_the_last() -> None:
    """Of all that was said to somebody in months, a few at the end are still to be told of."""
    owed = Delivery.objects.filter(listener="chat.telling.tell_whom_it_is_for").order_by("-entry__at")
    Delivery.objects.filter(pk__in=list(owed.values_list("pk", flat=True))[TOLD_OF:]).delete()


def _say_the_last() -> None:
    """One more, which says that all is said."""
    network = Room.objects.get(kind=Room.Kind.NETWORK)
    woman = network.audience().order_by("number").first()
    if woman is not None:
        mark_read(woman, network.pk, head(network.stream))
        post_messages([Draft(woman, network.pk, _key("the end", 0), "Бүгүн да чогуу болгонубузга кубанычтамын 🌸")])


def _key(of: object, number: int) -> UUID:
    return uuid5(NAMESPACE, f"{of} {number}")
