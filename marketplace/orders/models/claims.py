from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from marketplace.catalog.models import DayCapacity, Slot

from .orders import Order


class ClaimQuerySet(models.QuerySet["Claim"]):
    def active(self) -> Self:
        return self.filter(released_at=None)


class Claim(models.Model):
    """What an order takes of a counter row: places of a slot, or heads or pieces of a day. `taken` there is the sum of the active ones."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="claims")
    slot = models.ForeignKey(Slot, null=True, on_delete=models.CASCADE, related_name="claims")
    day = models.ForeignKey(DayCapacity, null=True, on_delete=models.CASCADE, related_name="claims")
    n = models.PositiveIntegerField()
    claimed_at = models.DateTimeField(default=timezone.now)
    released_at = models.DateTimeField(null=True)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(slot=None, day__isnull=False) | Q(slot__isnull=False, day=None), name="claim_is_of_one_counter"
            ),
            models.CheckConstraint(condition=Q(n__gte=1), name="claim_takes_something"),
            models.UniqueConstraint(fields=["order", "slot"], name="slot_is_claimed_once"),
            models.UniqueConstraint(fields=["order", "day"], name="day_is_claimed_once"),
        ]
