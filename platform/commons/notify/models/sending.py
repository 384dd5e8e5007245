from datetime import timedelta
from typing import Self

from django.db import models
from django.db.models import Exists, ExpressionWrapper, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from commons.people.models import Guest, Member

from ..kinds import outdated
from .notices import Notice

A_DAY = timedelta(days=1)


class ToSendQuerySet(models.QuerySet["ToSend"]):
    def waiting(self) -> Self:
        """What nobody has sent yet, she hasn't seen by herself, and nothing newer has taken the place of."""
        rows = self.filter(sent_at=None, dropped_at=None, notice__seen_at=None)
        same = Notice.objects.filter(to=OuterRef("notice__to"), about=OuterRef("notice__about"), entry__gt=OuterRef("notice__entry"))
        for newer, older in outdated():
            rows = rows.exclude(Q(notice__kind__in=older) & Exists(same.filter(kind__in=newer)))
        return rows

    def by_urgency(self) -> Self:
        """What is to be sent first on top; what has no moment of its own is due a day after it came."""
        return self.order_by(Coalesce("notice__send_by", ExpressionWrapper(F("made_at") + A_DAY, models.DateTimeField())), "pk")


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

    @property
    def is_waiting(self) -> bool:
        """Whether nobody has sent it, nor said that it needn't be."""
        return self.sent_at is None and self.dropped_at is None
