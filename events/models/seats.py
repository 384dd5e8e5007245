from datetime import timedelta
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from commons.people.codes import spaced
from commons.people.models import Guest, Member

from ..streams import seat_stream
from .gatherings import Gathering

if TYPE_CHECKING:
    from .feedback import Feedback

LARGEST_PARTY = 6


class SeatQuerySet(models.QuerySet["Seat"]):
    def standing(self) -> Self:
        """Those that are taken, offered, or wait."""
        return self.filter(state__in=Seat.STANDING)

    def coming(self) -> Self:
        """Those that are taken."""
        return self.filter(state=Seat.State.TAKEN)

    def here(self) -> Self:
        """Those who came."""
        return self.filter(came_at__isnull=False)

    def were_there(self) -> Self:
        """Those who came; where nobody was checked in, or it was by video, too, all who had a place."""
        return self.coming().filter(Q(came_at__isnull=False) | Q(gathering__here=0) | ~Q(gathering__video=""))

    def in_line(self) -> Self:
        """The waiting list, who came first first."""
        return self.filter(state=Seat.State.WAITING).order_by("pk")

    def held_by(self, who: "Member | Guest") -> Self:
        return self.filter(member=who) if isinstance(who, Member) else self.filter(guest=who)

    def whole(self) -> Self:
        """With all that its page shows."""
        return self.select_related("gathering__lab", "gathering__host", "guest", "member", "feedback")


class Seat(models.Model):
    """The places of one woman and those she brings: taken, or waiting for some; then offered, which is a hold with an end.

    `who` tells persons apart without telling who they are: `member:7`, or a guest's phone number. `came` is how many of her party are
    there, more or fewer than she had said; checked in once, at `came_at`.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        OFFERED = "offered"
        TAKEN = "taken"
        GIVEN_UP = "given_up"
        LAPSED = "lapsed"

    HOLDING = (State.OFFERED, State.TAKEN)  # counted in the gathering's `taken`
    STANDING = (State.WAITING, *HOLDING)

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="seats")
    key = models.UUIDField(unique=True, help_text="Made by the browser that asked for it: twice is once.")
    member = models.ForeignKey(Member, null=True, on_delete=models.CASCADE, related_name="gathering_seats")
    guest = models.ForeignKey(Guest, null=True, on_delete=models.PROTECT, related_name="gathering_seats")
    who = models.CharField(max_length=40)
    party = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=8, help_text="Shown at the door.")
    state = models.CharField(max_length=10, choices=State)
    version = models.PositiveIntegerField(default=1)
    asked_at = models.DateTimeField(default=timezone.now)
    tell_by = models.DateTimeField(null=True, help_text="Until when she is to be told of the offer; of one who waits again: nobody had.")
    offer_ends_at = models.DateTimeField(null=True, help_text="Until when she is to answer; since she was told of the offer.")
    came = models.PositiveSmallIntegerField(default=0, help_text="How many of them are there.")
    came_at = models.DateTimeField(null=True, help_text="When she was checked in, by the clock of who did it.")

    objects = SeatQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["gathering", "who"], condition=Q(state__in=("waiting", "offered", "taken")), name="seat_is_one_a_person"
            ),
            models.UniqueConstraint(fields=["gathering", "code"], name="seat_code_is_its_own"),
            models.CheckConstraint(condition=Q(party__gte=1) & Q(party__lte=LARGEST_PARTY), name="seat_party_is_small"),
            models.CheckConstraint(condition=Q(member=None) ^ Q(guest=None), name="seat_is_of_one"),
            models.CheckConstraint(
                condition=Q(came=0, came_at=None) | Q(came__range=(1, LARGEST_PARTY), came_at__isnull=False, state="taken"),
                name="seat_came_is_counted",
            ),
        ]
        indexes = [models.Index(fields=["gathering", "state", "id"], name="seat_in_line")]

    @property
    def holder(self) -> Member | Guest:
        return self.member or self.guest  # type: ignore[return-value]  # a constraint holds one of them

    @property
    def name(self) -> str:
        return self.holder.name

    @property
    def was_there(self) -> bool:
        """As `were_there` says it."""
        return self.state == self.State.TAKEN and (self.came_at is not None or not self.gathering.here or bool(self.gathering.video))

    @property
    def said_back(self) -> "Feedback | None":
        """What she has said of it."""
        return getattr(self, "feedback", None)

    @property
    def stream(self) -> str:
        return seat_stream(self.pk)

    @property
    def was_passed_over(self) -> bool:
        """Whether places were held for her already, and nobody told her in time."""
        return self.state == self.State.WAITING and self.tell_by is not None

    @property
    def spoken_code(self) -> str:
        """As it is read aloud at the door."""
        return spaced(self.code)

    @property
    def offer_left(self) -> timedelta | None:
        """How long the offer is good still; None where nothing was offered, or she wasn't told yet."""
        if self.state != self.State.OFFERED or self.offer_ends_at is None:
            return None
        return max(timedelta(), self.offer_ends_at - timezone.now())
