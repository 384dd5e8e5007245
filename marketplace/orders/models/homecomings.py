from datetime import timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from commons.people.models import Member

from ..streams import homecoming_stream
from .orders import Order


class HomecomingQuerySet(models.QuerySet["Homecoming"]):
    def open(self) -> Self:
        """Those that aren't over."""
        return self.filter(state__in=Homecoming.OPEN)

    def old(self) -> Self:
        """What nobody needs any more: a week after it was over; where nobody has ever said so, a month after the hour."""
        now = timezone.now()
        return self.filter(Q(ended_at__lt=now - timedelta(days=7)) | Q(home_at__lt=now - timedelta(days=30)))


class Homecoming(models.Model):
    """One side of an order meets the other, and a friend of hers looks after her coming home: the words and numbers for that.

    Kept beside the journal, which has ids alone, and deleted some days after.
    """

    class State(models.TextChoices):
        WAITING = "waiting"  # for the hour at which she would be home
        ASKED = "asked"  # whether she is
        MISSED = "missed"  # she hasn't said so: her friend is to call her
        HOME = "home"
        OFF = "off"  # it isn't needed
        DECLINED = "declined"  # her friend can't, or isn't to be reached

    OPEN = (State.WAITING, State.ASKED, State.MISSED)

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="homecomings")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+", help_text="Who goes.")
    friend = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+", help_text="Who looks after her.")
    where = models.CharField(max_length=200)
    phone = models.CharField(max_length=20, help_text="Hers, under which her friend reaches her.")
    home_at = models.DateTimeField(help_text="When she thinks to be home.")
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    version = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)

    objects = HomecomingQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["friend", "state"], name="homecoming_by_friend")]
        constraints = [
            models.UniqueConstraint(
                fields=["order", "member"], condition=Q(state__in=("waiting", "asked", "missed")), name="homecoming_is_one_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(member=F("friend")), name="homecoming_has_another_friend"),
            models.CheckConstraint(
                condition=Q(state__in=("waiting", "asked", "missed"), ended_at=None)
                | Q(state__in=("home", "off", "declined"), ended_at__isnull=False),
                name="homecoming_is_open_or_ended",
            ),
        ]

    @property
    def stream(self) -> str:
        return homecoming_stream(self.pk)

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN
