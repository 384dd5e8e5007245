from django.db import models
from django.db.models import Q
from django.utils import timezone

from .seats import Seat

LONGEST = 280  # characters


class Feedback(models.Model):
    """What she who was there says of it, once; the hosts see it without her name, and never alone."""

    class Again(models.TextChoices):
        YES = "yes"
        MAYBE = "maybe"
        NO = "no"

    seat = models.OneToOneField(Seat, on_delete=models.CASCADE, related_name="feedback")
    face = models.PositiveSmallIntegerField(help_text="1: not so good, 2: so-so, 3: good.")
    again = models.CharField(max_length=5, choices=Again, help_text="Would she come again?")
    words = models.CharField(max_length=LONGEST, blank=True)
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(face__range=(1, 3)), name="feedback_has_one_of_three_faces"),
            models.CheckConstraint(condition=Q(again__in=("yes", "maybe", "no")), name="feedback_says_whether_again"),
        ]
