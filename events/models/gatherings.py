from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from commons.people.may import is_here
from commons.people.models import Block, Lab, Member
from commons.people.names import check_names, localised

from ..kinds import KINDS, Kind
from ..streams import desk_stream, gathering_stream, live_stream

EARLIEST = timedelta(hours=12)  # before it was to begin
MOST_WAITING = 500  # of one gathering: who came later has no chance
CHECKS_IN_BEFORE = timedelta(hours=3)  # it begins its hosts check in who comes
ENTERED_BEFORE = timedelta(hours=1)  # it begins those who come do so themselves, by the QR in the room
ASKED_FOR = timedelta(days=14)  # after its end those who were there say how it was
CHECKS_IN_AFTER = timedelta(days=7)  # it was to end: a host's phone may have been without a network


class GatheringQuerySet(models.QuerySet["Gathering"]):
    def open(self) -> Self:
        """Those that aren't over, and weren't cancelled."""
        return self.filter(state__in=Gathering.OPEN)

    def to_come(self) -> Self:
        """Those that are on, or still begin, the next first."""
        return self.open().filter(Q(state=Gathering.State.LIVE) | Q(ends_at__gt=timezone.now())).order_by("starts_at", "pk")

    def past(self) -> Self:
        """Those that are over, or whose time is, the last first; not what was cancelled."""
        over = Q(state=Gathering.State.ENDED) | Q(state=Gathering.State.ANNOUNCED, ends_at__lte=timezone.now())
        return self.filter(over).order_by("-starts_at", "-pk")

    def visible_to(self, member: Member | None) -> Self:
        """Those she may see: what is for members only by members alone; never one held by a woman she doesn't meet."""
        if member is None:
            return self.filter(members_only=False)
        met = self.exclude(host__in=Block.objects.hidden_from(member))
        return met if is_here(member) else met.filter(members_only=False)

    def held_by(self, member: Member) -> Self:
        """Those she holds, alone or with others."""
        return self.filter(Q(host=member) | Q(cohosts__member=member)).distinct()

    def at_the_time_of(self, starts_at: datetime, ends_at: datetime) -> Self:
        """Those that are on at some moment between these two."""
        return self.open().filter(starts_at__lt=ends_at, ends_at__gt=starts_at)


