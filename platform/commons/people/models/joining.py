from django.db import models
from django.utils import timezone

from .labs import Lab
from .members import Member


class Invitation(models.Model):
    """A way in. Its code is kept as a hash only; it ends by time, by use, or when its maker takes it back."""

    class Kind(models.TextChoices):
        IN_PERSON = "in_person"  # scanned on the spot: it vouches
        LINK = "link"  # sent on: it admits, until someone who met her says so
        WORKSHOP = "workshop"  # up to 40 at once, each waits for "I know her"
        FOUNDER = "founder"  # the first coordinator of a lab, printed by a command

    kind = models.CharField(max_length=10, choices=Kind)
    code_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(Member, null=True, on_delete=models.CASCADE, related_name="invitations")
    lab = models.ForeignKey(Lab, on_delete=models.CASCADE)
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    uses_left = models.PositiveSmallIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["made_by", "expires_at"], name="invitation_by_maker")]


class Vouch(models.Model):
    """Who said "I know her" of whom, and when; kept."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="vouches")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="vouched_for")
    invitation = models.ForeignKey(Invitation, null=True, on_delete=models.SET_NULL)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "by"], name="vouch_is_said_once")]
