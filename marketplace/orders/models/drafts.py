import uuid
from typing import Any

from django.db import models
from django.utils import timezone

from commons.media.models import Picture, Voice
from marketplace.catalog.models import Listing


class Draft(models.Model):
    """What somebody has said so far of an order she hasn't sent. Its key becomes the order's: sent twice, it is one order."""

    key = models.UUIDField(unique=True, default=uuid.uuid4)
    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="+")
    said = models.JSONField(default=dict)
    pictures = models.ManyToManyField(Picture, related_name="+")
    voice = models.ForeignKey(Voice, null=True, on_delete=models.SET_NULL, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now, db_index=True)

    def says(self, name: str, otherwise: Any = None) -> Any:
        """What she answered to this, or the other."""
        return self.said.get(name, otherwise)
