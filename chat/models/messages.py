from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, date
from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from commons.media.models import Picture, Voice
from commons.people.models import Guest, Member
from commons.people.streams import guest_actor, member_actor

from ..text import to_html
from .rooms import Room, bring_things
from .unmet import Unmet

WINDOW = 50


class MessageQuerySet(models.QuerySet["Message"]):
    def visible_to(self, unmet: Unmet) -> Self:
        """Without what those wrote whom she doesn't meet."""
        return self.exclude(unmet.wrote())

    def shown(self) -> Self:
        """With everything `_message.html` needs, in one query, and no more of who wrote it."""
        own = [field.name for field in Message._meta.concrete_fields]
        told = ("author__name", "guest__name", "reply_to__author", "reply_to__guest", "room__kind", "room__about")
        voice = ("voice__key", "voice__seconds", "voice__peaks")
        said = self.filter(seq__isnull=False).select_related("author", "guest", "reply_to", "room", "voice")
        return said.only(*own, *told, *voice)

    def window(self, room: Room, before: int | None = None, after: int | None = None, around: int | None = None) -> list["Message"]:
        """Up to 50 messages of a room in their order: the last ones, or those before, after or around a seq."""
        said: models.QuerySet[Message] = self.shown().filter(room=room)
        if around is not None:
            half = WINDOW // 2
            earlier = said.filter(seq__lt=around).order_by("-seq")[:half]
            rows = [*reversed(earlier), *said.filter(seq__gte=around).order_by("seq")[: WINDOW - half]]
        elif after is not None:
            rows = list(said.filter(seq__gt=after).order_by("seq")[:WINDOW])
        else:
            said = said if before is None else said.filter(seq__lt=before)
            rows = list(reversed(said.order_by("-seq")[:WINDOW]))
        bring_pictures(rows)
        return rows


class Message(models.Model):
    """What one woman said, a member or a guest. Ordered by `seq`, never by id; its words are blanked when it is removed."""

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="messages")
    seq = models.BigIntegerField(null=True, help_text="Its place in the room, filled in by the transaction that wrote it.")
    author = models.ForeignKey(Member, null=True, on_delete=models.CASCADE, related_name="messages")
    guest = models.ForeignKey(Guest, null=True, on_delete=models.CASCADE, related_name="+", help_text="Who said it, where no member did.")
    key = models.UUIDField()
    body = models.TextField()
    reply_to = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    counts = models.JSONField(default=dict, help_text="How many gave which sign: the sum of its reactions.")
    voice = models.OneToOneField(Voice, null=True, on_delete=models.SET_NULL, related_name="+")
    pictures = models.ManyToManyField(Picture, related_name="+")
    has_pictures = models.BooleanField(default=False, help_text="So that most messages need not be asked for them.")
    card = models.CharField(max_length=200, null=True, help_text="The address of the card of a board that was made of it.")

    objects = MessageQuerySet.as_manager()

    quoted: "Message | None" = None  # what it answers, where a page brought it along; a frame never does
    album: Sequence[Picture] = ()  # its pictures in their order; see bring_pictures
    lines: Sequence[SafeString] = ()  # who came and who went before it, where a page brought that along
    opens: date | None = None  # the day that begins with it, where a page says so

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["room", "seq"], name="message_has_its_place"),
            models.CheckConstraint(
                condition=models.Q(removed_at=None) | models.Q(body="", voice=None, has_pictures=False), name="removed_message_is_blank"
            ),
            models.CheckConstraint(condition=models.Q(author=None) ^ models.Q(guest=None), name="message_is_of_one"),
        ]

    @property
    def by(self) -> str:
        return _actor(self.author_id, self.guest_id)

    @property
    def reply_by(self) -> str:
        """Who said what this answers."""
        return _actor(self.reply_to.author_id, self.reply_to.guest_id) if self.reply_to else ""

    @property
    def name(self) -> str:
        """Of who said it, as she is called there; see `bring_names`."""
        thing = self.room.thing if self.room.is_about else None
        who = self.author or self.guest
        return (thing.names.get(self.by) if thing else None) or (who.name if who else "")

    @property
    def page(self) -> str:
        """Of the member who said it; none for a guest, nor where the room is about something: a shop doesn't lead to her who has it."""
        return f"/members/{self.author_id}/" if self.author_id and not self.room.is_of_sides else ""

    @property
    def face(self) -> str:
        """The letter that stands for her picture."""
        return self.name[:1].upper()

    @property
    def encloses(self) -> bool:
        """Whether it has pictures or a voice message, with or without words."""
        return self.has_pictures or self.voice_id is not None

    @property
    def words(self) -> SafeString:
        """The body as safe HTML."""
        return to_html(self.body)

    @property
    def excerpt(self) -> str:
        """The beginning of the body on one line, for a quote or a list; without words, what else it is."""
        return " ".join(self.body[:320].split())[:140] or self._kind

    @property
    def _kind(self) -> str:
        if self.voice:
            return f"🎤 {_('Voice message')}, {self.voice.length}"
        return f"🖼️ {_('Picture')}" if self.has_pictures else ""

    @property
    def day(self) -> date:
        """Its day where the labs are."""
        return timezone.localdate(self.at)

    @property
    def clock(self) -> str:
        """Its time of day where the labs are."""
        return timezone.localtime(self.at).strftime("%H:%M")

    @property
    def moment(self) -> str:
        """Its time for machines: UTC, to the second."""
        return self.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def bring_names(messages: Iterable[Message]) -> None:
    """Ask once for what their rooms are about, and so for the names under which it was said."""
    rooms: dict[int, Room] = {}
    for message in messages:
        message.room = rooms.setdefault(message.room_id, message.room)
    bring_things(rooms.values())


def bring_pictures(messages: Collection[Message]) -> None:
    """Give those that have pictures theirs, in one query for all; in none where none has any."""
    albums: dict[int, list[Picture]] = {message.pk: [] for message in messages if message.has_pictures}
    if not albums:
        return
    links = Message.pictures.through.objects.filter(message__in=albums).select_related("picture").order_by("picture")
    for link in links:
        albums[link.message_id].append(link.picture)
    for message in messages:
        message.album = albums.get(message.pk, ())


def _actor(member_id: int | None, guest_id: int | None) -> str:
    return member_actor(member_id) if member_id else guest_actor(guest_id or 0)


class Reaction(models.Model):
    """One woman's small sign under a message."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="reactions")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    emoji = models.CharField(max_length=16)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["message", "member", "emoji"], name="reaction_is_given_once")]
