from django.db import models
from django.utils import timezone

from .orders import Order


class Step(models.Model):
    """A line of the table that an order went: who, why, and in which words. The journal has the same without words."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="steps")
    version = models.PositiveIntegerField()
    name = models.CharField(max_length=20)
    actor = models.CharField(max_length=40)
    part = models.CharField(max_length=12)
    at = models.DateTimeField(default=timezone.now)
    reason = models.CharField(max_length=16, blank=True)
    words = models.TextField(blank=True)
    key = models.UUIDField(null=True)

    class Meta:
        ordering = ["version"]
        constraints = [
            models.UniqueConstraint(fields=["order", "version"], name="step_is_taken_once"),
            models.UniqueConstraint(fields=["order", "key"], name="step_is_asked_for_once"),
        ]


class Proposal(models.Model):
    """One of the two would cancel what is being made; the other agrees, refuses, or lets it lapse."""

    class Answer(models.TextChoices):
        AGREED = "agreed"
        REFUSED = "refused"
        LAPSED = "lapsed"

    FAILED = (Answer.REFUSED, Answer.LAPSED)

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="proposals")
    part = models.CharField(max_length=12)
    made_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=8, choices=Answer, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["order"], condition=models.Q(answered_at=None), name="proposal_is_one_at_a_time"),
        ]
