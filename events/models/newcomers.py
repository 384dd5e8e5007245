from django.db import models
from django.utils import timezone

from commons.people.models import Member

from .gatherings import Gathering


class Newcomer(models.Model):
    """She came to a gathering, and asked to join the network by the link of her seat there."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="came_by")
    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="newcomers")
    asked_at = models.DateTimeField(default=timezone.now)
