from typing import Self

from django.db import models
from django.utils import timezone

from commons.people.models import Guest, Member

from .notices import Notice


class ToSendQuerySet(models.QuerySet["ToSend"]):
    def waiting(self) -> Self:
        """What nobody has sent yet, and she hasn't seen by herself."""
        return self.filter(sent_at=None, dropped_at=None, notice__seen_at=None)


class ToSend(models.Model):
    """What nothing else brings to a guest: a person sends it on."""

    notice = models.OneToOneField(Notice, on_delete=models.CASCADE, related_name="to_send")
    sender = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="to_send")
    guest = models.ForeignKey(Guest, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)
    sent_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    dropped_at = models.DateTimeField(null=True)

    objects = ToSendQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["sender", "-made_at"], name="to_send_by_sender")]