class Gathering(models.Model):
    """An open event: announced, live, ended; or cancelled.

    `taken` counts the places of all seats that are taken or offered, `waiting` the seats on the waiting list; `here` those who came with a
    seat, `nameless` those who came without one.
    """

    class State(models.TextChoices):
        ANNOUNCED = "announced"
        LIVE = "live"
        ENDED = "ended"
        CANCELLED = "cancelled"

    class Asks(models.TextChoices):
        LOOKED_AT = "looked_at"  # a host lets everyone see it
        TO_HOST = "to_host"  # as in a room where everybody sits: nobody else sees it
        CLOSED = "closed"

    PACES = (0, 10, 30, 60)
    OPEN = (State.ANNOUNCED, State.LIVE)

    key = models.UUIDField(unique=True, help_text="Made by the browser that announced it: twice is once.")
    lab = models.ForeignKey(Lab, on_delete=models.PROTECT, related_name="gatherings")
    host = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="gatherings")
    kind = models.CharField(max_length=20)
    titles = models.JSONField(validators=[check_names])
    abouts = models.JSONField(default=dict, validators=[check_names])
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    in_lab_room = models.BooleanField(default=True)
    place = models.CharField(max_length=120, blank=True, help_text="Where, if it isn't in the lab's room.")
    video = models.URLField(blank=True, help_text="A call for those who can't come; shown to who has a seat.")
    members_only = models.BooleanField(default=False)
    women_only = models.BooleanField(default=False)
    certifies = models.BooleanField(default=False, help_text="Who was there gets a certificate; never of one that isn't for everyone.")
    capacity = models.PositiveIntegerField()
    taken = models.PositiveIntegerField(default=0)
    waiting = models.PositiveIntegerField(default=0)
    here = models.PositiveIntegerField(default=0)
    nameless = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=10, choices=State, default=State.ANNOUNCED)
    live_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    asks = models.CharField(max_length=10, choices=Asks, default=Asks.LOOKED_AT, help_text="What becomes of a question.")
    pace = models.PositiveSmallIntegerField(null=True, help_text="Seconds between two remarks of one woman in the chat; null: no chat.")
    called_out = models.CharField(max_length=200, blank=True, help_text="A host's line to everybody there, until it is replaced.")
    recording = models.URLField(blank=True, help_text="Where it can be watched afterwards.")
    said_now = models.CharField(max_length=200, blank=True, help_text="What is being said, for those whose sound or data fails.")
    version = models.PositiveIntegerField(default=1)
    edition = models.PositiveIntegerField(default=1, help_text="Of the plan: moves on when a host changes it, and not with a seat.")
    announced_at = models.DateTimeField(default=timezone.now)
    moved_at = models.DateTimeField(null=True, help_text="When it was put to another time or place, last.")

    objects = GatheringQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(taken__gte=0) & Q(taken__lte=F("capacity")), name="gathering_is_never_overfull"),
            models.CheckConstraint(condition=Q(waiting__gte=0) & Q(waiting__lte=MOST_WAITING), name="gathering_waiting_list_is_bounded"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="gathering_ends_after_it_begins"),
        ]
        indexes = [
            models.Index(fields=["state", "starts_at"], name="gathering_by_time"),
            models.Index(fields=["lab", "state", "starts_at"], name="gathering_by_lab"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return localised(self.titles)

    @property
    def about(self) -> str:
        return localised(self.abouts)

    @property
    def declared(self) -> Kind:
        return KINDS[self.kind]

    @property
    def is_somewhere(self) -> bool:
        """Whether people meet in a room, and not by video alone."""
        return self.in_lab_room or bool(self.place)

    @property
    def lasts(self) -> timedelta:
        return self.ends_at - self.starts_at

    @property
    def left(self) -> int:
        """Places nobody has; none while others wait for theirs."""
        return 0 if self.waiting else max(0, self.capacity - self.taken)

    @property
    def is_open(self) -> bool:
        """Whether a seat can be had still."""
        return self.state == self.State.LIVE or (self.state == self.State.ANNOUNCED and self.ends_at > timezone.now())

    @property
    def checks_in(self) -> bool:
        """Whether its hosts check in who comes, by now."""
        begins = self.state != self.State.ANNOUNCED or timezone.now() >= self.starts_at - CHECKS_IN_BEFORE
        return self.state != self.State.CANCELLED and begins and timezone.now() <= (self.ended_at or self.ends_at) + CHECKS_IN_AFTER

    @property
    def is_entered(self) -> bool:
        """Whether the QR in the room is good now."""
        return self.is_open and (self.state == self.State.LIVE or timezone.now() >= self.starts_at - ENTERED_BEFORE)

    @property
    def takes_feedback(self) -> bool:
        """Whether those who were there may say how it was."""
        return self.state == self.State.ENDED and timezone.now() <= (self.ended_at or self.ends_at) + ASKED_FOR

    @property
    def gives_certificates(self) -> bool:
        return self.certifies and self.has_public_pages

    @property
    def may_begin(self) -> bool:
        """Whether its hour has come, or nearly: a tap days before can't be taken back."""
        return self.state == self.State.ANNOUNCED and self.starts_at - timezone.now() <= EARLIEST

    @property
    def has_public_pages(self) -> bool:
        """Whether its live room, transcript and certificates may be seen by who has no seat."""
        return not self.women_only and not self.members_only

    @property
    def is_discreet(self) -> bool:
        """Whether no screen tells who comes: a guest's link goes to her number alone, and nobody but its hosts counts the places."""
        return self.women_only and not self.members_only

    @property
    def stream(self) -> str:
        return gathering_stream(self.pk)

    @property
    def live_stream(self) -> str:
        return live_stream(self.pk)

    @property
    def desk_stream(self) -> str:
        return desk_stream(self.pk)


class CoHost(models.Model):
    """Holds a gathering beside its host, and goes on where she can't."""

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="cohosts")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    is_shown = models.BooleanField(default=False, help_text="Whether she lets her name stand on its page, beside the host's.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gathering", "member"], name="cohost_is_named_once")]


class LabRoom(models.Model):
    """The room of a lab, which holds one gathering at a time: whoever reserves it writes this row first, so that two do it in turn."""

    lab = models.OneToOneField(Lab, on_delete=models.CASCADE, primary_key=True, related_name="+")
    reserved_at = models.DateTimeField()
