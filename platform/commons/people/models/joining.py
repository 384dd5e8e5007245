from typing import Self

from django.db import models
from django.utils import timezone

from commons.people.codes import code_from
from commons.people.streams import lab_stream

from .labs import Lab
from .members import Member


class InvitationQuerySet(models.QuerySet):
    def running(self) -> Self:
        """Those that still let someone in, unless their maker may not invite any more."""
        return self.filter(expires_at__gt=timezone.now(), uses_left__gt=0)


class Invitation(models.Model):
    """A way in. Its code is derived from `seed` and the secret key, and found by a keyed hash: the table alone tells no code.

    It ends by time, by use, or when its maker takes it back.
    """

    class Kind(models.TextChoices):
        IN_PERSON = "in_person"  # scanned on the spot: it vouches
        LINK = "link"  # sent on: it admits, until someone who met her says so
        WORKSHOP = "workshop"  # up to 40 at once, each waits for "I know her"
        FOUNDER = "founder"  # the first coordinator of a lab, printed by a command
        GATHERING = "gathering"  # she came to what the maker held, and asks to join; nobody ever sees its code

    kind = models.CharField(max_length=10, choices=Kind)
    seed = models.CharField(max_length=32)
    code_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(Member, null=True, on_delete=models.CASCADE, related_name="invitations")
    lab = models.ForeignKey(Lab, on_delete=models.PROTECT, related_name="invitations")
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    uses_left = models.PositiveSmallIntegerField(default=1)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["made_by", "expires_at"], name="invitation_by_maker")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.lab}"

    @property
    def code(self) -> str:
        return code_from(self.seed)

    @property
    def has_ended(self) -> bool:
        return self.uses_left < 1 or self.expires_at <= timezone.now()

    @property
    def stream(self) -> str:
        return lab_stream(self.lab_id)


class Arrival(models.Model):
    """By which invitation she came in, so that her host can say "I know her"."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="arrival")
    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="arrivals")
    at = models.DateTimeField(default=timezone.now)


class NotMet(models.Model):
    """Who said "I don't know her" of one who waits: her own lists show her no more. Others may know her, and she herself later, too."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="not_met")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "by"], name="not_met_is_said_once")]


class Vouch(models.Model):
    """Who said "I know her" of whom, and when; kept."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="vouches")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="vouched_for")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "by"], name="vouch_is_said_once")]
