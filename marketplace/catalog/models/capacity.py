"""Counter rows: how much there is of something, and how much of it is taken. An order claims with one guarded write."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from .listings import Listing
from .shops import Shop

WITHIN = Q(taken__gte=0) & Q(taken__lte=F("capacity"))


class CounterQuerySet(models.QuerySet):
    def with_room(self, n: int = 1) -> Self:
        """Those that have room for `n` more."""
        return self.filter(taken__lte=F("capacity") - n)


class SlotQuerySet(CounterQuerySet):
    def to_come(self) -> Self:
        """Departures that haven't left yet, and what is ready now."""
        return self.filter(Q(starts_at__isnull=True) | Q(starts_at__gt=timezone.now())).order_by("starts_at", "pk")


class Slot(models.Model):
    """The places of a departure; or, without a time, the pieces that are ready now."""

    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="slots")
    starts_at = models.DateTimeField(null=True)
    capacity = models.PositiveIntegerField()
    taken = models.PositiveIntegerField(default=0)

    objects = SlotQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=WITHIN, name="slot_is_never_oversold"),
            models.UniqueConstraint(fields=["listing", "starts_at"], name="slot_is_given_once"),
            models.UniqueConstraint(fields=["listing"], condition=Q(starts_at=None), name="listing_has_one_stock"),
        ]
        indexes = [models.Index(fields=["starts_at", "taken", "capacity", "listing"], name="slot_by_time")]

    @property
    def left(self) -> int:
        return max(0, self.capacity - self.taken)


class DayCapacity(models.Model):
    """What one shop takes of one kind in a day: heads to cook for, guests; of sewing, pieces in the week of that Monday.

    `kind` is `Kind.capacity_name`: services that share hands share the row.
    """

    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="days")
    kind = models.CharField(max_length=20)
    day = models.DateField()
    capacity = models.PositiveIntegerField()
    taken = models.PositiveIntegerField(default=0)
    alone = models.BooleanField(default=False, help_text="One party has all of it, and keeps it however much the shop takes from now on.")

    objects = CounterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=WITHIN, name="day_is_never_oversold"),
            models.UniqueConstraint(fields=["shop", "kind", "day"], name="day_is_counted_once"),
        ]
        indexes = [models.Index(fields=["day", "kind", "taken", "capacity", "shop"], name="day_by_date")]

    @property
    def left(self) -> int:
        return max(0, self.capacity - self.taken)


class BlockedDayQuerySet(models.QuerySet["BlockedDay"]):
    def to_come(self, today: date | None = None) -> Self:
        return self.filter(day__gte=today or timezone.localdate()).order_by("day")


class BlockedDay(models.Model):
    """A day on which a shop takes nothing."""

    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="blocked_days")
    day = models.DateField()

    objects = BlockedDayQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "day"], name="day_is_blocked_once")]
        indexes = [models.Index(fields=["day", "shop"], name="day_blocked_by_date")]
