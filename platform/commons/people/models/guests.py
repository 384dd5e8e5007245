from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from commons.people.codes import LONG, code_from
from commons.people.streams import guest_actor, guest_stream

GOOD_FOR = timedelta(days=400)  # as long as anyone asks for a receipt, or orders the same again next year


class Guest(models.Model):
    """A customer or visitor without an account, known by private links to her own orders and seats."""

    name = models.CharField(max_length=40)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=10, default="ky")
    made_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.name

    @property
    def actor(self) -> str:
        return guest_actor(self.pk)

    @property
    def stream(self) -> str:
        return guest_stream(self.pk)


class PassQuerySet(models.QuerySet["Pass"]):
    def good(self) -> Self:
        """Those that open something now."""
        return self.filter(revoked_at=None, made_at__gt=timezone.now() - GOOD_FOR)

    def held(self, guest: "Guest | int | None", stream: str) -> "Pass | None":
        """Her link to this stream that opens it; None where she has none."""
        return self.good().filter(guest=guest, stream=stream).first()


class Pass(models.Model):
    """A private link: whoever has it is this guest at this one stream, until it is taken away or 400 days old.

    As with invitations the table alone tells no code.
    """

    guest = models.ForeignKey(Guest, on_delete=models.CASCADE, related_name="passes")
    stream = models.CharField(max_length=100)
    seed = models.CharField(max_length=32)
    code_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True)
    muted_at = models.DateTimeField(null=True, help_text="She may look, and write no more.")

    objects = PassQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["guest", "stream"], condition=models.Q(revoked_at=None), name="pass_is_one_at_a_time"),
        ]
        indexes = [models.Index(fields=["stream"], name="pass_by_stream")]

    @property
    def code(self) -> str:
        return code_from(self.seed, LONG)

    @property
    def address(self) -> str:
        """What is sent on: the whole address of the link."""
        return settings.ORIGIN + reverse("people:link", args=[self.code])
